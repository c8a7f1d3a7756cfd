# A table that is larger than memory: the same answers, its rows in a file that nobody sees.
# not under valgrind: it keeps files of its own in TMPDIR
cd "$SCRATCH" || exit 2
echo a >a.csv
"$CATGUT" -e 'import "a.csv" as w' 2>&1 | grep -q 'libcsv' && exit 77

awk 'BEGIN {
    print "S,T,C,n,day"
    for (i = 0; i < 150000; i++) {
        s = i * 7 % 11 < 5; t = i * 13 % 17 < 4 + 9 * s; c = i * 29 % 23 < 6 + 11 * t
        print (s ? "yes" : "no") "," (t ? "yes" : "no") "," (c ? "yes" : "no") "," i % 3 "," i % 365
    } }' >rows.csv
gzip -c rows.csv >packed.csv.gz
mkdir seen
cat >ask.diag <<'END'
type Bit = {no, yes}
model lung { S : Bit  T : Bit <- S  C : Bit <- T  S <-> C }
import "rows.csv" as omega of lung { weight n }
show P(C | do(S = yes)) in lung from omega
import "rows.csv" as all
show P(C = yes | day = 364, n = 2) in all
import "packed.csv.gz" as packed
show P(C = yes | day = 364, n = 2) in packed
END
"$CATGUT" ask.diag >in-memory
TMPDIR=seen "$CATGUT" --max-memory 400K ask.diag 2>&1 | tee in-file
cmp in-memory in-file && echo "the same in memory"

echo "# no room, or no folder"
TMPDIR=none "$CATGUT" --max-memory 400K ask.diag 2>&1
echo "status $?"
(
    ulimit -f 100
    TMPDIR=seen "$CATGUT" --max-memory 400K -e 'import "rows.csv" as all' 2>&1
    echo "status $?"
)
echo "# nothing is to be seen while it works, and nothing is left when it is killed"
mkfifo slow.csv
TMPDIR=seen "$CATGUT" --max-memory 400K -e 'import "slow.csv" as all' 2>/dev/null &
reader=$!
exec 3>slow.csv
cat rows.csv >&3
ls seen
ls -l "/proc/$reader/fd" 2>/dev/null | grep -c 'seen/catgut\..*(deleted)'
kill -9 $reader
wait $reader 2>/dev/null
exec 3>&-
ls seen

echo "# it stops"
"$CATGUT" --max-memory 400K --max-time 0.3 -e 'import "slow.csv" as all' 2>&1 &
reader=$!
exec 3>slow.csv
cat rows.csv >&3 2>/dev/null
wait $reader
echo "status $?"
exec 3>&-

echo "# somebody writes to it meanwhile"
cp rows.csv changing.csv
( while [ ! -e stop ]; do echo no,no,no,1,1; sleep 0.001; done >>changing.csv ) &
while [ "$(wc -c <changing.csv)" = "$(wc -c <rows.csv)" ]; do sleep 0.01; done
"$CATGUT" --max-memory 400K -e 'import "changing.csv" as all' 2>&1
touch stop
wait
