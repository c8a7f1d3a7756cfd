# Diagrams for DisCoPy and Chyp, and what these do not say.
cd "$SCRATCH" || exit 2

cat >d.diag <<'END'
type Bit = {0, 1}
type Level = {low, "very high", 3}
channel noisy : Bit -> Bit = { 0 -> 9/10|0> + 1/10|1>  1 -> |1> }
function f : Bit * Bit -> Level = { 0,0 -> |low>  0,1 -> |3>  1,0 -> |low>  1,1 -> |low> }
diagram d(a : Bit, b : Bit, c : Level) {
  x <- noisy(b)
  y <- noisy(a)
  z <- f(x, b)
  w <- uniform[Bit]
  t <- f(b, x)
  return z, z, w, b, t
}
model m { latent H : Bit  X : Bit <- H  Y : Bit <- X, H }
END
try() {
    "$CATGUT" -e 'import "d.diag"' -e "$1" 2>&1
    echo "status $?"
}

try 'export d to "d.py"'
cat d.py
try 'export d to "d.chyp"'
cat d.chyp
echo "# a model without numbers is the diagram of its observed variables"
try 'export m to "m.chyp"'
cat m.chyp
try 'export m to "m.py" as discopy'
cat m.py
try 'export noisy ; noisy to "n.chyp"'
grep -A9 let n.chyp
try 'export 1/2|0> + 1/2|1> to "s.chyp"'
echo "# mistakes"
try 'export d to "d.bif"'
try 'export 1/2 to "d.py"'
try 'export d with d to "d.py"'
try 'export d to "d.txt" as chyp'
