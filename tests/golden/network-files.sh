# Networks under other names: suffixes in any case, none, and compressed by gzip.
command -v gzip >/dev/null || exit 77
cd "$SCRATCH" || exit 2

cat >net.bif <<'END'
network n { }
variable X { type discrete [ 2 ] { yes, no }; }
probability ( X ) { table 0.25, 0.75; }
END
gzip -c net.bif >net.bif.gz

try() {
    "$CATGUT" -e "import \"$1\" as net with F" -e 'show P(X) in net with F' 2>&1
    echo "status $?"
}

try net.bif.gz >compressed
grep -q 'no zlib here' compressed && exit 77
cat compressed
cp net.bif NET.BIF
try NET.BIF
cp net.bif.gz Net.Bif.GZ
try Net.Bif.GZ
cp net.bif plain
try plain
cp net.bif.gz packed.gz
try packed.gz
{ cat net.bif.gz; echo '# more' | gzip -c; } >two.bif.gz
try two.bif.gz
echo "# compressed, whatever the name says; and the other way round"
cp net.bif.gz other.bif
try other.bif
cp net.bif other.bif.gz
try other.bif.gz
echo "# mistakes"
head -c 40 net.bif.gz >short.bif.gz
try short.bif.gz
head -c 300000000 /dev/zero | tr '\0' '#' | gzip -c >bomb.bif.gz
"$CATGUT" --max-memory 20M -e 'import "bomb.bif.gz" as net with F' 2>&1
echo "status $?"
cp net.bif net.txt
try net.txt
try nowhere
"$CATGUT" -e 'import "plain"' 2>&1
echo "status $?"
