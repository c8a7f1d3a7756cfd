# Graphs of other programs: GML, formulas, tables of edges, Graphviz, and what is told about them.
cd "$SCRATCH" || exit 2

# try FILE: what stands on standard input, and the model that comes of it
try() {
    echo "# $1"
    cat >"$1"
    "$CATGUT" -e 'type Bit = {0, 1}' -e "import \"$1\" as m of Bit" -e 'show m' 2>&1
}

try as-networkx.gml <<'END'
graph [
  directed 1
  name "a graph"
  node [
    id 0
    label "X"
    size 3
  ]
  node [
    id 1
    label "R&#228;nder &amp; &quot;x&quot; &#x3b1; &unknown;"
    observed "no"
  ]
  node [ id 2 label "Y" graphics [ x 1 y [ z -1.5e3 ] ] ]
  edge [ source 0 target 2 ]
  edge [ source 1 target 0 key 0 ]
  edge [ source 0 target 2 dir "both" ]
  edge [ source 2 target 1 dir "back" ]
]
END
try as-dowhy.gml <<'END'
Creator "by hand" Version 1
# comment
graph [ edge [ source "Z" target "T" ] edge [ source "T" target "Y" weight 1 ]
  edge [ source "U" target "T" ] edge [ source "U" target "Y" ] directed 1
  node [ id "T" ] node [ id "Y" ] node [ id "Z" ] node [ id "U" latent 1 ] ]
END
try formulas.lav <<'END'
# a comment
Y ~ b1*X + Z  ! another
X ~ 0.5*Z +
    start(1)*W; X ~~ Y
H =~ X + l*Y
Z ~~ Z
alone ~~ alone
V ~~ 0*Z
Y ~ 1
ab := b1*b2
b1 > 0
b1 == b2
u1 + u2 ~ X
y.1 | t1 + t2
END
{
    printf 'from,to,kind\r\nX,Y,\r\n"a, ""b""",X,->\r\nX,Z,<->\r\nU,,latent\r\n\r\n'
    printf 'Y,W,<-\r\nAlone,,\r\nQ,X\r\n'
} | try rows.edges
printf 'Effect\tweight\tCause\nY\t0.5\tX\nZ\t\tY' | try tabs.edges
try graphviz.gv <<'END'
# as from the command line
strict digraph "lungs & all" {
  graph [rankdir=LR, label=<a <b>bold</b> name>];
  node [shape=box]
  S:e -> T:w -> C [label="acts", color="#ff0000"];
  subgraph cluster_hidden { label="hidden"; H [observed=no] }
  H -> {S C}
  { edge [dir=both] A -> B }
  A -> C; B <-> C
  D -> C [dir=back] // C acts on D
}
END
try empty.dot <<'END'
digraph { A }
END

echo "# other endings"
cp as-dowhy.gml g.GML
cp as-dowhy.gml g.txt
for import in '"g.GML" as m' '"g.txt" as m from gml'; do
    "$CATGUT" -e "import $import" -e 'show m.T' 2>&1
done

echo "# types"
cat >types.diag <<'END'
type Bit = {0, 1}
type Pair = Bit * Bit
type T = {no, yes}
model m from dagitty "T -> Pair -> Y <- T"
show m
show Y
state omega : (T : T) * (Y : Bit) * (Pair : Bit) = uniform
show P(Y | do(T)) in m from omega
model m2 from dot "digraph { T -> Y }" of Pair
model m3 from dot "digraph { T -> Y }" of T
show E(Y[T = yes]) in m3
identify P(Y[T = yes] = no, T = no) in m3
model m4 from edges "from,to"
model m5 from lavaan """
Y ~ T
"""
check equivalent(m5, m3)
model m from lavaan "Y ~ T"
model m6 from lavaan "Q ~"
type Q = {a}
END
"$CATGUT" -k types.diag 2>&1

echo "# what is printed reads back to the same, in a session that knows nothing"
for file in as-networkx.gml as-dowhy.gml formulas.lav rows.edges graphviz.gv; do
    "$CATGUT" -e "import \"$file\" as m" -e 'show m' | grep -v '^#' >first.diag
    { cat first.diag; echo 'show m'; } >second.diag
    "$CATGUT" second.diag | cmp - first.diag && echo "$file: the same"
done
