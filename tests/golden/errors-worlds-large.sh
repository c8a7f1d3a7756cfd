# not under valgrind: millions of tokens
# Counterfactual questions that no person writes: an answer, or one short complaint.
cd "$SCRATCH" || exit 2
try() {
    "$CATGUT" "$@" -k worlds.diag 2>&1 | sed 's/limit is [0-9]*/limit is N/' | cut -c1-160
}
model='type Bit = {0, 1}
function xor : Bit * Bit -> Bit = { 0,0 -> |0>  0,1 -> |1>  1,0 -> |1>  1,1 -> |0> }
state fair : Bit = 1/2|0> + 1/2|1>
model m { X : Bit = fair  Y : Bit = xor(X, fair)  Z : Bit = xor(Y, fair) }
type Big = {1..1000000}
model big { X : Big = uniform  Y : Big = X }'
# nested TEXT N: a question with N brackets in each other
nested() {
    awk -v text="$1" -v n="$2" 'BEGIN {
        printf "show P(Y"
        for (i = 0; i < n; i++) printf "[X = X"
        printf "[X = %s]", text
        for (i = 0; i < n; i++) printf "]"
        print " = 0) in m"
    }'
}
# chain N WORLDS: a chain, asked in so many worlds
chain() {
    awk -v n="$1" -v worlds="$2" 'BEGIN {
        print "model c {\n  V0 : Bit = fair"
        for (i = 1; i < n; i++) print "  V" i " : Bit = xor(V" i - 1 ", fair)"
        printf "}\nshow P(V" n - 1 " = 0"
        for (i = 0; i < worlds; i++) printf ", V%d[V%d = 0] = 0", n - 1, i * n / worlds
        print ") in c"
    }'
}

echo "# brackets in brackets"
{ echo "$model"; nested 0 300; nested 0 10000; } >worlds.diag
try
{ echo "$model"; awk 'BEGIN {
    printf "show P(Y"
    for (i = 0; i < 100000; i++) printf "[X = Y"
}'; } >worlds.diag
try
{ echo "$model"; cat <<'TEXT'
show P(Y[]) in m
show P(Y[X = X[X = X[X = X]]] = 0) in m
TEXT
} >worlds.diag
try

echo "# many worlds"
{ echo "$model"; chain 300 300; } >worlds.diag
try --json | cut -c1-60
{ echo "$model"; chain 1000 1000; } >worlds.diag
try --max-memory 20M
{ echo "$model"; awk 'BEGIN {
    printf "show P(Y[X = 0] = 0"
    for (i = 0; i < 20000; i++) printf ", Y[X = %d] = 0", i % 2
    print ") in m"
}'; } >worlds.diag
try

echo "# many labels"
{ echo "$model"; cat <<'TEXT'
show P(Y[X = 5] != 7) in big
show P(Y[X = 5] != 5 | Y != 3) in big
show P(X = 3 | X != 7, Y != 8, Y[Y = 2] = 2) in big
show P(Y[X = 5] = {6..1000000}) in big
show P(Y[X = 5] = {1..1000000}, X = 2 | X = {2..1000000}) in big
show P(Y[X = 5] | X, Y) in big
show P(Y[X = 5] | X, Y, Y[X = 6], Y[X = 7]) in big
TEXT
} >worlds.diag
try
{ echo "$model"; awk 'BEGIN {
    printf "show P(Y[X = 5] = 5, X = 1000000 | X != 1"
    for (i = 2; i < 3000; i++) printf ", X != %d", i
    print ") in big"
}'; } >worlds.diag
try

echo "# large tables are refused before they are made, and work can be stopped"
{ echo "$model"; awk 'BEGIN {
    print "model w {\n  X : Bit = fair"
    for (i = 0; i < 60; i++) print "  V" i " : Bit = xor(X, fair)"
    printf "}\nshow P(X"
    for (i = 0; i < 60; i++) printf ", V%d[X = %d]", i, i % 2
    print ") in w"
}'; } >worlds.diag
try | cut -c1-120
{ echo "$model"; echo 'show P(Y[X = 5] != 7 | X) in big'; } >worlds.diag
try --max-time 0.2
