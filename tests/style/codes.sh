#!/bin/sh
# codes.sh -- every code of a complaint ("E001", ...) in lang/ has an entry in
# doc/errors.md and a golden test that provokes it, and no entry is without a complaint.  What no
# script can provoke is listed here by name, with the unit test that pins its words.
set -u
cd "$(dirname "$0")/../.." || exit 2

# No script gets an estimand that is wrong past identification.
pinned="E127:tests/unit/test_selfcheck.c"

codes_in() {
    cat "$@" | grep -oE '\bE[0-9]{3}\b' | LC_ALL=C sort -u
}

if ! [ -e doc/errors.md ]; then
    echo "doc/errors.md is not there yet"
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
grep -rhoE --include='*.c' '"E[0-9]{3}"' lang | tr -d '"' | LC_ALL=C sort -u >"$scratch/said"
codes_in doc/errors.md >"$scratch/explained"
codes_in tests/golden/*.expect >"$scratch/tested" 2>/dev/null
for pin in $pinned; do
    grep -oF "[${pin%%:*}]" "${pin#*:}" | tr -d '[]' >>"$scratch/tested"
done
LC_ALL=C sort -u -o "$scratch/tested" "$scratch/tested"

bad=0
missing() {
    comm -23 "$1" "$2" >"$scratch/difference"
    [ -s "$scratch/difference" ] || return 0
    echo "$3: $(tr '\n' ' ' <"$scratch/difference")"
    bad=1
}
missing "$scratch/said" "$scratch/explained" "not in doc/errors.md"
missing "$scratch/explained" "$scratch/said" "in doc/errors.md, but never said"
missing "$scratch/said" "$scratch/tested" "in no golden test (the text or --json shows the code)"
exit $bad
