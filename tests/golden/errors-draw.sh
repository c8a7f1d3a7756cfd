# files that cannot be written, and what is drawn as nothing
cd "$SCRATCH" || exit 2
run() {
    "$CATGUT" "$@"
    echo "status $?"
}
m='type B = {0, 1}
model m { X : B  Y : B <- X }
'
run -e "${m}draw m to \"nowhere/m.svg\""
run -e "${m}draw m to \"m.bmp\""
run -e "${m}draw m to \".svg\""
run -e "${m}draw m as tree"
run -e "${m}draw uniform[B] as graph"
run -e "${m}draw 1/2"
run --no-files -e "${m}draw m to \"m.svg\""
mkdir folder.svg
run -e "${m}draw m to \"folder.svg\""
run -e "${m}draw m as text to \"/dev/full\""
echo "old" >old.svg
run -e "${m}let a = m
draw cut(m, Z) to \"old.svg\""
cat old.svg
ls -d *.svg
run -e "${m}draw m as svg tikz"
run -e "${m}draw m as standalone to \"m.svg\""
run -e "${m}draw m m"
run -e "${m}let up = m
draw up up
draw m
up" >/dev/null
run -e "${m}draw m as dark"
run -e "${m}show 1 m"
ls -d *.svg
