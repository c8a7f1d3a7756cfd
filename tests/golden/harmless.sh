# What is printed cannot act on a terminal, whatever names and labels are made of, and reads back.
cd "$SCRATCH" || exit 2
export LC_ALL=C

# One script with everything called NAME.
script() {
    cat <<END
type T = {"$1", b}
type "U $1" = {0, 1}
model m { latent H : "U $1"  "$1" : T <- H  B : T <- "$1"  C : T <- B, H }
model "M $1" { X : T  Y : T <- X }
model "bow $1" { X : T  Y : T <- X  X <-> Y }
functor "F $1" : "M $1" { X = uniform  Y = { "$1" -> |b>  b -> |"$1"> } }
state s : ("$1" : T) * (B : T) = uniform
channel k : T -> T = { "$1" -> |b>  b -> |"$1"> }
box "f $1" : T -> T
show m
show s
show k
show "U $1"
show "F $1"
show "f $1"
show m as diagram
draw m
draw m as graph
draw cut(m, "$1")
draw k, s
draw |"$1">
draw "F $1"
plot s
plot k
identify P(C | do("$1")) in m
explain P(C | do("$1")) in m
explain P(C | do(B)) in m
identify P(Y | do(X)) in "bow $1"
witness "W $1", "V $1" = P(Y | do(X)) in "bow $1"
show implications(m)
show adjustment("$1" -> C) in m
explain independent("$1", C | B) in m
show P("$1" = b | B = "$1") in s
show marginals() in s
check s == |"$1",b>
show m.zz
show P(zz) in m
show P("$1" = zz) in s
show |zz> ; k
show P(B | do("$1")) in m
show "$1"
show "f $1" ; "f $1 "
draw "f $1" as zz
import "$1"
draw m to "$1"
let "$1" = 1
let "$1" = 2
model m2 { "$1" : T  "$1" : T }
END
}

# How many bytes are neither printable ASCII nor the end of a line?  In JSON a byte that is no
# character is U+FFFD.
strange() {
    LC_ALL=C sed 's/\xef\xbf\xbd//g' | LC_ALL=C tr -d '\n -~' | wc -c | tr -d ' '
}

for name in '\x1b]0;P\x07' '\x7f' '\xc2\x85' '\xc2\x9b31m' '\xe2\x80\xae' '\xe2\x80\x8b' \
    '\xe2\x81\xa6' '\xf3\xa0\x81\x81' '\xef\xbb\xbf' '\xff' '\ncatgut: ' '\t'; do
    script "$name" >all.diag
    for option in -k --json --stage=tokens --stage=ast --stage=diagram --stage=network; do
        "$CATGUT" -k $option all.diag >out 2>&1
        left=$(strange <out)
        [ -s out ] && [ "$left" -eq 0 ] || echo "$name $option: $left strange bytes"
        grep -a '^catgut: ' out && echo "$name $option: a line that no one wrote"
    done
done
# The same characters as they are, where a text may have them.
for name in '\342\200\256' '\302\205' '\342\200\213' '\363\240\201\201'; do
    script "$(printf "$name")" >all.diag
    for option in -k --json --stage=tokens --stage=ast; do
        "$CATGUT" -k $option all.diag >out 2>&1
        left=$(strange <out)
        [ -s out ] && [ "$left" -eq 0 ] || echo "raw $name $option: $left strange bytes"
    done
done

echo "# all of it, for one name"
script '\x1b[2J' >all.diag
"$CATGUT" -k all.diag 2>&1

echo "# JSON has the characters, escaped"
"$CATGUT" --json -e 'type T = {"\x1b\x7f\xc2\x9b\xe2\x80\xae\xf3\xa0\x81\x81", b} show uniform[T]'

echo "# what prints reads back"
script '\x1b\xe2\x80\xae' >all.diag
{
    sed '/^type/!d' all.diag >types.diag
    printf 'show m\nshow s\nshow k\n' >show.diag
    sed '/^show/,$d' all.diag | cat - show.diag >first.diag
}
"$CATGUT" first.diag >once
cat types.diag once show.diag >second.diag
"$CATGUT" second.diag | cmp - once && echo same
