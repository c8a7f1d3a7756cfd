# What is written goes over no file that was read, and over none of another kind.
cd "$SCRATCH" || exit 2
cat >part.diag <<'END'
type Bit = {0, 1}
state fair : Bit = uniform
model m { X : Bit  Y : Bit <- X }
END
cp part.diag kept
try() {
    echo "\$ $*"
    "$CATGUT" "$@" 2>&1
    echo "status $?"
    cmp kept part.diag
}

echo "# by the suffix"
mine='import "part.diag" '
try -e "${mine}explain P(Y) in m to \"part.diag\""
try -e "${mine}explain P(Y) in m to \"./other.txt\""
try -e "${mine}draw m to \"part.diag\""
try -e "${mine}draw m as svg to \"part.diag\""
try -e "${mine}draw m as svg to \"m.tex\""
try -e "${mine}draw m as tikz to \"m.svg\""
try -e "${mine}draw m as dot to \"m\""
try -e "${mine}draw m as text to \"new.bif\""
try -e "${mine}plot fair to \"part.diag\""
try -e "${mine}plot fair as svg to \"part.diag\""
try -e "${mine}plot fair as tikz to \"fair.svg\""
try --report part.diag lesson.html
try --report=part.bif part.diag
try --report notes part.diag
echo "# and these go"
try -e "${mine}draw m as svg to \"m.svg\" draw m as text to \"m.txt\" draw m as graph to \"g.dot\""
try -e "${mine}plot fair as tikz to \"fair.tex\" explain P(Y) in m to \"why.htm\""
try --report page.htm part.diag
try -e "${mine}draw m as dot to \"/dev/null\""
try --report /dev/null part.diag

echo "# by what was read"
cp part.diag own.html
echo 'draw m to "own.svg"  explain P(Y) in m to "folder/../own.html"' >>own.html
cp own.html own.kept
cp part.diag two.html
mkdir folder
ln own.html hard.svg
ln -s own.html soft.html
ln -s part.diag part.html
ln -s part.diag part.svg
try own.html
try --report own.html own.html
try --report ./own.html part.diag folder/../own.html
try --report hard.svg own.html
try --report soft.html own.html
try --report soft.html - <own.html
try two.html -e 'draw m to "hard.svg"'
cp own.kept own.html
ln -f own.html hard.svg
try -k own.html part.diag -e 'draw m to "hard.svg"'
try --report part.html -e "$mine"
try --report part.html -e 'show 1'
try -e "${mine}draw m to \"part.svg\""
try -e 'type T = {a} draw |a> to "part.svg"'
cat >net.bif <<'END'
network n { }
variable A { type discrete [ 2 ] { a, b }; }
probability ( A ) { table 0.5, 0.5; }
END
ln net.bif net.svg
try -e 'import "net.bif" as n with F draw n to "net.svg"'
cmp own.html own.kept
ls -d *.*
