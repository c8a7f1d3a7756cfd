# A model with its numbers as networks of other programs, and what their formats do not say.
cd "$SCRATCH" || exit 2

cat >model.diag <<'END'
type Level = {low, "very high", 3}
type Bit = {0, 1}
model m {
  Y : Level <- X, H
  latent H : Bit
  X : Bit
  Z : Bit <- Y
  X <-> Z
}
functor F : m {
  H = 1/4|0> + 3/4|1>
  X <-> Z : {u, v} = 1/5|u> + 4/5|v>
  X = { u -> |0>  v -> 0.5|0> + 0.5|1> }
  Y = {
    0,0 -> 0.1|low> + 0.2|"very high"> + 0.7|3>
    0,1 -> 0.3|low> + 0.3|"very high"> + 0.4|3>
    1,0 -> 0.25|low> + 0.75|3>
    1,1 -> 1|"very high">
  }
  Z = {
    low,u -> 1/8|0> + 7/8|1>        low,v -> 1e-12|0> + 0.999999999999|1>
    "very high",u -> 1|0>           "very high",v -> 1/2|0> + 1/2|1>
    3,u -> 0.0001|0> + 0.9999|1>    3,v -> 1|1>
  }
}
functor G : m {
  H = 1/3|0> + 2/3|1>
  X <-> Z : {u, v} = 1/5|u> + 4/5|v>
  X = { u -> 1/3|0> + 2/3|1>  v -> 1/7|0> + 6/7|1> }
  Y = { 0,0 -> |low>  0,1 -> |low>  1,0 -> |3>  1,1 -> |3> }
  Z = { low,u -> |0>  low,v -> |0>  "very high",u -> |0>
        "very high",v -> |0>  3,u -> |0>  3,v -> 1/3|0> + 2/3|1> }
}
END
export_m() {
    "$CATGUT" -e 'import "model.diag"' -e "$1" 2>&1
    echo "status $?"
}

for suffix in bif xmlbif net uai xdsl py R; do
    echo "# $suffix"
    export_m "export m with F to \"out.$suffix\""
    cat "out.$suffix"
done
echo "# read back"
for suffix in bif xmlbif net uai xdsl; do
    "$CATGUT" -e "import \"out.$suffix\" as m with F" -e 'show F' >"$suffix.txt" 2>said
    if grep -q 'built without expat' said; then cp bif.txt "$suffix.txt"; else grep error said; fi
done
cat bif.txt
cmp bif.txt xmlbif.txt
cmp bif.txt net.txt
sort xdsl.txt >sorted && sort bif.txt | cmp - sorted # in another order
cat uai.txt
"$CATGUT" -e 'import "model.diag"' -e 'import "out.bif" as n with N' \
    -e 'show P(Y, Z) in m with F' -e 'show P(Y, Z) in n with N' 2>&1
echo "# numbers that are no decimals"
export_m 'export m with G to "third.bif"'
ls third.bif 2>&1 | sed 's/.*: //'
export_m 'export m with G to "third.bif" rounded'
grep -A5 'table\|X ) {\|(3, v)' third.bif
"$CATGUT" -e 'import "third.bif" as m with G' -e 'show P(H) in m with G' 2>&1
export_m 'export m with G to "third.py"'
grep '/' third.py
export_m 'export m with F to "same.bif" rounded'
cmp out.bif same.bif
echo "# after surgery"
export_m 'export cut(m, X) with F to "cut.bif"'
grep -A3 'probability ( X )' cut.bif
export_m 'export do(m, Y) with F to "do.bif"'
echo "# a network that somebody else wrote stays, in each format with comments"
for file in "net { }" "xml <BIF></BIF>" "xmlbif <BIF></BIF>" "xdsl <smile></smile>"; do
    echo "${file#* }" >"theirs.${file%% *}"
    export_m "export m with F to \"theirs.${file%% *}\""
    cat "theirs.${file%% *}"
    export_m "export m with F to \"ours.${file%% *}\""
    export_m "export m with F to \"ours.${file%% *}\""
    grep -n "written by" "ours.${file%% *}"
done
echo "network mine { }" >mine.bif
export_m 'export m with F to "mine.bif"'
cat mine.bif
: >empty.bif
export_m 'export m with F to "empty.bif"'
export_m 'export m with F to "empty.bif"'
head -2 empty.bif
