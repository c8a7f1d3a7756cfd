# Mistakes in graphs of other programs: one message each, with its place in their text.
# not under valgrind: some of its graphs are large
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
    'import "none.dag" as m' 'model m from dagitty "X 1  Y O"' 'model m from dagitty "a.csv"' \
    'model m from bif "network n { }"' 'model m from dagitty' \
    'model m from dagitty """dag { X -> Y }' 'model m from "dag { X -> Y }"' \
    'import "g.dag" as m show m import "g.dag" as m'; do
    "$CATGUT" -e "$text" 2>&1
done
"$CATGUT" --no-files -e 'import "g.dag" as m' 2>&1
"$CATGUT" g.dag 2>&1

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

echo "# its old form"
for text in 'X 1\nY O\n\nX Z' 'X 1\nX 1\n\nX' 'X cause\n\nX' 'X 1\n\nX X' 'X 1\nY 1\n\nX Y\nY X Z' \
    '%%4 1\n\nX' 'X%%00 1\n\nX' 'X%%ff 1\n\nX' '@1 @2\n\nX' 'X @2\n\nX' 'X 1\n\n' \
    'X 1\nY 1\n\n0 1\n0' 'X 1\nY 1\n\n0 1\n1 0' 'X 1\nY 1\nZ\n\nX Y\nY Z\nZ X'; do
    printf "$text" | try dagitty
done

echo "# what a model does not say"
for text in 'dag { X -> Y; Y -- Z }' 'pag { X @-> Y }' 'pag { X @-@ Y }' 'pag { X @-- Y }' \
    'pag { X <-@ Y }' 'dag { A -> {B C} -- D }' 'X o-> Y' 'A -> B; X <-o Y' 'graph { X -- Y }'; do
    echo "$text" | try dagitty
done

echo "# Graphviz"
for text in 'dag { X -> Y }' 'X -> Y' 'graph { X -- Y }' 'digraph { X -> Y [dir=none] }' \
    'digraph { X -> }' 'digraph { "X -> Y }' 'digraph { X [label=<a <b>] }' 'digraph X' \
    'digraph { X: -> Y }' 'digraph { edge [dir=none]; X -> Y }' 'digraph { a -> b } digraph { }' \
    'digraph { subgraph }' 'digraph "X' 'digraph { /* }' '{ }'; do
    echo "$text" | try dot
done

echo "# GML"
n='node [ id 0 label "X" ] node [ id 1 label "Y" ]'
for text in "graph [ $n edge [ source 0 target 1 ] ]" \
    "graph [ directed 0 $n edge [ source 0 target 1 ] ]" \
    "graph [ directed 1 $n edge [ source 0 target 2 ] ]" "graph [ directed 1 $n $n ]" \
    'graph [ node [ id 0 label "X" ] node [ id 1 label "X" ] ]' 'graph [ node [ label "X" ] ]' \
    "graph [ directed 1 $n edge [ source 0 ] ]" "graph [ directed 1 $n" \
    'graph [ node [ id 0 label "X ] ]' \
    'graph 1' 'node [ id 0 ]' '' 'graph [ ]' 'graph [ node [ id 0 label "" ] ]' 'graph [ node ]' \
    'graph [ node [ id ] ]' 'graph [ = ]' "graph [ $n ] graph [ $n ]" \
    "graph [ directed 1 $n edge [ source 0 target 1 dir \"none\" ] ]" \
    "graph [ directed 1 $n edge [ source 0 target 1 ] edge [ source 1 target 0 ] ]" \
    "graph [ directed 1 $n edge [ source 0 target 0 ] ]"; do
    echo "$text" | try gml
done

echo "# formulas"
for text in 'Y ~' 'Y' 'Y ~ X Z' '~ X' 'Y ~ X + ' 'Y ~ X:Z' 'C <~ X' 'Y ~*~ Y' 'Y ~ "X' 'Y - X' \
    'Y ~ (X)' \
    'Y ~ X; X ~ Y' 'Y ~ Y' 'Y = X' 'level: 1'; do
    echo "$text" | try lavaan
done

echo "# tables of edges"
for text in 'X,Y' 'from' 'from;to\nX,Y' 'from,to\nX' 'from,to\nX,Y,Z' 'from,to\n"X,Y' \
    'from,to\n"X"a,Y' \
    'from,to,kind\nX,Y,--' 'from,to,kind\nX,Y,maybe' 'from,to,kind\nX,,maybe' 'from,to\n,Y' \
    'from,to\nX,X' 'from,to\nX,Y\nY,X' '' 'from,to'; do
    printf "$text\n" | try edges
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
awk 'BEGIN { printf "graph ["; for (i = 0; i < 1001; i++) printf " a ["; print "" }' | brief gml
awk 'BEGIN { printf "Y ~ a"; for (i = 0; i < 5000; i++) printf "a"; print "" }' | brief lavaan
awk 'BEGIN { print "from,to"; for (i = 0; i < 100000; i++) printf "v%d,v%d\n", i, i + 1
             print "v100000,v99999" }' | brief edges
awk 'BEGIN { print "from,to"; for (i = 0; i < 100000; i++) printf "v%d,v%d\n", i, i + 1 }' \
    >long.edges
"$CATGUT" -e 'import "long.edges" as m' -e 'show m.v100000' 2>&1
awk 'BEGIN { printf "dag { {"; for (i = 0; i < 5000; i++) printf " a%d", i
             printf "} -> {"; for (i = 0; i < 5000; i++) printf " b%d", i; print "} }" }' >wide.dag
"$CATGUT" --max-memory=100M -e 'import "wide.dag" as m' 2>&1
awk 'BEGIN { print "from,to"; for (i = 0; i < 50000; i++) print "v" i "," }' >many.edges
"$CATGUT" --max-memory=50M -e 'import "many.edges" as m' 2>&1
