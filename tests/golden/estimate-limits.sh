# not under valgrind: it measures time
# Estimates that take too long or too much are stopped: one message, status 3.
coin='type Bit = {0, 1} state w : (A : Bit) * (B : Bit) = 1/4|0,0> + 1/4|0,1> + 1/4|1,0> + 1/4|1,1>'
try() {
    "$CATGUT" "$@" 2>&1
    echo "status $?"
}

echo "# time: a bootstrap of many rows"
try --max-time 1s -e "$coin
estimate P(A = 1 | B = 1) in w of 9000 rows by bootstrap 1000000 seed 1"
try --max-time 1s -e "$coin
estimate P(A = 1 | B = 1) in w of 400 rows by bootstrap 1000000 seed 1"

echo "# memory: more values than there is room for"
try --max-memory 1M -e "$coin
estimate P(A = 1 | B = 1) in w of 400 rows by bootstrap 100000 seed 1"
try --max-memory 4M -e 'type Wide = {1..1000}
state w : (A : Wide) * (B : Wide) = 1/2|1,1> + 1/2|2,2>
estimate P(A = 1 | B = 1) in w of 10 rows smooth 1'
