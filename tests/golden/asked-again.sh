# Many questions of one model: what is kept between them follows what is defined anew, and undone.
converse() {
    HOME=$PWD "$CATGUT" -i 2>&1
}
converse <<'END'
type T = {a, b}
model m { X : T  Y : T <- X }
functor F : m { X = 1/3|a> + 2/3|b>  Y = { a -> |a>  b -> 1/4|a> + 3/4|b> } }
functor G : m { X = 1/2|a> + 1/2|b>  Y = { a -> |b>  b -> |a> } }
show P(Y = a) in m with F
show P(X = a | Y = a) in m with F
show P(Y = a) in m with G
show P(Y = a | do(X = b)) in m with G
show P(Y = a) in m with F
show (P(Y = a) in m with F) + (P(Y = a) in m with G)
show P(Z = a) in m with F
show P(Y = a) in m with F
functor F : m { X = |a>  Y = { a -> 1/5|a> + 4/5|b>  b -> |b> } }
show P(Y = a) in m with F
:undo
show P(Y = a) in m with F
model m { Y : T  X : T <- Y }
functor F : m { Y = 1/7|a> + 6/7|b>  X = { a -> |a>  b -> |b> } }
show P(X = a) in m with F
show P(X = a) in m with G
:undo
:undo
show P(Y = a) in m with F
check P(Y = a) in m with G == 1/2
use m with G
show P(Y = a)
show P(Y = a) in m with F
show P(Y = a)
END
