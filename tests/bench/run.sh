#!/bin/sh
# run.sh PROGRAM... -- runs the compiled benchmarks it is given, then the scripts of this folder,
# and says how long each took.  Nothing here passes or fails.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${CATGUT:=build/catgut}"
case $CATGUT in /*) ;; *) CATGUT=$PWD/$CATGUT ;; esac
export CATGUT

timed() {
    echo "== $1"
    shift
    start=$(date +%s%N)
    "$@" || echo "(status $?)"
    took=$((($(date +%s%N) - start) / 1000000))
    printf '%d.%03d s\n' $((took / 1000)) $((took % 1000))
}

for program in "$@"; do
    timed "$(basename "$program")" "$program"
done
for script in tests/bench/*.diag; do
    [ ! -e "$script" ] || timed "$script" "$CATGUT" "$script"
done
for script in tests/bench/bench_*.py; do
    timed "$script" python3 "$script"
done
for script in tests/bench/*.sh; do
    [ "$script" = tests/bench/run.sh ] || timed "$script" sh "$script"
done
