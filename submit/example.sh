#!/usr/bin/env bash
# Runs a Java file of examples/ on an embedded local Spark: `submit/example.sh PipelineClassifier`. Builds first when needed.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program="$home/examples/${1:-}.java"
if [ ! -f "$program" ]; then
  echo "usage: submit/example.sh NAME [ARGUMENTS], with NAME one of:" >&2
  (cd "$home/examples" && ls -- *.java | sed 's/\.java$/ /' | tr -d '\n' >&2)
  echo >&2
  exit 2
fi
EF21_PROGRAM=$program exec "$home/submit/local.sh" "${@:2}"
