# Mistakes in networks in XMLBIF, as Hugin's .net, UAI's and GeNIe's files, with their places.
cd "$SCRATCH" || exit 2

try() {
    cat >"net.$1"
    shift
    set -- "$@" -e "import \"$(ls net.*)\" as net with F"
    "$CATGUT" "$@" 2>&1
    echo "status $?"
    rm -f net.*
}

echo '<BIF/>' | try xmlbif >first
grep -q 'built without expat' first && exit 77

echo "# XML"
cat first
try xmlbif </dev/null
echo '<BIF><NETWORK></BIF>' | try xmlbif
echo '<BIF><NETWORK>' | try xmlbif
echo '<?xml version="1.0" encoding="EBCDIC-X"?><BIF/>' | try xmlbif
echo 'network n { }' | try xmlbif
printf '<BIF>\377\376</BIF>' | try xmlbif
printf '<BIF>\000</BIF>' | try xmlbif
echo '<smile/>' | try xmlbif
echo '<BIF/>' | try xdsl
echo "# nothing is expanded, and nothing outside is read"
echo '<!DOCTYPE BIF [ <!ENTITY a "aaaaaaaaa"> <!ENTITY b "&a;&a;&a;&a;"> ]><BIF>&b;</BIF>' |
    try xmlbif
echo '<!DOCTYPE BIF [ <!ENTITY a SYSTEM "file:///etc/hosts"> ]><BIF>&a;</BIF>' | try xmlbif
echo '<!DOCTYPE BIF [ <!ENTITY % a SYSTEM "other.dtd"> %a; ]><BIF/>' | try xmlbif
echo '<!DOCTYPE BIF SYSTEM "other.dtd"><BIF>&a;</BIF>' | try xmlbif
echo '<BIF>&a;</BIF>' | try xmlbif
echo '<!DOCTYPE BIF SYSTEM "other.dtd"><BIF/>' | try xmlbif
awk 'BEGIN { for (i = 0; i < 200; i++) printf "<a>" }' | try xmlbif

v() { echo "<VARIABLE><NAME>$1</NAME><OUTCOME>a</OUTCOME><OUTCOME>b</OUTCOME></VARIABLE>"; }
d() { echo "<DEFINITION><FOR>$1</FOR>$2</DEFINITION>"; }
bif() { echo "<BIF><NETWORK>"; cat; echo "</NETWORK></BIF>"; }
half='<TABLE>0.5 0.5</TABLE>'

echo "# the elements of XMLBIF"
echo "<BIF><NETWORK/><NETWORK/></BIF>" | try xmlbif
{ v X; v X; } | bif | try xmlbif
{ v X; echo '<ARROW/>'; } | bif | try xmlbif
{ v X; echo 'text'; } | bif | try xmlbif
echo '<VARIABLE><OUTCOME>a</OUTCOME></VARIABLE>' | bif | try xmlbif
echo '<VARIABLE><NAME> </NAME><OUTCOME>a</OUTCOME></VARIABLE>' | bif | try xmlbif
echo '<VARIABLE><NAME>X<B/></NAME><OUTCOME>a</OUTCOME></VARIABLE>' | bif | try xmlbif
echo '<VARIABLE><NAME>X</NAME></VARIABLE>' | bif | try xmlbif
echo '<VARIABLE><NAME>X</NAME><OUTCOME>a</OUTCOME><OUTCOME>a</OUTCOME></VARIABLE>' | bif |
    try xmlbif
echo '<VARIABLE TYPE="decision"><NAME>D</NAME><OUTCOME>a</OUTCOME></VARIABLE>' | bif |
    try xmlbif
echo '<VARIABLE><NAME>D</NAME><TYPE>continuous</TYPE></VARIABLE>' | bif | try xmlbif
v X | bif | try xmlbif
{ v X; d X ''; } | bif | try xmlbif
{ v X; d Y "$half"; } | bif | try xmlbif
{ v X; d X "<GIVEN>Y</GIVEN>$half"; } | bif | try xmlbif
{ v X; d X "$half"; d X "$half"; } | bif | try xmlbif
{ v X; d X "<FOR>X</FOR>$half"; } | bif | try xmlbif
{ v X; d X "$half$half"; } | bif | try xmlbif
{ v X; d X "<PROPERTY>function = noisy-max</PROPERTY>$half"; } | bif | try xmlbif
{ v X; v Y; d X "<GIVEN>Y</GIVEN><GIVEN>Y</GIVEN>$half"; } | bif | try xmlbif
{ v X; v Y; d X "<GIVEN>Y</GIVEN>$half"; } | bif | try xmlbif
{ v X; d X '<TABLE></TABLE>'; } | bif | try xmlbif
{ v X; d X '<TABLE>0.5 half</TABLE>'; } | bif | try xmlbif
{ v X; d X '<TABLE>0,5 0,5</TABLE>'; } | bif | try xmlbif
{ v X; d X '<TABLE>1.5
  -0.5</TABLE>'; } | bif | try xmlbif
{ v X; d X '<TABLE>0.5 <!-- the rest --> 0.4</TABLE>'; } | bif | try xmlbif
{ v X; v Y; for at in 'X Y' 'Y X'; do
    d "${at% *}" "<GIVEN>${at#* }</GIVEN><TABLE>1 0 0 1</TABLE>"
done; } | bif | try xmlbif
{ v X; d X '<TABLE>0.33 0.66</TABLE>'; } | bif >thirds
cp thirds net.xmlbif
"$CATGUT" -e 'import "net.xmlbif" as net with F repaired within 1/50' -e 'show F' 2>&1
"$CATGUT" -e 'import "net.xmlbif" as net with F repaired' 2>&1
rm net.xmlbif

x='node X { states = ("a" "b"); }'
y='node Y { states = ("a" "b" "c"); }'
echo "# Hugin"
try net </dev/null
echo "knode X { }" | try net
echo "node X { states = (\"a\" \"b); }" | try net
echo "node X { states = (\"a\" \"b\") }" | try net
echo "node X { states = (\"a\" \"a\"); }" | try net
echo "node X { label = \"x\"; }" | try net
echo "node X { position = (1 2; }" | try net
echo "$x $x" | try net
echo "$x" | try net
echo "$x node Y {" | try net
printf 'node \001 { }' | try net
echo "continuous node X { }" | try net
echo "$x decision D { states = (\"a\"); }" | try net
echo "utility U { }" | try net
echo "$x discrete function F { }" | try net
echo "class c { instance i : other (a = b) { } }" | try net
echo "$x potential (X) { model_nodes = (); model_data = (Noisy(1)); }" | try net
echo "$x potential (Z) { data = (1 0); }" | try net
echo "$x potential (X Y) { data = (1 0); }" | try net
echo "$x potential (X | Z) { data = (1 0); }" | try net
echo "$x $y potential (X | Y Y) { data = (1 0); }" | try net
echo "$x potential (X) { data = (1 0); } potential (X) { data = (1 0); }" | try net
echo "$x potential (X) { data = (1 0); data = (1 0); }" | try net
echo "$x potential (X) { data = (1 0 0); }" | try net
echo "$x potential (X) { data = (1 zero); }" | try net
echo "$x potential (X) { data = (1 \"0\"); }" | try net
echo "$x potential (X) { data = ((1) (0)); }" | try net
echo "$x potential (X) { data = (1 0; }" | try net
echo "$x potential (X) { data = 1 0); }" | try net
echo "$x potential (X) { data = (1 { 0); }" | try net
echo "$x $y potential (X | Y) { data = ((1 0 0)(0 1 0)); }" | try net
echo "$x potential (X) { data = (1 0" | try net
echo "$x potential (X | X) { data = (1 0 0 1); }" | try net
echo "$x potential (X) { data = (0.9 0.2); }" | try net

echo "# UAI"
try uai </dev/null
printf 'MARKOV\n1\n2\n0\n' | try uai
printf 'NETWORK\n' | try uai
printf 'BAYES\nmany\n' | try uai
printf 'BAYES\n0\n' | try uai
printf 'BAYES\n1\n0\n' | try uai
printf 'BAYES\n2\n2 1000000000\n1\n1 0\n' | try uai
printf 'BAYES\n99999999999999999999\n' | try uai
printf 'BAYES\n1\n2\n1\n0\n' | try uai
printf 'BAYES\n1\n2\n1\n1 1\n' | try uai
printf 'BAYES\n2\n2 2\n2\n1 0\n1 0\n' | try uai
printf 'BAYES\n2\n2 2\n1\n1 0\n2 1 0\n' | try uai
printf 'BAYES\n1\n2\n1\n1 0\n3 1 0 0\n' | try uai
printf 'BAYES\n1\n2\n1\n1 0\n2 1\n' | try uai
printf 'BAYES\n1\n2\n1\n1 0\n2 1 x\n' | try uai
printf 'BAYES\n1\n2\n1\n1 0\n2 1 0 0\n' | try uai
printf 'BAYES\n1\n2\n1\n2 0 0\n4 1 0 0 1\n' | try uai
printf 'BAYES\n2\n2 2\n1\n1 0\n2 1 0\n' | try uai
printf 'BAYES\n1\n2\n1\n1 0\n2 0.5 0.4\n' | try uai

n() { echo "<smile><nodes>"; cat; echo "</nodes></smile>"; }
s='<state id="a"/><state id="b"/>'
p='<probabilities>0.5 0.5</probabilities>'
echo "# GeNIe"
echo "<smile/>" | try xdsl
echo "<smile><nodes/></smile>" | try xdsl
echo "<smile><dynamic numslices='3'><cpt/></dynamic></smile>" | try xdsl
echo "<decision id='D'>$s</decision>" | n | try xdsl
echo "<equation id='E'/>" | n | try xdsl
echo "<cpt>$s$p</cpt>" | n | try xdsl
echo "<cpt id='X'><state/>$p</cpt>" | n | try xdsl
echo "<cpt id='X'>$p</cpt>" | n | try xdsl
echo "<cpt id='X'>$s</cpt>" | n | try xdsl
echo "<cpt id='X'>$s$p$p</cpt>" | n | try xdsl
echo "<cpt id='X'>$s$p</cpt><cpt id='X'>$s$p</cpt>" | n | try xdsl
echo "<cpt id='X'>$s<parents>Y</parents>$p</cpt>" | n | try xdsl
echo "<cpt id='X'>$s<parents>X X</parents>$p</cpt>" | n | try xdsl
echo "<cpt id='X'>$s<parents>X</parents>$p</cpt>" | n | try xdsl
echo "<deterministic id='X'>$s<resultingstates>a b</resultingstates></deterministic>" | n |
    try xdsl
echo "<deterministic id='X'>$s<resultingstates>c</resultingstates></deterministic>" | n |
    try xdsl
noisy() { echo "<cpt id='Y'>$s$p</cpt><noisymax id='X'>$s<parents>Y</parents>$1</noisymax>" | n; }
noisy "<strengths>1 0</strengths><parameters>0.5 0.5 0 1 0 1</parameters>" | try xdsl
noisy "<parameters>0 1 0.5 0.5 0 1</parameters>" | try xdsl
noisy "<parameters>0.5 0.5 0 1</parameters>" | try xdsl
noisy "<parameters>0.5 0.5 0 one 0 1</parameters>" | try xdsl
noisy "<parameters>0.5 0.4 0 1 0 1</parameters>" | try xdsl
echo "# limits"
printf 'BAYES\n40\n' >net.uai
awk 'BEGIN {
    for (i = 0; i < 40; i++) printf "2 "
    printf "1\n40"
    for (i = 0; i < 40; i++) printf " %d", i
    print "\n1099511627776 1 0"
}' >>net.uai
"$CATGUT" -e 'import "net.uai" as net with F' 2>&1
echo "status $?"
rm net.uai
{ echo '<BIF><NETWORK>'; awk 'BEGIN { for (i = 0; i < 100000; i++) printf "<NAME/>" }'
    echo '</NETWORK></BIF>'; } | try xmlbif --max-memory 8M
echo "# a machine without expat: a file of that name that is none stands first"
mkdir none
for library in libexpat.so.1 libexpat.so libexpat.1.dylib libexpat.dylib; do
    echo 'no library' >"none/$library"
done
echo '<BIF/>' >net.xmlbif
LD_LIBRARY_PATH=none "$CATGUT" -e 'import "net.xmlbif" as net with F' 2>&1
echo "status $?"
