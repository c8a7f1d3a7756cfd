# No file is written over that Catgut did not write, or to which somebody added something.
cd "$SCRATCH" || exit 2
cat >m.diag <<'END'
type Bit = {0, 1}
model m { X : Bit  Y : Bit <- X }
functor F : m { X = uniform  Y = { 0 -> 1/4|0> + 3/4|1>  1 -> 1|1> } }
state w : (X : Bit) * (Y : Bit) = F(m)
state one : ("a name" : Bit) = uniform
state odd : ("a;b" : Bit) * (Y : Bit) = F(m)
END
run() { "$CATGUT" m.diag -e "$1" >out 2>&1; }
writes() {
    case $1 in
    *.svg | *.tex | *.txt | *.png | *.pdf | g.dot) echo "draw m to \"$1\"" ;;
    *.html) echo "explain P(Y | X) in w to \"$1\"" ;;
    n.*) echo "export m with F to \"$1\"" ;;
    w.*) echo "export w to \"$1\"" ;;
    d.*) echo "export F(m) to \"$1\"" ;;
    *) echo "export m to \"$1\"" ;;
    esac
}
# No cairo, no PNG and PDF: there is nothing to see then.
paints() {
    case $1 in *.png | *.pdf) run "draw m to \"try.png\"" ;; esac
}
files="p.svg p.tex p.txt p.html g.dot m.dag m.gv m.gml m.lav m.R m.py m.csv m.edges
n.bif n.xmlbif n.net n.xdsl n.uai n.R n.py w.csv w.tsv d.py d.chyp p.png p.pdf"
for f in $files; do
    paints "$f" || continue
    said=
    echo "somebody's own" >"$f"
    run "$(writes "$f")" && said="$said, over another file"
    grep -q "^somebody's own" "$f" || said="$said, which is gone"
    grep -q 'E118' out || said="$said, $(head -1 out)"
    rm "$f"
    run "$(writes "$f")" || said="$said, not new: $(head -1 out)"
    run "$(writes "$f")" || said="$said, not again: $(head -1 out)"
    : >"$f"
    run "$(writes "$f")" || said="$said, not where nothing is: $(head -1 out)"
    case $f in
    n.bif | n.xmlbif | n.net | n.xdsl | *.csv | *.tsv | *.edges) ;; # marked at the beginning
    *)
        echo "something more" >>"$f"
        run "$(writes "$f")" && said="$said, over what was added"
        ;;
    esac
    [ -z "$said" ] || echo "$f$said"
done
echo "# what is told"
echo 'library(ggplot2)' >mine.R
"$CATGUT" m.diag -e 'export m to "mine.R"'
cat mine.R
echo '<p>mine</p>' >mine.html
"$CATGUT" --report mine.html m.diag
echo "status $?"
cat mine.html
echo "# tables: quotes that all programs, or none, put there"
tells() {
    printf "$1" >w.csv
    run 'export w to "w.csv"' && echo "over $1" || echo "not over $1"
}
tells 'X,Y,n\n0,0,1\n'
tells '"X","Y","n"\n0,0,1\n'
tells '"X",Y,"n"\n0,0,1\n'
tells '"X",Y,n\n0,0,1\n'
tells '"X",Y,"n;m"\n0,0,1\n'
tells '"X;Z",Y,n\n0,0,1\n'
tells '"X'
tells '"X"'
tells '"X"\n'
tells '"X" ,Y\n'
tells '"X"\n"0"\n'
tells '"X",Y'
tells '"X",'
tells '"'
tells ',\n'
run 'sample 3 of one seed 1 to "one.csv" sample 4 of one seed 1 to "one.csv"' || cat out
cat one.csv
run 'export odd to "odd.csv"' || cat out
cat odd.csv
echo "# a blank at the end of a line is no line of a blank"
printf 'mine \n' >mine.txt
run 'draw m to "mine.txt"' || head -1 out
run 'draw m to "last.png"' && [ "$(tail -c 8 last.png | head -c 4)" != IEND ] &&
    echo "no end of a PNG"
echo "# a link"
echo 'X,Y' >data.csv
ln -s data.csv link.svg
run 'draw m to "link.svg"' || head -1 out
cat data.csv
