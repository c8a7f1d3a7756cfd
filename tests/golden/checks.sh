# --checks N: an estimand is checked before it is shown, up to a chance of 2^-(100 N).
front='type Bit = {0, 1} model m { X : Bit  Z : Bit <- X  Y : Bit <- Z  X <-> Y }'
try() {
    "$CATGUT" "$@" 2>&1
    echo "status $?"
}
for n in 0 1 50 -1 1000001 two ""; do
    try --checks "$n" -e "$front identify P(Y | do(X)) in m"
done
try --checks 1 -e "$front explain P(Z | do(X)) in m" | grep check
try --json --checks 2 -e "$front identify P(Z) in m"
try --checks

# Napkins stacked k high, and a front door of 2,000 variables: checked, and nobody waits for it.
tower() {
    echo 'type Bit = {0, 1} model m { Z0 : Bit'
    for i in $(seq $((2 * $1 + 1))); do
        echo "Z$i : Bit <- Z$((i - 1))"
    done
    for i in $(seq 0 2 $((2 * $1 - 2))); do
        echo "Z$i <-> Z$((i + 2)) Z$i <-> Z$((i + 3))"
    done
    echo "} identify P(Z$((2 * $1 + 1)) | do(Z$((2 * $1)))) in m"
}
for k in 1 2 3 4 5 6 7 8; do
    tower $k | "$CATGUT" /dev/stdin | tail -n 1
done
long() {
    echo 'type Bit = {0, 1} model m { X : Bit M1 : Bit <- X'
    for i in $(seq 2 2000); do
        echo "M$i : Bit <- M$((i - 1))"
    done
    echo 'Y : Bit <- M2000  X <-> Y } identify P(Y | do(X)) in m'
}
long | "$CATGUT" /dev/stdin | tail -n 1
tower 8 | "$CATGUT" --max-memory 4M /dev/stdin | tail -n 1 | sed 's/[0-9]* table/N table/'
