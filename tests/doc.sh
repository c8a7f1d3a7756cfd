#!/bin/sh
# doc.sh FILE.md -- runs the examples of a document.
#
# The blocks marked ```catgut are one script, in order, each on the lines it has in the document
# (so a complaint names the document's line).  Each must end with status 0, and print exactly
# what an ```output block that follows it says.  Two words may stand after `catgut`:
#
#   error    the block must fail; an ```output block after it is what it says on standard error,
#            compared without `file:line:`; later blocks do not see it
#   fresh    a new script starts here
#
# A block's own output is what the script prints up to it, less what it printed before it.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/tests/surroundings.sh"
document=${1:?usage: doc.sh FILE.md}
case $document in /*) ;; *) document=$PWD/$document ;; esac
script=$(basename "$document" .md).diag

# One line per block: number, kind, first block of its script, first and last line, and the
# same two of its output block (0 0 when there is none).
blocks() {
    awk '
        function finish() { if (n) print n, kind, first, from, to, said, until }
        /^```/ && inside {
            if (inside == "catgut") to = NR - 1
            if (inside == "output") until = NR - 1
            inside = ""
            next
        }
        /^```/ {
            inside = substr($1, 4)
            if (inside == "catgut") {
                finish()
                n++
                kind = "good"
                if (n == 1) first = 1
                for (i = 2; i <= NF; i++) {
                    if ($i == "error") kind = "error"
                    if ($i == "fresh") first = n
                }
                from = NR + 1
                said = until = 0
            } else if (inside == "output" && n && !said)
                said = NR + 1
            if (inside == "") inside = "text"
        }
        END { finish() }
    ' "$document"
}

# script_up_to N FIRST ALONE: the document with all lines blank but those of the good blocks
# FIRST to N - 1, and of block N itself when ALONE is `and`.
script_up_to() {
    awk -v n="$1" -v first="$2" -v also="$3" '
        NR == FNR {
            if ($1 >= first && (($1 < n && $2 == "good") || ($1 == n && also == "and")))
                for (i = $4; i <= $5; i++) keep[i] = 1
            next
        }
        { print (FNR in keep) ? $0 : "" }
    ' "$SCRATCH/blocks" "$document" >"$SCRATCH/$script"
}

# run_script OUT ERR: in the scratch folder, so that what a block writes stays there.
run_script() {
    (cd "$SCRATCH" && timeout -k 2 "$PATIENCE" "$CATGUT" "$script" </dev/null >"$1" 2>"$2")
}

without_places() {
    sed 's/^[^ :]*:[0-9][0-9]*:/@:/'
}

# What file $2 has after its first bytes, which are file $1.
rest_of() {
    tail -c +$(($(wc -c <"$1") + 1)) "$2"
}

complain() {
    echo "$document:$from: $1"
    failed=$((failed + 1))
}

compare_block() {
    if [ "$kind" = error ]; then
        rest_of before.err now.err | without_places >got
        sed -n "${said},${until}p" "$document" | without_places >wanted
    else
        rest_of before.out now.out >got
        sed -n "${said},${until}p" "$document" >wanted
    fi
    if cmp -s wanted got; then
        passed=$((passed + 1))
    else
        complain "the block prints something else than the document says"
        diff -a -u --label document --label printed wanted got
    fi
}

run_block() {
    script_up_to "$n" "$first" but
    run_script before.out before.err || :
    script_up_to "$n" "$first" and
    run_script now.out now.err
    status=$?
    if [ "$kind" = good ] && [ $status -ne 0 ]; then
        complain "the block ends with status $status"
        rest_of before.err now.err
    elif [ "$kind" = error ] && { [ $status -eq 0 ] || [ $status -gt 3 ]; }; then
        complain "the block should be refused, and ends with status $status"
    elif [ "$said" -gt 0 ]; then
        compare_block
    else
        passed=$((passed + 1))
    fi
}

passed=0 failed=0
blocks >"$SCRATCH/blocks"
cd "$SCRATCH" || exit 2
while read -r n kind first from _ said until; do
    run_block
done <"$SCRATCH/blocks"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
