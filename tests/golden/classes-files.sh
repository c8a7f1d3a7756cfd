#!/bin/sh
# Classes of models in the files of other programs, and back.
cd "$SCRATCH" || exit 1
cat >t.diag <<'END'
model g from dagitty "pdag { X -> Y; Y -- Z; X -> W }"
show g
export g to "g.dag"
export g to "g.dot"
export g to "g.gml"
export g to "g.edges"
export g to "g.R" as dagitty
model g1 from dagitty "pdag { X -> W; X -> Y -- Z }"
import "g.dag" as g2
import "g.dot" as g3
import "g.gml" as g4
import "g.edges" as g5
check g == g1
check g == g2
check g == g3
check g == g4
check g == g5
model f from dot "graph { A -- B -- C }"
show size(f)
model typed from dot "digraph { A -> B -> C; A -> B [dir=none] }"
draw g to "g.svg"
draw g as graph to "g.tex"
draw g to "picture.dot"
draw g to "g.txt"
END
"$CATGUT" -k t.diag 2>&1
cat g.dag g.dot g.edges g.R picture.dot g.txt
grep -c 'dir "none"' g.gml
grep 'draw\[catgut' g.tex
grep -o '<desc.*</desc>' g.svg
for end in lav py bif uai; do
    "$CATGUT" -e 'model g { A -- B }' -e "export g to \"g.$end\"" 2>&1
done
"$CATGUT" -e 'model g { A -- B }' -e 'export g to "g.R" as bnlearn' 2>&1
for text in 'pdag { A -- B -- C -- D -- A }' 'pdag { A -- B; A <-> C }' 'pdag { A -- B; B -> A }' \
    'pdag { A [latent]; A -- B }' 'pdag { A -> B -> A; A -- C }' 'pdag { A -- A }' \
    'mag { A -- B }' 'pag { A @-@ B }'; do
    "$CATGUT" -e "model g from dagitty \"$text\"" 2>&1
done
exit 0
