# Mistakes in graphs of other programs: one message each, with its place in their text.
cd "$SCRATCH" || exit 2

# try FORMAT: what stands on standard input, as a file
try() {
    cat >g.txt
    "$CATGUT" -e "import \"g.txt\" as m from $1" 2>&1 | cut -c 1-150
}

# brief NAME COMMAND...: the first line only, of what is long
brief() {
    try "$1" | sed 1q
}

echo "# how it is asked for"
echo 'dag { X -> Y }' >g.dag
for text in 'import "g.dag"' 'import "g.dag" as m with F' 'import "g.dag" as m from dagity' \
    'import "g.dag" as m from prolog' 'import "g.dag" as m of Bit' 'import "g.txt" as m' \
    'import "none.dag" as m' 'model m from bif "network n { }"' 'model m from dagitty' \
    'model m from dagitty """dag { X -> Y }' 'model m from "dag { X -> Y }"' \
    'import "g.dag" as m show m import "g.dag" as m'; do
    "$CATGUT" -e "$text" 2>&1
done
"$CATGUT" --no-files -e 'import "g.dag" as m' 2>&1

echo "# its form"
for text in 'dag { X -> Y' 'dag { X -> }' 'dag { X [pos="1,2" }' 'dag { X [exposure' \
    'dag { X -> "Y }' 'dag { X /* -> Y }' 'dag { X -> Y } }' 'dag { {X -> Y }' 'dag { X ] Y }' \
    'dag { X -> {Y Z} [o] W [} }' 'dag { "" -> Y }' 'dag { }' '' 'dag { {A B} [latent] }' \
    'dag { X => Y }' 'dag { subgraph -> Y }' 'dag { X [label=] }' 'X E @1,2' 'dag { "a" + b }'; do
    echo "$text" | try dagitty
done
printf 'dag { X\001 -> Y }' | try dagitty
printf 'dag { X\000 -> Y }' | try dagitty
printf 'dag { X\377 -> Y }' | try dagitty
printf '\377\376d\000a\000g\000' | try dagitty

echo "# what a model does not say"
for text in 'pdag { X -> Y; Y -- Z }' 'pag { X @-> Y }' 'pag { X @-@ Y }' 'pag { X @-- Y }' \
    'pag { X <-@ Y }' 'dag { A -> {B C} -- D }' 'X o-> Y' 'A -> B; X <-o Y' 'graph { X -- Y }'; do
    echo "$text" | try dagitty
done

echo "# circles"
for text in 'dag { X -> X }' 'dag { X <-> X }' 'dag { {X Y} -> {Y Z} }' 'dag { A -> B -> C -> A }' \
    'dag { D -> B; C -> D; A -> B -> C }' 'X -> Y <- X <- Y'; do
    echo "$text" | try dagitty
done

echo "# in the text of a script"
cat >pasted.diag <<'END'
model a from dagitty "dag { X -> Y -- Z }"
model b from dagitty """
  dag {
    X -> Y
    Y -> X
  }"""
model c from dagitty "dag { \"X\" -- Y }"
END
"$CATGUT" -k pasted.diag 2>&1

echo "# much"
awk 'BEGIN { printf "dag { "; for (i = 0; i < 1001; i++) printf "{"; print "X" }' | brief dagitty
awk 'BEGIN { printf "dag { \""; for (i = 0; i < 5000; i++) printf "a"; print "\" }" }' |
    brief dagitty
awk 'BEGIN { printf "dag { "; for (i = 0; i < 100000; i++) printf "v%d -> v%d;", i, i + 1
             print "v100000 -> v0 }" }' | brief dagitty
awk 'BEGIN { printf "dag { {"; for (i = 0; i < 5000; i++) printf " a%d", i
             printf "} -> {"; for (i = 0; i < 5000; i++) printf " b%d", i; print "} }" }' >wide.dag
"$CATGUT" --max-memory=100M -e 'import "wide.dag" as m' 2>&1
