#!/usr/bin/env bash
# Runs `ef21 SUBCOMMAND ...` on an embedded local Spark, from any working directory. Builds it first when needed.
#   EF21_HEAP          heap of the JVM (default 4g)
#   EF21_JAVA_OPTIONS  more JVM options
#   EF21_CLASSPATH     folders and jars with compressors, methods and objectives of your own, separated by colons
#   EF21_PROGRAM       a Java file to compile and run instead of `ef21`
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
classpath="$home/target/launcher.classpath"

jar() { ls "$home"/target/ef21-spark-*.jar 2>/dev/null | grep -v -- -sources | head -n 1 || true; }

needs_build() {
  local built
  built=$(jar)
  [ -n "$built" ] && [ -s "$classpath" ] || return 0
  [ -n "$(find "$home/src/main" "$home/pom.xml" -newer "$built" -print -quit)" ]
}

if needs_build; then
  echo "ef21: building (once) ..." >&2
  log=$(mktemp)
  if ! (cd "$home" && mvn -B -q -DskipTests -Dspotless.check.skip=true package) >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
  touch "$(jar)"
fi

options=(-XX:+IgnoreUnrecognizedVMOptions)
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
  java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  options+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
options+=(--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED
  -Djdk.reflect.useDirectMethodHandle=false -Dio.netty.tryReflectionSetAccessible=true)
while read -r key value; do
  case "$key" in '' | '#'*) ;; *) options+=("-D$key=$value") ;; esac
done <"$home/conf/spark-defaults.conf"
if [ -t 2 ]; then options+=(-Def21.terminal=true); fi

export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
program=io.ef21.cli.Ef21
if [ -n "${EF21_PROGRAM:-}" ]; then
  program=$(basename "$EF21_PROGRAM" .java)
  compiled=$home/target/programs/$program
  "${java}c" -proc:none -d "$compiled" -cp "$(jar):$(cat "$classpath")" "$EF21_PROGRAM"
  EF21_CLASSPATH=$compiled${EF21_CLASSPATH:+:$EF21_CLASSPATH}
fi
# shellcheck disable=SC2086
exec "$java" "-Xmx${EF21_HEAP:-4g}" "${options[@]}" "-Dlog4j2.configurationFile=$home/conf/log4j2.properties" \
  ${EF21_JAVA_OPTIONS:-} -cp "${EF21_CLASSPATH:+$EF21_CLASSPATH:}$(jar):$(cat "$classpath")" "$program" "$@"
