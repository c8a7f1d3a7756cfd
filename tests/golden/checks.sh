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
