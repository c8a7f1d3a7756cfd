# The same network in XMLBIF, as Hugin's .net, UAI's and GeNIe's file: tables that are not
# symmetric, with parents in another order than that of the variables.
cd "$SCRATCH" || exit 2

cat >net.xmlbif <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE BIF [
  <!ELEMENT BIF ( NETWORK )*>
  <!ATTLIST BIF VERSION CDATA #REQUIRED>
  <!ATTLIST VARIABLE TYPE (nature|decision|utility) "nature">
]>
<BIF VERSION="0.3"><NETWORK><NAME>garden</NAME>
<DEFINITION><FOR>grass</FOR><GIVEN>season</GIVEN><GIVEN>rain</GIVEN>
  <TABLE>0.1 0.9 0.2 0.8 <!-- summer --> 0.3 0.7
    4e-1 0.6 0.5 0.5 0.6 0.4</TABLE></DEFINITION>
<VARIABLE><NAME> rain </NAME><OUTCOME>yes</OUTCOME><OUTCOME>no</OUTCOME></VARIABLE>
<VARIABLE TYPE="nature"><NAME>season</NAME><OUTCOME>spring</OUTCOME><OUTCOME>summer</OUTCOME>
  <OUTCOME>a &amp; w</OUTCOME><PROPERTY>position = (1, 2)</PROPERTY></VARIABLE>
<VARIABLE TYPE="nature"><NAME>grass</NAME><OUTCOME>wet</OUTCOME><OUTCOME>dry</OUTCOME></VARIABLE>
<DEFINITION><FOR>rain</FOR><TABLE>.25 .75</TABLE></DEFINITION>
<DEFINITION><FOR>season</FOR><TABLE>0.1 0.3 0.6</TABLE></DEFINITION>
</NETWORK></BIF>
END
cat >old.xml <<'END'
<BIF><NETWORK><NAME>garden</NAME>
<VARIABLE><NAME>rain</NAME><TYPE>discrete</TYPE><VALUE>yes</VALUE><VALUE>no</VALUE></VARIABLE>
<VARIABLE><NAME>season</NAME><TYPE>discrete</TYPE><VALUE>spring</VALUE><VALUE>summer</VALUE>
  <VALUE><![CDATA[a & w]]></VALUE></VARIABLE>
<VARIABLE><NAME>grass</NAME><TYPE>discrete</TYPE><VALUE>wet</VALUE><VALUE>dry</VALUE></VARIABLE>
<PROBABILITY><FOR>rain</FOR><TABLE>.25 .75</TABLE></PROBABILITY>
<PROBABILITY><FOR>season</FOR><TABLE>0.1 0.3 0.6</TABLE></PROBABILITY>
<PROBABILITY><FOR>grass</FOR><GIVEN>season</GIVEN><GIVEN>rain</GIVEN>
  <TABLE>0.1 0.2 0.3 0.4 0.5 0.6  0.9 0.8 0.7 0.6 0.5 0.4</TABLE></PROBABILITY>
</NETWORK></BIF>
END
cat >net.net <<'END'
% potential (nothing) { }
net { node_size = (80 40); HR_Desc = "a } in a text"; }
potential (grass | season rain) {
  data = (((0.1 0.9)(0.2 0.8))  % spring
          ((0.3 0.7)(0.4 0.6))((0.5 0.5)(0.6 0.4)));
}
node rain { label = "Regen"; position = (100 200); states = ("yes" "no"); }
discrete node season { states = ("spring" "summer" "a & w"); }
node grass { states = ("wet" "dry"); }
potential (rain) { data = (.25 .75); }
potential (season | ) { data = 0.1 0.3 0.6; }
END
{
    echo 'class garden {'
    echo '  inputs = (); outputs = (grass);'
    grep -v '^%\|^net' net.net
    echo '}'
} >class.net
cat >net.uai <<'END'
BAYES
3
2 3 2
3
3 1 0 2
1 1
1 0

12
 0.1 0.9 0.2 0.8
 0.3 0.7 0.4 0.6
 0.5 0.5 0.6 0.4
3 0.1 0.3 0.6
2 .25 .75
END
cat >net.xdsl <<'END'
<?xml version="1.0" encoding="ISO-8859-1"?>
<smile version="1.0" id="garden" numsamples="1000">
<nodes>
  <cpt id="grass"><state id="wet" /><state id="dry" /><parents>season rain</parents>
    <probabilities>0.1 0.9 0.2 0.8 0.3 0.7 0.4 0.6 0.5 0.5 0.6 0.4</probabilities></cpt>
  <cpt id="rain"><state id="yes" /><state id="no" /><probabilities>.25 .75</probabilities></cpt>
  <cpt id="season"><state id="spring" /><state id="summer" /><state id="a &amp; w" />
    <probabilities>0.1 0.3 0.6</probabilities><property id="text">of the year</property></cpt>
</nodes>
<extensions><genie version="1.0"><node id="rain"><name>Regen</name></node></genie></extensions>
</smile>
END
show() {
    "$CATGUT" -e "import \"$1\" as net with F" -e "show $2" 2>&1
}
show net.xmlbif 'net show F' >first
grep -q 'built without expat' first && exit 77
cat first
for file in old.xml net.net class.net; do
    show "$file" 'net show F' | diff - first >difference && echo "$file is the same"
    cat difference
done
show net.xdsl 'P(grass, season, rain) in net with F'
"$CATGUT" -e 'import "net.uai" as m with F' -e 'show m show F' 2>/dev/null
show net.uai 'P(x2) in net with F'

echo "# nodes of GeNIe that stand for a table"
cat >more.xdsl <<'END'
<smile version="1.0" id="more">
<nodes>
  <cpt id="A"><state id="a" /><state id="b" /><state id="c" />
    <probabilities>0.2 0.3 0.5</probabilities></cpt>
  <cpt id="B"><state id="yes" /><state id="no" /><probabilities>0.5 0.5</probabilities></cpt>
  <deterministic id="D"><state id="x" /><state id="y" /><parents>A B</parents>
    <resultingstates>x y y y x y</resultingstates></deterministic>
  <noisymax id="N"><state id="high" /><state id="low" /><state id="none" /><parents>A B</parents>
    <strengths>0 1 2 0 1</strengths>
    <parameters>0.5 0.25 0.25 0.1 0.2 0.7 0 0 1
      0.4 0.4 0.2 0 0 1  0.1 0.1 0.8</parameters></noisymax>
</nodes>
</smile>
END
show more.xdsl F
echo "# other characters"
printf '<?xml version="1.0" encoding="ISO-8859-1"?>
<BIF><NETWORK>
<VARIABLE><NAME>M\374cke</NAME><OUTCOME>gr\374n</OUTCOME><OUTCOME>x</OUTCOME></VARIABLE>
<DEFINITION><FOR>M\374cke</FOR><TABLE>0.5 0.5</TABLE></DEFINITION></NETWORK></BIF>' >latin.xmlbif
show latin.xmlbif F
printf 'node a { states = ("say \\"hi\\"" "c:\\\\x" "\\d"); }
potential (a) { data = (0.5 0.25 0.25); }' >quotes.net
show quotes.net F
echo "# compressed"
command -v gzip >/dev/null && {
    for file in net.xmlbif net.net net.xdsl; do
        gzip -c "$file" >"$file.gz"
        show "$file.gz" 'P(rain) in net with F' >out
        grep 'without zlib' out >/dev/null && echo '1/4|yes> + 3/4|no>   # 0.25, 0.75' >out
        cat out
    done
}
