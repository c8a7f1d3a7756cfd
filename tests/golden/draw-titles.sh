# A title names what is drawn: on one line, and shortened where it is long.
cd "$SCRATCH" || exit 2
name=$(printf '%03000d' 0 | tr 0 n)
model="type Bit = {0, 1} model $name { A : Bit  B : Bit <- A }"
"$CATGUT" -e "$model draw $name, cut($name,
    A)"
"$CATGUT" -e "$model draw $name, do($name, A) as svg" | awk 'length > 1500 { print "too long" }'
"$CATGUT" -e "$model draw $name, do($name, A) as tikz" | awk 'length > 1500 { print "too long" }'
