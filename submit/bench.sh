#!/usr/bin/env bash
# Runs the JMH benchmarks whose name matches a pattern: submit/bench.sh [PATTERN] [JMH OPTIONS]
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
(cd "$home" && mvn -B -q -Dspotless.check.skip=true test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath)
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$home/target/test-classes:$home/target/classes:$(cat "$home/target/bench.classpath")" \
  org.openjdk.jmh.Main "$@"
