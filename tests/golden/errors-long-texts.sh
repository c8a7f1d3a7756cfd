# not under valgrind: it reads much
# A text is charged to the limits while it is read, and what is declared too: status 3.
cd "$SCRATCH" || exit 2
# The status, and what was wrong; at most so many seconds of the processor.
status() {
    (ulimit -t "$1"; shift; "$CATGUT" "$@" >out 2>&1; echo "status $?")
    cut -c1-80 out | sed -n 's/:[0-9]*:[0-9]*:/:/; /error:/p'
}

echo "# many types, many labels, a long sum, a long mistake"
awk 'BEGIN { for (i = 0; i < 200000; i++) print "type A" i " = {a" i "}" }' >types.diag
awk 'BEGIN {
    printf "type L = {x"; for (i = 0; i < 1000000; i++) printf ", x" i; print "}" }' >labels.diag
awk 'BEGIN { printf "show 1"; for (i = 0; i < 3000000; i++) printf " + 1"; print "" }' >sum.diag
awk 'BEGIN { printf "show )"; for (i = 0; i < 1000000; i++) printf " x" i; print "" }' >wrong.diag
for name in types labels sum wrong; do
    status 10 --max-memory 32M $name.diag
    status 10 -k --max-memory 32M $name.diag
done
status 10 --max-time 20ms --max-memory 0 sum.diag | sed "s/^[a-z.]*: //"
echo "# from standard input too"
status 10 --max-memory 32M - <labels.diag

echo "# E106: 64 MB, unless asked for"
head -c 70000000 /dev/zero | tr '\0' '#' >comment.diag
status 10 comment.diag
status 10 --max-source 80M comment.diag
status 10 --max-source 0 --max-memory 64M comment.diag
status 10 --max-source 1K types.diag
status 10 --max-source 1K -e 'import "types.diag"'
status 10 - <comment.diag
status 10 /dev/zero
status 10 --max-source 0 --max-memory 64M /dev/zero
status 10 --max-source 0 --max-memory 0 --max-time 50ms /dev/zero

echo "# a pipe that nobody writes to"
mkfifo pipe
status 10 --max-time 100ms pipe
mkfifo pipe.bif
status 10 --max-time 100ms -e 'import "pipe.bif" as m with F'
sleep 2 | status 10 --max-time 100ms -
echo "# and one that somebody writes to, in parts"
{
    echo 'show 1 +'
    sleep 0.2
    echo '2'
} >pipe &
"$CATGUT" pipe
