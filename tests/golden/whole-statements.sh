# A mistake takes no whole statement before it along, wherever the text comes from.
mistake='type T = {a, b}
state s : T = uniform
show s
print s
show 3'
printf '%s\n' "$mistake" >"$SCRATCH/wrong.diag"
cd "$SCRATCH" || exit 2
for arguments in wrong.diag '-k wrong.diag' '-k -'; do
    echo "--- $arguments"
    # shellcheck disable=SC2086  # words
    "$CATGUT" $arguments <wrong.diag 2>&1
done
echo "--- -e"
"$CATGUT" -e "$mistake" 2>&1
echo "--- -e -e"
"$CATGUT" -e 'show 1 + 1' -e 'shwo 2' -e 'show 3' 2>&1
echo "--- the prompt"
"$CATGUT" <wrong.diag 2>&1
echo "--- imported"
"$CATGUT" -k -e 'import "wrong.diag" show s' 2>&1
for line in 'shwo 2' '@foo' "'a'" ')' '| a' '"open' 'x = 3' '3rd' 'dag {' 'return' 'in m' '// no' \
    'foo(x)' 'foo(' 'P(X) in m y'; do
    echo "--- $line"
    printf 'show 1 + 1\n%s\nshow 3\n' "$line" | "$CATGUT" -k - 2>&1
done
echo "--- on one line, all or nothing"
for line in 'show 1 or 2' 'show 1 2' 'show 1 a' 'show a 1' 'show a b' 'let x = 1 ) 2'; do
    "$CATGUT" -e "$line" 2>&1
done
true
