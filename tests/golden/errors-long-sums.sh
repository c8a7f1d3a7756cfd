#!/bin/sh
# not under valgrind: it measures time
# Sums of long unlike denominators: nobody needs the sum to know that it is not one, nor to say what
# it is; where it is needed, no number becomes so long that ^C would wait for it.
cd "$SCRATCH" || exit 2
# terms LABEL: 300 of them, all of one label or each of its own.
terms() {
    awk -v label="$1" 'BEGIN {
        for (i = 0; i < 300; i++)
            printf "%s1/(3^100000+%d)%s", i ? " + " : "", i, label == "" ? "|" i ">" : label
        print ""
    }'
}
try() {
    (ulimit -t 3; "$CATGUT" "$@" 2>&1; echo "status $?") | cut -c1-70
}
{ printf 'type D = {0..299}\nlet s = '; terms; } >let.diag
{ printf 'type D = {0..299}\nstate s : D = '; terms; } >state.diag
{ printf 'type D = {0..299}\nstate s : D = 2/3^9|0> + '; terms; } >more.diag
{ printf 'type D = {0..299}\nlet s = '; terms '|7>'; } >merge.diag
{ printf 'let n = '; terms ' '; } >number.diag
{ printf 'type D = {0..299}\nlet s = normalise('; terms | sed 's/$/)/'; } >divide.diag
for text in let state more merge number divide; do
    try $text.diag
done
try -e 'type T = {a, b} state s : T = (1 - 1/3^100000)|a> + 1/3^100001|b>'
try -e 'type T = {a, b} state s : (X : T) = (1/2 - 1/3^100000)|a> + (1/2 + 1/3^100000)|b> '\
'check P(X = a) in s == 0.5 within 1/10^9'
try -e 'type T = {1, 2} state s : (X : T) = 1/3^500000|1> + (1 - 1/3^500000)|2> '\
'let m = E(X) in s check m < 2'
try -e 'type T = {1, 2} let s = 3^400000 * (3^400000|1> + 2|2>)'
