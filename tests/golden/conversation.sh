# What a conversation keeps: `%`, :undo, :save, :load with ~ and quotes, :reload, :names.
rm -rf "$SCRATCH/talk" && mkdir "$SCRATCH/talk" && cd "$SCRATCH/talk" || exit 2
export HOME="$PWD"
talk() {
    "$CATGUT" -i 2>&1 | sed "s|$PWD|HERE|g"
}
mkdir part other
cat >part/types.diag <<'END'
type Bit = {0, 1}
state fair : Bit = uniform
END
cat >"part/a lesson.diag" <<'END'
import "types.diag"
import "sprinkler.bif" as garden with G
let w = G(garden)
use w
show P(Rain)
END

echo "# the last value"
talk <<'END'
%
show 1 + 2
% * 2
%
let x = % + 1
x
25 %
let % = 3
type Bit = {0, 1}
1/3|0> + 2/3|1>
show % as diagram
show Bit
:type %
% == uniform[Bit]
check %
show 1 + nothing
%
END

echo "# undo"
talk <<'END'
:undo
let a = 1
let a = 2
show a
type Bit = {0, 1}
state s : Bit = |0>
state w : (A : Bit) * (B : Bit) = 1/2|0,0> + 1/2|1,1>
let a, b = disintegrate(w, A)
:undo 1
:names
:undo
:undo
:undo
:undo
s
:undo
show Bit
:undo
a
:undo
:undo
:names
import "part/types.diag"
fair
:undo
fair
import "part/types.diag"
fair
use fair
type Bit = {a, b}
:names
:undo
:undo
:names
:load "part/a lesson.diag"
:undo
:names
END

echo "# a statement that fails leaves nothing behind"
printf 'let before = 1\nlet after = nothing\n' >part/wrong.diag
talk <<'END'
import "part/wrong.diag"
before
END

echo "# reload"
printf 'import "more.diag"\nlet a = 1 + more\nlet old = 2\n' >part/again.diag
echo 'let more = 1' >part/more.diag
echo ':reload' | talk
talk <<'END'
:load part/again.diag
let mine = a
let old = 7
:reload
:names
old
:undo
old
:undo
:names
:reload x
:load
END

echo "# hidden causes"
talk <<'END'
type Bit = {0, 1}
model m { latent H : Bit  X : Bit <- H  Y : Bit <- X  Z : Bit  X <-> Y  Y <-> Z }
let cut_m = cut(m, Y)
:names
END

echo "# save: only what matters, and it reads back"
talk <<'END'
let unused = 1
let unused = 2
type Bit = {0, 1}
channel noisy : Bit -> Bit = {
  0 -> 9/10|0> + 1/10|1>   # a comment
  1 -> |1>
}
show |0> ; noisy
state s : Bit = %
state s2 : Bit = % ; noisy
check s == s
show |1> as diagram
let one = %
model m { X : Bit  Y : Bit <- X }
functor F : m { X = s  Y = noisy }
identify e = P(Y | do(X)) in m
use m with F
let p = P(Y)
use s
:load ~/part/a lesson.diag
:save part/kept.diag
:save other/kept.diag
let more = 1
:save other/kept.diag
END
cat other/kept.diag | sed "s|$PWD|HERE|g"
"$CATGUT" other/kept.diag && diff other/kept.diag part/kept.diag | sed "s|$PWD|HERE|g"
printf 'show s2\nshow p\nshow unused\nshow fair\nshow P(Rain)\n' >asked
cat other/kept.diag asked | "$CATGUT" -
printf ':load other/kept.diag\n:save again.diag\n' | talk
cmp again.diag other/kept.diag

echo "# twice"
talk <<'END'
let p = 1
let q = p + 1
let p = 2
:save twice.diag
:load twice.diag
p + q
END

echo "# where not"
echo 'let theirs = 1' >theirs.diag
ln -s nowhere.diag link.diag
talk <<'END'
let a = 1
:save
:save a.txt
:save .diag
:save theirs.diag
:save link.diag
:save nowhere/x.diag
:save mine.diag
:save mine.diag
:load mine.diag
:save mine.diag
END
ls
"$CATGUT" -i --no-files 2>&1 <<'END'
:save x.diag
END

echo "# a text of many lines, pasted; saved, taken back, loaded"
talk <<'END'
model m from dagitty """
dag {

  X [exposure]
  "a b" -> X -> Y # it's "quoted
}"""
type Bit = {0, 1}
model n from dot """digraph { A -> B }""" of Bit
:save pasted.diag
:undo
:undo
:undo
:names
:load pasted.diag
show m
show n
model bad from dagitty """
dag { X --
Y }"""
model open from dagitty """ dag {
END
cat pasted.diag
exit 0
