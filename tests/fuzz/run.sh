#!/bin/sh
# run.sh SECONDS [NAME] -- runs each fuzz target of build/fuzz (or one) for that long, from the
# seeds of tests/fuzz/corpus, the examples and the golden scripts.  0 seconds: the seeds only,
# once, with all the time they need.  What it finds stays in build/fuzz/findings, what it learns
# in build/fuzz/learnt.
set -u
cd "$(dirname "$0")/../.." || exit 2
seconds=${1:?usage: run.sh SECONDS [NAME]}
only=${2:-}
stop=20
[ "$seconds" -gt 0 ] || stop=${PATIENCE:-600}

# Every target has seeds of its own copy, so that two can run at the same time.
gather() {
    rm -rf "$1"
    mkdir -p "$1"
    for file in tests/fuzz/corpus/* examples/*.diag stdlib/*.diag tests/golden/*.diag \
        tests/golden/*.in; do
        [ ! -f "$file" ] || cp "$file" "$1/$(echo "$file" | tr / -)"
    done
}

run_target() {
    gather "build/fuzz/seeds/$1"
    mkdir -p "build/fuzz/learnt/$1" build/fuzz/findings
    set -- "$1" -timeout="$stop" -rss_limit_mb=2048 -artifact_prefix="build/fuzz/findings/$1-"
    [ ! -e tests/fuzz/catgut.dict ] || set -- "$@" -dict=tests/fuzz/catgut.dict
    target=$1
    shift
    if [ "$seconds" -eq 0 ]; then
        "build/fuzz/$target" "$@" -runs=0 "build/fuzz/seeds/$target" 2>&1
    else
        "build/fuzz/$target" "$@" -max_total_time="$seconds" \
            "build/fuzz/learnt/$target" "build/fuzz/seeds/$target" 2>&1
    fi
}

bad=0
for source in tests/fuzz/*.c; do
    name=$(basename "$source" .c)
    [ -z "$only" ] || [ "$name" = "$only" ] || continue
    if [ ! -x "build/fuzz/$name" ]; then
        echo "build/fuzz/$name was not built"
        bad=1
        continue
    fi
    echo "== $name"
    run_target "$name" || bad=1
done
exit $bad
