#!/usr/bin/env bash
# Runs `ef21 bench` on all sets of docs/performance.md, with 2 and with 20 clients: submit/bench-all.sh FOLDER [SET ...]
#   FOLDER       gets SET-N.txt (the table and its Markdown), SET-N.json (all that was measured) and SET-N.svg
#   SET          a9a w8a phishing news20 wide zipf1m zipf20m; without any, all of them
#   EF21_DATA    folder of the LIBSVM files a9a.gz w8a.gz phishing.gz news20.gz; a set whose file is missing is left out
#   EF21_REPEAT  timed turns (default 3; 1 for zipf20m)
#   EF21_HEAP    heap (default 6g)
#   EF21_CLIENTS numbers of clients (default "2 20")
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:?usage: submit/bench-all.sh FOLDER [SET ...]}
shift
sets=("$@")
[ ${#sets[@]} -gt 0 ] || sets=(a9a w8a phishing news20 wide zipf1m zipf20m)
mkdir -p "$folder"
export EF21_HEAP=${EF21_HEAP:-6g}

bench() { # SET N OPTIONS
  local set=$1 n=$2
  shift 2
  echo "$set, $n clients" >&2
  "$home/submit/local.sh" bench --master 'local[2]' --clients "$n" --lambda 1e-4 \
    --contestants mllib,mllib-standardized,lossless,default,without-feedback \
    --json "$folder/$set-$n.json" --plot "$folder/$set-$n.svg" "$@" >"$folder/$set-$n.txt.partial"
  mv "$folder/$set-$n.txt.partial" "$folder/$set-$n.txt"
}

file() { # SET N OPTIONS
  local set=$1 n=$2
  shift 2
  if [ -f "${EF21_DATA:-}/$set.gz" ]; then
    bench "$set" "$n" --data "$EF21_DATA/$set.gz" --repeat "${EF21_REPEAT:-3}" "$@"
  else
    echo "$set: left out, there is no ${EF21_DATA:-EF21_DATA}/$set.gz" >&2
  fi
}

for set in "${sets[@]}"; do
  for n in ${EF21_CLIENTS:-2 20}; do
    case "$set" in
      a9a) file a9a "$n" --features 123 ;;
      w8a | phishing) file "$set" "$n" ;;
      news20) file news20 "$n" --positive-labels 1-10 ;;
      wide) bench wide "$n" --data generated:zipf:200000:100000:50:1.1 --repeat "${EF21_REPEAT:-3}" ;;
      zipf1m) bench zipf1m "$n" --data generated:zipf:200000:1000000:30:1.1 --repeat "${EF21_REPEAT:-3}" ;;
      zipf20m) bench zipf20m "$n" --data generated:zipf:1000000:20000000:30:1.1 --repeat "${EF21_REPEAT:-1}" \
        --isolate yes --held-out none ;;
      *)
        echo "bench-all.sh: unknown set '$set': there are a9a w8a phishing news20 wide zipf1m zipf20m" >&2
        exit 2
        ;;
    esac
  done
done
