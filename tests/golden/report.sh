# Pages: what stands in them, and that nothing else changes when one is asked for.
mkdir "$SCRATCH/files" && cd "$SCRATCH/files" || exit 2
cat >lesson.diag <<'END'
# A lesson, with <b>marks</b> & "quotes".
#
# Two coins, `fair` and not.  What is
# written here is prose.
#
#     this stays in lines,
#     as it is

type "odd <i>" = {"a&b", c}
type Coin = {heads, tails}   # a comment on the line
state fair : Coin = 1/2|heads> + 1/2|tails>

state odd : (X : Coin) * (Y : Coin) =
    1/2|heads,heads> +   # one
    1/2|tails,tails>     # other
# Shown:
show odd
show fair
check fair == fair  check odd == odd ; swap
import "part.diag"
model bow { X : Coin  Y : Coin <- X  X <-> Y }
# How does it come?
explain P(Y | do(X)) in bow
explain P(Y | X = heads) in odd
plot fair, P(Y | X) in odd
plot fair as svg to "fair.svg"
show ancestors(Y) in bow
# The end.
END
echo 'show 1  type Part = {p}' >part.diag
cat >wrong.diag <<'END'
# Without a title: it goes on
# and on.
show 1/3
show nothing
show "<b>"
check 1 == 2
show (

show 2
END
# Without the drawings in it, which have tests of their own.
body() {
    sed -n '/^<body>/,$p' "$1" | sed '/^<figure/,/^<\/figure>/c\<figure></figure>'
}
# With a page or without one, the same is printed.
both() {
    "$CATGUT" "$@" >out1 2>err1
    status1=$?
    "$CATGUT" --report page.html "$@" >out2 2>err2
    status2=$?
    [ $status1 -eq $status2 ] && cmp out1 out2 && cmp err1 err2 && echo "status $status1, twice"
}
both lesson.diag
body page.html
both -k wrong.diag lesson.diag
body page.html | grep -n '<h1>\|tally\|class="err"\|^<title>'
both wrong.diag
body page.html
both -e 'show 1' -e 'show 2'
body page.html
echo 'show 3' | "$CATGUT" --report=page.html
body page.html | grep '<h1>'
"$CATGUT" --report=page.html nowhere.diag
echo "status $?"
body page.html
echo "# twice the same"
"$CATGUT" --report one.html lesson.diag >/dev/null
"$CATGUT" --report two.html lesson.diag >/dev/null
cmp one.html two.html && echo same
echo "# the page of one derivation"
bow='type C = {a, b} model bow { X : C  Y : C <- X  X <-> Y }'
"$CATGUT" -e "$bow explain P(Y | do(X)) in bow to \"why.html\""
body why.html
"$CATGUT" -e 'type C = {a, b} explain P(Y | do(X)) in bow to "not.html"' 2>/dev/null
"$CATGUT" --no-files -e 'type C = {a, b} model m { X : C } explain P(X) in m to "not.html"'
echo "status $?"
[ -e not.html ] || echo "not written"
echo "# what does not go"
"$CATGUT" --report=
"$CATGUT" --json --report page.html lesson.diag
"$CATGUT" -i --report page.html
"$CATGUT" --report nowhere/page.html -e 'show 1'
echo "status $?"
"$CATGUT" --report /dev/full -e 'show 1' -k
echo "status $?"
"$CATGUT" --no-files --report page.html -e 'show 1' && body page.html | grep -c 'show'
echo "# E104: a page is written within the limit, or not at all"
try_limit() {
    "$CATGUT" --max-output "$@" >out 2>err
    echo "status $?, $(wc -l <out) lines"
    cat err
    [ ! -e limit.html ] || { echo "a page" && rm limit.html; }
}
try_limit 1M --report limit.html -e 'show 1'
try_limit 2K --report limit.html -e 'show 1'
bits='type Bit = {0, 1} state s : (X : Bit) * (Y : Bit) = uniform'
try_limit 12K --report limit.html -e "$bits plot s"
try_limit 12K --report limit.html -e "$bits plot s plot s plot s plot s plot s plot s plot s plot s"
try_limit 3K -e "$bow explain P(Y | do(X)) in bow to \"limit.html\""
