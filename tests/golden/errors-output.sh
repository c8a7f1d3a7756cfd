# not under valgrind: it writes much
# What is written has a limit, 256 MB unless said: then one message, whole lines, status 3.
cd "$SCRATCH" || exit 2
# The last lines, cut to a readable width; and how much there was, in thousands of bytes.
try() {
    "$CATGUT" "$@" >out 2>err
    echo "status $?, out $(($(wc -c <out) / 1000)) kB, err $(($(wc -c <err) / 1000)) kB"
    [ -s out ] && [ "$(tail -c 1 out | wc -l)" -ne 1 ] && echo "half a line"
    cut -c1-70 err | grep -a 'error:\|with --'
}
repeat() {
    awk -v text="$1" -v n="$2" 'BEGIN { while (n--) printf "%s", text }'
}
long=$(repeat x 4000)
printf 'type T = {a, b}\nchannel %s : T -> T = { a -> |b>  b -> |a> }\n' "$long" >head.diag

echo "# E104: a diagram of long names, as text, as JSON, on either side of a check"
{ cat head.diag; echo "show $long ^ 100000 as diagram"; echo "show 1"; } >power.diag
{ cat head.diag; echo "check $long ^ 100000 === id[T]"; } >check.diag
try power.diag
try --json power.diag
try -k --max-output 1M power.diag
try check.diag
try --max-output 1M check.diag

echo "# a table with long labels"
printf 'type T = {%s, b}\nstate s : T = uniform\nshow s*s*s*s*s*s*s*s\n' "$long" >table.diag
try --max-output 1M table.diag
try --json --max-output 1M table.diag
try --max-output 0 table.diag

echo "# the stages"
for stage in tokens ast network plan; do
    try --max-output 3K --stage=$stage table.diag
done

echo "# pictures and plots have short labels; what they are of may be long"
printf 'type T = {%s, b}\nmodel m { %s : T  B : T <- %s }\n' "$long" "$long" "$long" >model.diag
printf 'draw m\nstate s : T = uniform\nplot s\n' >>model.diag
try --max-output 8K model.diag

echo "# in the limit of the memory, a line at a time; and in that of the time"
try --json --max-memory 64M power.diag
try --max-time 50ms power.diag | sed 's/out .*/.../'

echo "# at the prompt a line has it to itself"
printf 'type T = {a, b}\nshow uniform[T*T*T]\nshow uniform[T*T*T]
show uniform[T*T*T*T*T]\nshow 1\n' |
    "$CATGUT" -i --max-output 300 2>&1

echo "# E105: a name or label has at most 4096 bytes"
printf 'type T = {%s%s}\nlet s%s%s = 1\nshow "%s%s"\ntype N = {%s, -%s}\nshow |%s>\n' \
    "$long" "$long" "$long" "$long" "$long" "$long" \
    "$(repeat 1 5000)" 1 "$(repeat 2 5000)" >names.diag
try -k names.diag
printf 'network n {}\nvariable %s%s { type discrete [2] { a, b }; }\n' "$long" "$long" >long.bif
printf 'probability ( %s%s ) { table 0.5, 0.5; }\n' "$long" "$long" >>long.bif
try -e 'import "long.bif" as m with F'
