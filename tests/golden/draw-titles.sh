# A title names what is drawn.  On a terminal it has one line, and is shortened where there is no
# room; in a file it is whole, in as many lines as it needs, and beside each other pictures make
# room.
cd "$SCRATCH" || exit 2
name=$(printf '%03000d' 0 | tr 0 n)
model="type Bit = {0, 1} model $name { A : Bit  B : Bit <- A }"
"$CATGUT" -e "$model draw $name, cut($name,
    A)"
"$CATGUT" -e "$model draw $name, do($name, A) as svg" | awk 'length > 1500 { print "too long" }'
"$CATGUT" -e "$model draw $name, do($name, A) as tikz" | awk 'length > 1500 { print "too long" }'

echo "--- whole in files"
long="type Bit = {0, 1} model the_effect_of_a_long_name { A : Bit  B : Bit <- A  C : Bit <- B }"
what="do(cut(the_effect_of_a_long_name, B), A = 1), cut(cut(the_effect_of_a_long_name, B), C)"
"$CATGUT" -e "$long draw $what to \"a.svg\" draw $what to \"a.tex\" draw $what to \"a.dot\""
grep -o '<title>.*</title>\|<svg [^>]*>\|<text class="t quiet".*' a.svg
grep '^%\|catgut note\]\|catgut note,\|geometry' a.tex
grep 'digraph\|cluster' a.dot
"$CATGUT" -e "$long let two = the_effect_of_a_long_name
draw $what, the_effect_of_a_long_name, the_effect_of_a_long_name as dot" | grep 'digraph\|cluster'
