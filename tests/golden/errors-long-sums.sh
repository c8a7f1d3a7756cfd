# not under valgrind: it measures time
# Sums of long unlike denominators: nobody needs the sum to know that it is not one, and who wants
# to say what it is looks at the limits.
cd "$SCRATCH" || exit 2
terms() {
    awk 'BEGIN {
        printf "1/(3^100000)|0>"
        for (i = 1; i < 300; i++)
            printf " + 1/(3^100000+%d)|%d>", i, i
        print ""
    }'
}
try() {
    (ulimit -t 3; "$CATGUT" "$@" 2>&1; echo "status $?") | cut -c1-70
}
{ printf 'type D = {0..299}\nlet s = '; terms; } >let.diag
{ printf 'type D = {0..299}\nstate s : D = '; terms; } >state.diag
try let.diag
# where it was when time ended depends on the machine
try --max-time 300ms state.diag |
    sed -n 's/:[0-9]*:[0-9]*: / /; s/ the limit.*//; /^state/p; /[Gg]ive/p; /^status/p'
