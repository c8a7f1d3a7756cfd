# Mistakes in networks, with the place in their file.
cd "$SCRATCH" || exit 2

x='variable X { type discrete [ 2 ] { yes, no }; }'
y='variable Y { type discrete [ 2 ] { high, low }; }'

try() {
    cat >net.bif
    "$CATGUT" "$@" -e 'import "net.bif" as net with means' 2>&1
    echo "status $?"
}

echo "# not two names"
echo "" >net.bif
"$CATGUT" -k -e 'import "net.bif"' -e 'import "net.bif" as net' \
    -e 'import "net.bif" as net of m' 2>&1
echo "# its form"
try </dev/null
echo "network t { } varable X { }" | try
echo "$x probability ( X ) { table 0.5, 0.5 )" | try
echo "variable X { type continuous; }" | try
echo "variable X { type discrete [ 2 ] { \"yes, no }; }" | try
echo "$x /* probability" | try
printf 'variable \001 { }\n' | try
echo "$x probability ( X ) {" | try
echo "variable my X { type discrete [ 2 ] { yes, no }; }" | try
echo "variable X(1) { type discrete [ 2 ] { yes, no }; }" | try
echo "variable X { type discrete [ 2 ] { low (0), high }; }" | try
echo "$x probability ( X(1) ) { table 0.5, 0.5; }" | try
echo "network n { $x probability ( X ) { table 0.5, 0.5; }" | try
echo "# properties that change what a table is"
echo "$x probability ( X ) { property function max; table 0.5, 0.5; }" | try
echo "$x probability ( X ) { property \"function = noisy-max\"; table 0.5, 0.5; }" | try
echo "network n { property credal-set constant-density-bounded 1.1; } $x" | try
echo "# numbers"
echo "$x probability ( X ) { table 0.5, half; }" | try
echo "$x probability ( X ) { table 1.5, -0.5; }" | try
echo "$x probability ( X ) { table 1, 1e-5000; }" | try
echo "# variables"
echo "$x $x" | try
echo "$x probability ( X | Y ) { table 1 0; }" | try
echo "$x $y probability ( X | Y, Y ) { table 1 0; }" | try
echo "# labels"
echo "variable X { type discrete [ 2 ] { yes, yes }; }" | try
echo "variable X { type discrete [ 1000000000 ] { yes, no }; }" | try
echo "variable X { type discrete [ 99999999999999999999999 ] { yes, no }; }" | try
echo "variable X { type discrete [ 18446744073709551614 ] { yes, no }; }" | try
echo "variable X { type discrete [ 0 ] { }; }" | try
echo "$x $y probability ( X | Y ) { (yes) 1 0; }" | try
echo "# tables"
echo "$x" | try
echo "$x probability ( X ) { table 1 0; } probability ( X ) { table 1 0; }" | try
echo "$x $y probability ( X | Y ) { (high) 1 0; (high) 1 0; }" | try
echo "$x $y probability ( X | Y ) { (high) 1 0; }" | try
echo "# how many"
echo "$x probability ( X ) { table 1 0 0; }" | try
echo "$x probability ( X ) { table 1; }" | try
echo "$x probability ( X ) { table 0,5 0,5; }" | try
echo "$x $y probability ( X | Y ) { (high, yes) 1 0; }" | try
echo "# a circle"
echo "$x $y probability ( X | Y ) { default 1 0; } probability ( Y | X ) { default 1 0; }" | try
echo "# sums"
echo "$x probability ( X ) { table 0.1, 0.8; }" | try
echo "$x $y probability ( X ) { table 1, 0; } probability ( Y | X ) { default 0.5, 0.6; }" |
    try --json
echo "$x probability ( X ) { table 0, 0; }" >net.bif
"$CATGUT" -e 'import "net.bif" as net with means repaired' 2>&1
echo "status $?"
echo "# repair is for rounding"
for row in '2 1' '0.9 0.9' '0.505 0.505' '0.3335 0.6668'; do
    echo "$x probability ( X ) { table $row; }" >net.bif
    for how in '' ' repaired' ' repaired within 1/100' ' repaired within 3 * 0.5'; do
        echo "$row$how"
        "$CATGUT" -e "import \"net.bif\" as net with means$how show P(X) in net with means" 2>&1
    done
done
echo "$x $y probability ( X ) { table 0.3333 0.6666; } probability ( Y | X ) { default 1 1; }" |
    try
for how in within 'repaired within' 'repaired within x' 'repaired within |yes>' \
    'repaired within 1 within 2'; do
    "$CATGUT" -e "import \"net.bif\" as net with means $how" 2>&1
done
echo "# limits"
{
    parents=
    for i in 1 2 3 4 5 6 7 8 9; do
        echo "variable P$i { type discrete [ 10 ] { 0 1 2 3 4 5 6 7 8 9 }; }"
        echo "probability ( P$i ) { default 1 0 0 0 0 0 0 0 0 0; }"
        parents="$parents P$i"
        [ $i -ne 8 ] || echo "$y probability ( Y |$parents ) { default 1 0; }"
        [ $i -ne 9 ] || echo "$x probability ( X |$parents ) { default 1 0; }"
    done
} >wide.bif
sed '/variable X/d' wide.bif | try --max-memory=100M
{
    echo "$x $y probability ( X ) { table 0.5 0.5; } probability ( Y | X ) { default 0.5 0.5; }"
    for i in 1 2 3 4 5 6 7 8 9; do
        echo "variable Z$i { type discrete [ 9 ] { 0 1 2 3 4 5 6 7 8 }; }"
        echo "probability ( Z$i | X Y ) { table 1 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
            0 0 0 0 0 0 0 0 0 0 0 0; }"
    done
} | try --max-memory=12000
try <wide.bif --max-memory=0
echo "# nothing stays of what failed; --no-files"
echo "$x probability ( X ) { table 1, 0; }" >good.bif
echo "$x" >bad.bif
"$CATGUT" -k -e 'import "bad.bif" as m with F show X import "good.bif" as m with F show X' 2>&1
"$CATGUT" --no-files -e 'import "good.bif" as m with F' 2>&1
echo "# a sum of many digits"
for digits in 38 900; do
    ones=$(printf "%0${digits}d" 0 | tr 0 1)
    echo "$x probability ( X ) { table 0.$ones, 0.5; }" >long.bif
    "$CATGUT" -e 'import "long.bif" as m with F' 2>&1
done
echo "$x probability ( X ) { table 1$ones, 1; }" >long.bif
"$CATGUT" -e 'import "long.bif" as m with F' 2>&1
"$CATGUT" -e 'import "missing.bif" as m with F' 2>&1
"$CATGUT" --json -e 'import "good.bif" as m with F show F' 2>&1
