#!/usr/bin/env bash
# The EF21 paper's point on generated rows, without Spark: at a long step EF14 stalls, EF21 and EF21+ converge.
# Writes histories and plots to the folder given (default: target/error-feedback).
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-$home/target/error-feedback}
mkdir -p "$folder"
for method in ef14 ef21 ef21+; do
  "$home/submit/local.sh" train --engine local --method "$method" --clients 20 --regularizer nonconvex:0.1 \
    --compressor topk:1 --step-size classic:64 --rounds 1500 \
    --history "$folder/$method.jsonl" --plot "$folder/$method.svg" | grep -E 'method|grad f.\^2'
done
