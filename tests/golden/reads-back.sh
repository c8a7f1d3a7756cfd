# What prints reads back: what `show` says about an expression is declared again, as `again`, beside
# the original, and the two are compared: === for diagrams, == for the rest.
cd "$SCRATCH" || exit 2
cat >base.diag <<'END'
type Bit = {0, 1}
type "odd type" = {"a b", "1/2", -1, state_,  "state", "ünïcode", ">"}
type Low = {-4..-2}
type Gene
state fair : Bit = 1/2|0> + 1/2|1>
channel noisy : Bit -> Bit = { 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }
function xor : Bit * Bit -> Bit = { 0,0 -> |0>  0,1 -> |1>  1,0 -> |1>  1,1 -> |0> }
state "odd state" : ("the wire" : "odd type") = 1/7|"a b"> + 6/7|"state">
state low : Low = uniform
channel signs : Low -> Low * Bit = {
  -4 -> |-2,0>  "-3" -> 1/3|-3,1> + 2/3|-2,1>  "-2" -> undefined
}
box f : Bit -> Bit
box "odd box" : Bit -> Bit
model m { latent H : Gene  X : Bit <- H  Y : Bit <- X, H  Y <-> X }
model chain { X : Bit  Y : Bit <- X }
model odd { "a b" : Bit  "model" : Bit <- "a b"  latent "->" : Gene  "a b" <-> "model" }
functor F : m {
  Gene = {no, yes}
  H = 2/3|no> + 1/3|yes>
  X <-> Y : {up, down} = 1/4|up> + 3/4|down>
  X = { no,up -> |0>  no,down -> |1>  yes,up -> 1/2|0> + 1/2|1>  yes,down -> |1> }
  Y = { 0,no,up -> |0>  0,no,down -> |1>  0,yes,up -> fair  0,yes,down -> |1>
        1,no,up -> |0>  1,no,down -> |1>  1,yes,up -> fair  1,yes,down -> |1> }
}
state ab : (A : Bit) * (B : Bit) = 1/4|0,0> + 3/4|0,1>
let marginal, conditional = disintegrate(ab, A)
diagram block(b : Bit) {
  x, y <- copy(b)
  z <- xor(x, noisy(y))
  _ <- f(z)
  w <- "odd box"(z)
  return w, C = b, z, uniform[Bit], |1>
}
END
tried=0
# again KIND AS EXPRESSION COMPARISON: KIND is the keyword that the printed text starts with.
again() {
    tried=$((tried + 1))
    { cat base.diag; echo "show $3 $2"; } >first.diag
    if ! "$CATGUT" first.diag >printed 2>&1; then
        echo "$3 is not shown:"; cat printed; return
    fi
    # A value without a name is printed without a declaration: one is put before it.
    case $(cat printed) in
    "$1 "*) sed "1s/^$1 \(\"[^\"]*\"\|[^ ({]*\)/$1 again/" printed >text ;;
    *) { echo "let again ="; cat printed; } >text ;;
    esac
    { cat base.diag text; echo "$4"; } >second.diag
    if "$CATGUT" second.diag >said 2>&1; then
        echo "ok $3 $2"
    else
        echo "$3 $2 does not read back:"; cat text said
    fi
}
diagram() {
    again diagram 'as diagram' "$1" "check again === ${2:-$1}"
}
kernel() {
    again "$1" '' "$2" "check again == $2"
}

diagram fair
diagram 'fair ; noisy'
diagram 'noisy ; copy ; (noisy * f)'
diagram block
diagram '"odd state"'
diagram '"odd box"'
diagram '|1>'
diagram '|1> * |0>'
diagram '1/2|0> + 1/2|1>'
diagram 'fair ; copy ; (id * discard)'
diagram 'swap[Bit, Bit]'
diagram 'discard[Bit * Low]'
diagram 'uniform["odd type"]'
diagram 'noisy ^ 5'
diagram '(xor ; noisy) * f'
diagram m
diagram odd
diagram 'cut(m, X)'
diagram 'do(m, X = 1)'
diagram 'do(m, X)'
diagram 'do(m, X := noisy(fair))'
diagram 'do(odd, "model" := noisy("a b"))'
diagram 'chain.Y'
kernel state fair
kernel state '"odd state"'
kernel state low
kernel state 'fair * low'
kernel state 'fair ; noisy'
kernel state '1/3 * fair'
kernel state 'F(m)'
kernel state 'F(cut(m, X))'
kernel channel noisy
kernel channel signs
kernel function xor
kernel channel conditional
kernel channel 'noisy ^ 3'
kernel channel 'F(do(m, X))'
kernel channel 'discard[Bit]'

# Models: the same text when shown again, also under surgery.  A model's boxes are its own.
model() {
    { cat base.diag; echo "show $1"; } >first.diag
    "$CATGUT" first.diag >printed 2>&1 || { echo "$1 is not shown:"; cat printed; return; }
    sed '1s/^model [^ ]*/model again/' printed >text
    { cat base.diag text; echo "show again"; } >second.diag
    "$CATGUT" second.diag >said 2>&1
    if cmp -s text said; then echo "ok $1"; else echo "$1 does not read back:"; cat text said; fi
}
model m
model odd
model 'cut(m, X)'
model 'cut(m, {X, Y})'
model 'do(m, X = 1)'
model 'do(m, X := noisy(fair))'
model 'do(odd, "model" := noisy("a b"))'

# Types and functors.
{ cat base.diag; echo 'show Bit show "odd type" show Low show Gene show F'; } >first.diag
"$CATGUT" first.diag >printed && "$CATGUT" -k first.diag >/dev/null
{ sed -n '/^type/p' printed; sed '1,/^type Gene/d;/^functor/,$d' base.diag
  sed -n '/^functor/,$p' printed; } >second.diag
"$CATGUT" second.diag && echo "ok types and functors"
