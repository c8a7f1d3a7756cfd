# draw ... to a file: SVG, TikZ and DOT; PNG and PDF are in tests/law/pictures.py
cd "$SCRATCH" || exit 2
lung='import "classics.diag"'
"$CATGUT" -e "$lung
draw jkz_smoking to \"lung.svg\"
draw jkz_smoking, cut(jkz_smoking, S) to \"cut.svg\"
draw bow as graph to \"bow.svg\"
draw jkz_smoking, cut(jkz_smoking, S) to \"cut.tex\"
draw napkin as graph to \"napkin.tex\"
draw jkz_smoking, cut(jkz_smoking, S) to \"cut.dot\"
draw front_door, cut(front_door, X) as graph to \"front.dot\"
draw cut(front_door, X) as graph to \"gone.svg\"
draw cut(front_door, X) as graph to \"gone.tex\"
draw fair ; copy, id[Bit] to \"two.svg\"
channel ß : (a_1 : Bit) -> Bit = { 0 -> |1>  1 -> |0> }
draw |0> ; ß to \"letters.tex\""
for file in lung.svg cut.svg bow.svg two.svg gone.svg cut.tex napkin.tex gone.tex letters.tex \
    cut.dot front.dot; do
    echo "--- $file"
    case $file in
    *.svg) grep -v '^<style>' $file ;;
    *.tex) sed -n '1,3p; /^\\usepackage\[T1\]/p; /^\\begin{tikzpicture}/,$p' $file ;;
    *) cat $file ;;
    esac
done

echo "--- the same picture again is the same file"
"$CATGUT" -e "$lung
draw jkz_smoking to \"again.svg\""
cmp lung.svg again.svg && echo same

echo "--- for a light ground, and for a dark one"
"$CATGUT" -e "$lung
draw chain as svg
draw chain svg dark" |
    grep -o '<rect class="g"\|prefers-color-scheme\|\.l,\.catgut \.a{stroke:#[0-9a-f]*'

echo "--- from bottom to top, and twice as large"
"$CATGUT" --scale 2 -e "$lung
draw bow graph up to \"up.svg\""
"$CATGUT" --scale 1.25 -e "$lung
channel ß : Bit * Bit -> Bit = { 0,0 -> |1>  0,1 -> |0>  1,0 -> |0>  1,1 -> |0> }
draw uniform[Bit * Bit] ; ß ; copy ; (id * discard) as tikz up
draw cut(jkz_smoking, T) as dot up" | grep -v '^.catgutstyle\|^  [^\\]*path\|^    (\['
grep -v '^<style>' up.svg
echo "--- printed, and under another name"
"$CATGUT" -e "$lung
draw chain as dot
draw chain as text to \"chain.txt\"" && cat chain.txt

echo "--- what does not fit a terminal"
"$CATGUT" -e 'import "prelude.diag"
channel n : Bit -> Bit = { 0 -> |1>  1 -> |0> }
draw n ^ 2000' | tail -3

echo "--- without Unicode"
LC_ALL=C "$CATGUT" -e "$lung
draw jkz_smoking, cut(jkz_smoking, S)
draw bow as graph"

echo "--- as JSON"
"$CATGUT" --json -e "$lung
draw chain"
echo "--- a comb"
"$CATGUT" -e "type Bit = {0, 1}
state w : (X : Bit) * (Z : Bit) * (Y : Bit) = 1/2|0,0,0> + 1/2|1,1,1>
let f, t = comb(w, X -> Z)
draw f as dot up
draw f as tikz up" | grep 'node\|shape\|rankdir\|cluster\|^  }'
