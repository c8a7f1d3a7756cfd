# What cannot be exported as a network, and files that are not written over.
cd "$SCRATCH" || exit 2

cat >model.diag <<'END'
type Bit = {0, 1}
type Odd = {"say \"hi\"", " blank", "a b"}
model m { X : Bit  Y : Odd <- X }
functor F : m { X = 1/2|0> + 1/2|1>
  Y = { 0 -> 1/2|"a b"> + 1/2|" blank">  1 -> |" blank"> } }
model spaced { "my X" : Bit }
functor S : spaced { "my X" = 1/2|0> + 1/2|1> }
END
sed -i '/^model line/,$d' model.diag
cat >>model.diag <<'END'
model line { "X\n" : Bit  "X\x01" : Bit }
functor L : line { "X\n" = |0>  "X\x01" = |0> }
functor Tiny : spaced { "my X" = { 1/3^3000|0> + (1 - 1/3^3000)|1> } }
END
sed -i '$d' model.diag
try() {
    "$CATGUT" -e 'import "model.diag"' -e "$1" 2>&1
    echo "status $?"
}

echo "# names and labels that a format has no way to write"
try 'export m with F to "out.bif"'
try 'export m with F to "out.xmlbif"'
try 'export m with F to "out.net"'
try 'export spaced with S to "out.net"'
try 'export spaced with S to "out.xdsl"'
try 'export spaced with S to "out.bif"'
try 'export line with L to "out.bif"'
try 'export line with L to "out.xmlbif"'
try 'export line with L to "out.net"'
try 'export line with L to "out.py"'
echo "# values"
try 'export m to "out.bif"'
try 'export F(m) to "out.bif"'
try 'export m with m to "out.bif"'
try 'export m with S to "out.bif"'
try 'export m with F to "out.dag"'
try 'export m with F to "out.txt"'
try 'export m with F to "out.txt" as bif'
try 'export m with F to "out.bif" as dagitty'
try 'export m with F to "out.bif" round'
echo "# numbers"
try 'functor T : spaced { "my X" = 1/3^3000|0> + (1 - 1/3^3000)|1> }
export spaced with T to "out.bif" rounded'
try 'state w : (X : Bit) * (Y : Bit) = 1/2|0,0> + 1/2|0,1>
let px, c = disintegrate(w, X)
model n { X : Bit  Y : Bit <- X }
functor N : n { X = px  Y = c }
export n with N to "out.bif"'
echo "# files"
echo 'variable X { type discrete [ 1 ] { a }; } probability ( X ) { table 1; }' >in.bif
try 'import "in.bif" as n with G
export n with G to "in.bif"'
try 'export spaced with S to "model.diag" as bif'
try 'draw m to "in.bif"'
ln -s model.diag link.bif
try 'export spaced with S to "link.bif"'
"$CATGUT" --no-files -e 'type Bit = {0, 1} model m { X : Bit } functor F : m { X = |0> }
export m with F to "new.bif"' 2>&1
ls new.bif 2>&1 | sed 's/.*: //'
try 'export spaced with S to "none/new.bif"'
