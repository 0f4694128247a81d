#!/usr/bin/env bash
# What a round costs beside an empty Spark job: submit/overhead.sh [ROUNDS]
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
mvn -B -q -Dspotless.check.skip=true test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
SPARK_LOCAL_IP=127.0.0.1 exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx2g \
  -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" io.ef21.bench.OverheadBenchmark "$@"
