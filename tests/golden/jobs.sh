# --jobs, --job, --join: what is joined is what the script prints; what is missing is told.
# not under valgrind: it has sums of many products, which law/law_elimination has there in small
cd "$SCRATCH" || exit 2

# Each variable listens to two of the $2 before it.
network() {
    awk -v count="$1" -v reach="$2" '
    function below(n) { # the same whatever awk it is
        x = x * 16807 % 2147483647
        return int(x / 2147483647 * n)
    }
    BEGIN {
        x = 7
        print "network unknown {}"
        for (i = 0; i < count; i++)
            print "variable V" i " { type discrete [ 3 ] { a, b, c }; }"
        for (i = 0; i < count; i++) {
            p = i - 1 - below(reach); q = i - 1 - below(reach)
            if (p < 0 || q < 0 || p == q) {
                print "probability ( V" i " ) { table 0.1234567, 0.2345678, 0.6419755; }"
                continue
            }
            print "probability ( V" i " | V" p ", V" q " ) {"
            for (row = 0; row < 9; row++) {
                m = 1000000 + below(4000000); n = 1000000 + below(4000000)
                printf "  (%c, %c) 0.%07d, 0.%07d, 0.%07d;\n", 97 + row / 3, 97 + row % 3, m, n,
                       10000000 - m - n
            }
            print "}"
        }
    }'
}
network 200 14 >n.bif
cat >script.diag <<'END'
import "n.bif" as m with F
show 1/3
show marginals(V199 = a, V40 = b) in m with F
let d = P(V199 = a, V3 = a) - P(V198 = a, V7 = a) in m with F
show d > 1/100
draw m to "m.dot"
check d < 1
END
tell() {
    "$@" 2>&1
    echo "status $?"
}

echo "--- the script by itself, and its jobs"
"$CATGUT" script.diag >plain 2>plain.err
echo "status $?"
rm m.dot
tell "$CATGUT" --jobs d script.diag
[ -e m.dot ] && echo "a file was written"
tell "$CATGUT" --join d | sed 's/job-0002.*job/job-0002, ... job/; s/`, .*/`, .../'

echo "--- in any order, in two processes, on a machine that has the folder alone"
mkdir elsewhere
mv d elsewhere/d
(
    cd elsewhere || exit 2
    set -- d/job-????
    for job in "$@"; do backwards="$job $backwards"; done
    printf '%s\n' $backwards | xargs -P 2 -n 1 "$CATGUT" --threads 1 --job
)
mv elsewhere/d d

echo "--- again is the same: with threads, another kernel, less memory"
cp -r d once
"$CATGUT" --threads 3 --max-memory 1K --job d/job-0001
CATGUT_KERNEL=plain "$CATGUT" --job d/job-0002
diff -r once d && echo same

echo "--- what depended on them; files in the way stay"
"$CATGUT" --jobs d script.diag >said
next=$(sed -n 's/.*--job d\/\(job-[0-9]*\)$/\1/p' said)
rm "d/$next" d/elimination-[2-9]
cp -r once/jobs d/jobs
echo mine >mine
ln -s ../mine "d/$next"
tell "$CATGUT" --jobs d script.diag
[ -h "d/$next" ] && cat mine
rm -r d
cp -r once d
tell "$CATGUT" --jobs d script.diag
for job in d/job-????; do
    [ -e "$job.done" ] || "$CATGUT" --job "$job"
done
tell "$CATGUT" --jobs d script.diag
"$CATGUT" --join d >joined 2>joined.err
echo "status $?"
cmp plain joined && cmp plain.err joined.err && echo "the same bytes"

echo "--- lost, cut off, of another job, of nobody; then run again"
cp -r d good
rm d/job-0001.done
head -c 3000 good/job-0002.done >d/job-0002.done
cp good/job-0001.done d/job-0003.done
tell "$CATGUT" --join d
for i in 1 2 3; do "$CATGUT" --job d/job-000$i; done
diff -r good d && echo mended
printf x | dd of=d/job-0001.done bs=1 seek=5000 conv=notrunc 2>/dev/null
tell "$CATGUT" --join d
cp -r d "it's d"
tell "$CATGUT" --join "it's d"
rm -r "it's d"
echo mine >d/job-0001.done
tell "$CATGUT" --job d/job-0001
cat d/job-0001.done
cp good/job-0001.done d

echo "--- ^C leaves nothing"
network 240 22 >large.bif
printf 'import "large.bif" as m with F\nshow marginals(V239 = a, V40 = b) in m with F\n' >large.diag
"$CATGUT" --jobs large large.diag >said
ls large >before
"$CATGUT" --threads 1 --job large/job-0001 >said 2>&1 &
while kill -INT $! 2>/dev/null; do sleep 0.02; done # lost until it listens, which is soon
wait $!
echo "status $?"
tell "$CATGUT" --max-time 10ms --job large/job-0001
ls large | cmp - before && echo nothing

echo "--- folders and files that are not jobs"
mkdir taken
echo mine >taken/mine
tell "$CATGUT" --jobs taken script.diag
tell "$CATGUT" --jobs script.diag script.diag
tell "$CATGUT" --jobs no/such/folder script.diag
tell "$CATGUT" --jobs d large.diag
tell "$CATGUT" --jobs new missing.diag
tell "$CATGUT" --jobs new /dev/zero
tell "$CATGUT" --job /dev/zero
cp script.diag "$(printf 'a\nb.diag')"
tell "$CATGUT" --jobs new "$(printf 'a\nb.diag')"
tell "$CATGUT" --job missing
tell "$CATGUT" --job script.diag
sed 's/to .*/to 9999/' d/job-0001 >d/job-9
tell "$CATGUT" --job d/job-9
sed 's/of program .*/of program 9.9.9/' d/job-0001 >d/job-9
tell "$CATGUT" --job d/job-9
cp -r d broken
printf x | dd of=broken/elimination-1 bs=1 seek=20821 conv=notrunc 2>/dev/null
tell "$CATGUT" --job broken/job-0001
rm broken/elimination-1
tell "$CATGUT" --job broken/job-0001
sed 's/^job 1 0/job 9 0/' d/jobs >broken/jobs
tell "$CATGUT" --join broken
head -c 200 d/jobs >broken/jobs
tell "$CATGUT" --join broken
tell "$CATGUT" --join taken
echo 'show 1' >>script.diag
tell "$CATGUT" --join d
ls d broken >before
tell "$CATGUT" --jobs d script.diag
tell "$CATGUT" --jobs broken script.diag
ls d broken | cmp - before && echo "all is there"
rm script.diag
tell "$CATGUT" --join d

echo "--- scripts with mistakes, or with nothing to divide"
printf 'show 1/3\nshow x\nshow y\n' >wrong.diag
tell "$CATGUT" --jobs new wrong.diag
[ -e new ] && echo "it is there"
mkdir empty
tell "$CATGUT" --jobs empty wrong.diag
ls empty
printf 'show 1/3\ncheck 1 == 2\n' >small.diag
tell "$CATGUT" --jobs new small.diag
sed -i 2d small.diag
tell "$CATGUT" --jobs new small.diag
tell "$CATGUT" --join new
tell "$CATGUT" --join new --json
tell "$CATGUT" --jobs 'new jobs' small.diag

echo "--- command lines"
for line in '--jobs' '--jobs x' '--jobs x -' '--jobs x a.diag b.diag' '--jobs= a.diag' \
    '--job j a.diag' '--join d a.diag' '--job j --join d' '--jobs x a.diag --json' '--job j -k' \
    '--join d -i' '--join d --stage=plan' '--job j --job j'; do
    # shellcheck disable=SC2086 # options
    tell "$CATGUT" $line
done
tell "$CATGUT" --jobs x -e 'show 1'
