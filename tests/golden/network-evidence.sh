# Evidence beside a network of UAI, in both of its forms, and what is wrong with it.
cd "$SCRATCH" || exit 2
printf 'BAYES\n3\n2 2 3\n3\n1 0\n2 0 1\n2 1 2\n\n' >n.uai
printf '2 0.5 0.5\n4 0.25 0.75 0.5 0.5\n6 0.2 0.3 0.5 0.1 0.1 0.8\n' >>n.uai
try() {
    printf "$1" >n.uai.evid
    "$CATGUT" -e 'import "n.uai" as m with F' 2>&1 | sed '/warning/,+2d'
}
echo "# one sample"
for text in '2 1 0 2 1' '2\n1 0\n2 1\n' '1\n2 1 0 2 1\n' '0\n'; do
    try "$text"
done
printf '1 1 0' >n.uai.evid
"$CATGUT" -e 'import "n.uai" as "my net" with F' \
    -e 'show marginals(x1 = 0) in "my net" with F' 2>/dev/null
"$CATGUT" --json -e 'import "n.uai" as m with F' 2>/dev/null
if command -v gzip >/dev/null; then gzip -k n.uai; else exit 77; fi
"$CATGUT" -e 'import "n.uai.gz" as m with F' 2>/dev/null
echo "# several; the newer form where both are whole and the line does not end"
for text in '2\n1 0 1\n2 1 1 2 2\n' '2\n0\n1 1 1\n' '2 0\n1 1 1\n' '2 0 1 1 1'; do
    try "$text"
done
{ echo 14; yes '1 2 0' | head -14; } >n.uai.evid
"$CATGUT" -e 'import "n.uai" as m with F' 2>/dev/null | tail -2
echo "# mistakes: nothing is declared"
for text in '' 'x' '1 9 0' '1 0 7' '2 1 0' '2 1 0 1 1' '1 0 0 5' '1\n1 0 0 9' '4 0 0 1 0 2 0' \
    '1 -1 0' '99999999999999999999 1 1' '1 0 \000'; do
    try "$text"
done
printf '1 9 0' >n.uai.evid
"$CATGUT" -k -e 'import "n.uai" as m with F' -e 'show m' 2>&1 | tail -2
