# --threads N: answers are the same, and what is wrong is said in the same words.
cd "$SCRATCH" || exit 1
for n in 0 1025 -1 two ""; do
    "$CATGUT" --threads "$n" -e 'show 1/3' 2>&1
    echo "status $?"
done
"$CATGUT" --threads 1 --threads 2 -e 'show 1/3' 2>&1
"$CATGUT" --threads 3 -e 'show 1/3'

# Each variable listens to two of the five before it: every table is wide, its numbers long.
layers() {
    awk -v count="$1" 'BEGIN {
        srand(7)
        print "network unknown {}"
        for (i = 0; i < count; i++)
            print "variable V" i " { type discrete [ 3 ] { a, b, c }; }"
        for (i = 0; i < count; i++) {
            p = i - 1 - int(rand() * 5); q = i - 1 - int(rand() * 5)
            if (p < 0 || q < 0 || p == q) {
                print "probability ( V" i " ) { table 0.1234567, 0.2345678, 0.6419755; }"
                continue
            }
            print "probability ( V" i " | V" p ", V" q " ) {"
            for (x = 0; x < 9; x++) {
                m = 1000000 + int(rand() * 4000000); n = 1000000 + int(rand() * 4000000)
                printf "  (%c, %c) 0.%07d, 0.%07d, 0.%07d;\n", 97 + x / 3, 97 + x % 3, m, n,
                       10000000 - m - n
            }
            print "}"
        }
    }'
}
layers 240 >layers.bif
for question in 'show marginals() in m with F' 'show marginals(V239 = a, V40 = b) in m with F' \
    'show P(V239, V238, V3) in m with F'; do
    for n in 1 2 3 5; do
        "$CATGUT" --threads $n -e 'import "layers.bif" as m with F' -e "$question" >got.$n 2>&1
        echo "status $?"
        cmp got.1 got.$n
    done
    wc -l <got.1
done
for n in 1 4; do
    "$CATGUT" --threads $n --max-memory 200K -e 'import "layers.bif" as m with F' \
        -e 'show marginals() in m with F' 2>&1
    echo "status $?"
done
