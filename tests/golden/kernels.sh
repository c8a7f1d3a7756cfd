# Whatever kernel the sums are done with, the answers are the same; a name that is none is refused.
cd "$SCRATCH" || exit 2

# A chain whose answers take hundreds of bits: their sums are modulo primes.
{
    echo 'type T = {a, b, c, d, e}'
    echo 'model m {'
    echo '  X0 : T'
    for i in $(seq 1 60); do echo "  X$i : T <- X$((i - 1))"; done
    echo '}'
    echo 'functor F : m {'
    echo '  X0 = 1/7|a> + 1/7|b> + 1/7|c> + 1/7|d> + 3/7|e>'
    for i in $(seq 1 60); do
        echo "  X$i = { a -> 1/$((i + 2))|a> + $((i + 1))/$((i + 2))|b>  b -> 1/3|b> + 2/3|c>"
        echo "    c -> 2/11|a> + 9/11|d>  d -> 1/13|c> + 12/13|e>  e -> 5/17|a> + 12/17|e> }"
    done
    echo '}'
    echo 'show marginals() in m with F'
} >chain.diag
"$CATGUT" chain.diag >fastest || echo failed
wc -c <fastest | tr -d ' '
for kernel in plain avx2 ifma neon; do
    CATGUT_KERNEL=$kernel "$CATGUT" chain.diag >other 2>message
    status=$?
    if [ $status -eq 0 ]; then
        cmp fastest other
    else
        grep -q "\`$kernel\` is not here" message && [ $status -eq 2 ] || echo "$kernel: $status"
    fi
done
CATGUT_KERNEL=fast "$CATGUT" -e 'show 1'
echo "status $?"
CATGUT_KERNEL='' "$CATGUT" -e 'show 1'
