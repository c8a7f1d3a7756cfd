# A quota, or a disk, that is full: said, with status 1 or 2, and nothing is left half written.
cd "$SCRATCH" || exit 2
cat >wide.diag <<'END'
type T = {a, b, c, d}
let s = uniform[T * T * T * T * T]
END
said() {
    echo "status $?"
    cat err
    ls pictures
}
mkdir pictures
echo "# the limit of the shell"
(
    ulimit -f 4
    "$CATGUT" -e 'type T = {a, b}
model m { A : T  B : T <- A  C : T <- A, B  D : T <- B, C  E1 : T <- A, D  F : T <- A, B, C }
draw m to "pictures/m.svg"' 2>err
    said
    "$CATGUT" wide.diag -e 'show s' >out 2>err
    said
    [ "$(tail -c 1 out | wc -l)" -eq 1 ] || echo "cut where the limit was"
)
echo "# what stood there stays"
printf 'old\n<!-- written by Catgut -->\n' >pictures/m.svg
(
    ulimit -f 4
    "$CATGUT" -e 'type T = {a, b}
model m { A : T  B : T <- A  C : T <- A, B  D : T <- B, C  E1 : T <- A, D  F : T <- A, B, C }
draw m to "pictures/m.svg"' 2>err
    said
    cat pictures/m.svg
)
echo "# a full device"
"$CATGUT" wide.diag -e 'show s' 2>&1 >/dev/full
echo "status $?"
