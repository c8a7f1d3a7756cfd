#!/bin/sh
# Large networks: the time of what is refused, and of what is answered, for 1,000 and for 10,000
# variables; ten times the size should take about ten times as long.  All marginals of a chain are
# an exception: the last of its fractions has as many digits as there are variables.
for size in 1000 10000; do
    python3 tests/law/sizes.py --catgut "$CATGUT" --say --size $size | grep -v '^[0-9]'
done
python3 tests/bench/reading.py
# The last state of a hidden Markov chain: ten times the steps should take little more than ten
# times as long, though its fraction has ten times the digits.
for steps in 10000 100000; do
    start=$(date +%s%N)
    awk -v n=$steps 'BEGIN {
        print "type T = {a, b}\nmodel m { R0 : T  R : T <- R0  O : T <- R }"
        print "functor F : m { R0 = uniform"
        print "R = { a -> 7/10|a> + 3/10|b>  b -> 3/10|a> + 7/10|b> }"
        print "O = { a -> 9/10|a> + 1/10|b>  b -> 1/5|a> + 4/5|b> } }"
        printf "use unroll(m, R0 -> R, %d) with F\nshow P(R_%d = a | O = |a", n, n
        for (i = 2; i <= n; i++) printf ",%s", i * i % 7 < 3 ? "a" : "b"
        print ">)"
    }' | "$CATGUT" - >/dev/null
    echo "hidden Markov chain, $steps steps: $((($(date +%s%N) - start) / 1000000)) ms"
done
