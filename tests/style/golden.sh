#!/bin/sh
# golden.sh -- every expectation in tests/golden has the script it belongs to, and only one.
set -u
cd "$(dirname "$0")/../golden" || exit 2
bad=0
for expect in *.expect examples/*.expect; do
    [ -e "$expect" ] || continue
    name=${expect%.expect}
    found=0
    for file in "$name.diag" "$name.in" "$name.sh"; do
        case $name in examples/*) file=../../$file ;; esac
        [ ! -e "$file" ] || found=$((found + 1))
    done
    [ $found -eq 1 ] || { echo "tests/golden/$expect has $found scripts"; bad=1; }
done
exit $bad
