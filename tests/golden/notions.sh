# Every notion of the language with no, too few, too many and empty arguments, in parentheses and
# in brackets, with and without a place to ask in: each gets an answer or one complaint.
# not under valgrind: some thousands of statements
cat >"$SCRATCH/start.diag" <<'END'
type Bit = {0, 1}
state w : (X : Bit) * (Y : Bit) = 1/2|0,0> + 1/2|1,1>
state fair : Bit = uniform
channel f : Bit -> Bit = { 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }
model m { X : Bit  Y : Bit <- X }
model bow { X : Bit  Y : Bit <- X  X <-> Y }
functor F : m { X = fair  Y = f }
END

arguments() {
    cat <<'END'

{}
X
{X}
{}, {}
X, {}
{}, X
X, Y, X
m
m, {}
m, m, m
w
w, {}
w, {} -> {}
m, X -> Y
{} -> {}
{}, X -> Y
{} | X
X, Y | {}
X = {}
Y | do({})
Y | do()
{} | do(X)
do({})
f, {}
m, {} := f
m, X = {}
()
uniform()
copy()
END
}

contexts() {
    cat <<'END'

in m
in w
in bow
in m with F
in m from w
in {}
in uniform()
END
}

# statements START NOTION...
statements() {
    start=$1
    shift
    for notion; do
        arguments | while IFS= read -r list; do
            contexts | while IFS= read -r context; do
                echo "$start $notion($list) $context"
                echo "$start $notion[$list] $context"
            done
        done
    done
}

run() {
    { cat "$SCRATCH/start.diag"; statements "$@"; } >"$SCRATCH/all.diag"
    "$CATGUT" -k "$SCRATCH/all.diag" >"$SCRATCH/out" 2>"$SCRATCH/err"
    status=$?
    answers=$("$CATGUT" --json -k "$SCRATCH/all.diag" 2>/dev/null | grep -a -c '^{"kind":')
    echo "$1: $(grep -c "^$1" "$SCRATCH/all.diag") statements, $answers answers, status $status"
    grep -a -i 'assert\|sanitizer\|runtime error\|stopped' "$SCRATCH/err"
}

run show P E cut do comb disintegrate invert marginals components ancestors descendants \
    independent adjusts adjustment frontdoor instruments implications essential equivalent \
    id copy discard swap uniform
run identify P E independent
run explain P E independent
run 'witness a, b =' P E
exit 0
