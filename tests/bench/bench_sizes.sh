#!/bin/sh
# Large networks: the time of what is refused, and of what is answered, for 1,000 and for 10,000
# variables; ten times the size should take about ten times as long.  All marginals of a chain are
# an exception: the last of its fractions has as many digits as there are variables.
for size in 1000 10000; do
    python3 tests/law/sizes.py --catgut "$CATGUT" --say --size $size | grep -v '^[0-9]'
done
python3 tests/bench/reading.py
