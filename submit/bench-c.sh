#!/usr/bin/env bash
# Gradient loops, the best C loops on the same arrays, and those of Spark and libm, in one JVM, taking turns:
# submit/bench-c.sh [ROUNDS [SHAPE ...]]
# Needs gcc and a JDK with its headers. Not part of the Maven build.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
java=$(readlink -f "$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")")
jdk=$(dirname "$(dirname "$java")")
out=target/bench-c
mkdir -p "$out"
mvn -B -q -Dspotless.check.skip=true test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
options=(-O3 -march=native -mprefer-vector-width=512 -fPIC)
gcc "${options[@]}" "-DNAME(f)=f##_plain" -c src/bench/c/loops.c -o "$out/plain.o"
gcc "${options[@]}" -ffast-math "-DNAME(f)=f##_fast" -c src/bench/c/loops.c -o "$out/fast.o"
gcc "${options[@]}" "-I$jdk/include" "-I$jdk/include/linux" -c src/bench/c/jni.c -o "$out/jni.o"
gcc -shared "$out"/{plain,fast,jni}.o -lmvec -lm -o "$out/libloops.so"
classpath="target/test-classes:target/classes:$(cat target/bench.classpath)"
"$jdk/bin/javac" -d "$out" -cp "$classpath" src/bench/java/io/ef21/bench/*.java
exec "$java" -Xmx3g --add-modules=jdk.incubator.vector "-Def21.loops=$home/$out/libloops.so" \
  -cp "$out:$classpath" io.ef21.bench.CComparison "$@"
