# What the program exits with: the highest of 0, 1, 2, 3, 130.
cd "$SCRATCH" || exit 2
bit='type Bit = {0, 1} state b : (A : Bit) = 1/3|0> + 2/3|1> '
try() {
    echo "\$ catgut $*"
    "$CATGUT" "$@" 2>&1
}
# The status alone: standard output and error are shown elsewhere.
status() {
    "$CATGUT" "$@" >/dev/null 2>&1
    echo "status $?: catgut $*"
}

echo "# 0: all well"
status -e 'show 1'
status -e 'check 1 == 1'
status -e ''
status --version
status --help
echo "# 1: a check failed, a statement was wrong, a value does not exist"
status -e 'check 1 == 2'
status -k -e 'check 1 == 2'
status -e 'show nothing'
status -e 'show 1/0'
status -e "$bit show P(A | A = 0, A = 1) in b"
status -e 'show ('
echo "# 2: the command line, files that are not there"
status --wrong
status --digits
status --digits 0
status --digits 3 --digits 5 -e ""
status --stage=ast --report page.html -e ""
status --max-memory lots
status --max-time 3parsecs
status --stage=nowhere
status -e
status missing.diag
status -e 'import "missing.diag"'
mkdir -p "folder.diag"
status "folder.diag"
status -e 'import "folder.diag"'
echo "# 3: a limit"
status -e 'show 2 ^ 100000000'
echo "# the highest wins, and what comes first ends the run without -k"
printf 'check 1 == 2\nshow 2 ^ 100000000\nshow nothing\n' >"three.diag"
status "three.diag"
status -k "three.diag"
status -k -e 'check 1 == 2' missing.diag
status -k missing.diag -e 'check 1 == 2'
echo "# the output must arrive"
"$CATGUT" -e 'show 1' >/dev/full 2>"full"
echo "status $?: $(cat "full")"
"$CATGUT" -k -e 'show 1  show 2' >/dev/full 2>"full"
echo "status $?: $(cat "full")"

echo "# tallies"
printf 'check 1 == 1\ncheck 1 == 2\nshow nothing\ncheck 2 == 2\nshow (\n' >"tally.diag"
try "tally.diag"
try -k "tally.diag"
try -k -e 'check 1 == 1' -e 'check 2 == 2'
try -k "three.diag" "tally.diag"

echo "# files begin afresh, texts go on"
echo 'let x = 1  show x' >"x.diag"
try "x.diag" "x.diag"
try "x.diag" -e 'show x + 1'
try -e 'let y = 3' "x.diag" -e 'show y'
echo 'show 1 + 1' | "$CATGUT"
echo 'show 1 + 2' | "$CATGUT" -
echo 'let x = ' | "$CATGUT" 2>&1

echo "# the command line's own words"
try --wrong
try --digits 0 -e 'show 1'
try --max-memory lots
try --max-time 3parsecs
try --stage=nowhere
try --json=yes
try -e
try -x
try "missing.diag"
try "folder.diag"
try -e 'import "folder.diag"'
try --no-files -e 'import "x.diag"'
try --no-files -e 'import "prelude.diag" show fair'
echo 'state s = 1/2|0> + 1/2|1>' >"bytes.diag"
try -e 'import "bytes.diag"'

echo "# imports a folder deep"
i=0
while [ $i -lt 205 ]; do
    echo "import \"n$((i + 1)).diag\"" >"n$i.diag"
    i=$((i + 1))
done
try "n0.diag"
