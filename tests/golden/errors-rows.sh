# Mistakes in tables of rows, and in what an import says of them.
cd "$SCRATCH" || exit 2
echo a >a.csv
"$CATGUT" -e 'import "a.csv" as w' 2>&1 | grep -q 'libcsv' && exit 77

cat >m.diag <<'END'
type Bit = {no, yes}
type Age = {minor, adult}
type Count = {0..3}
model m { X : Bit  Y : Bit <- X }
END
# What stands in the file comes on standard input; $1 is the import, or nothing.
try() {
    cat >rows.csv
    { cat m.diag; echo "${1:-import \"rows.csv\" as w of m}"; } >script.diag
    "$CATGUT" script.diag 2>&1
    echo "status $?"
}
good='X,Y
yes,no
no,no'

echo "# its form"
printf '' | try
printf 'X,Y\nyes,no\nyes\n' | try
printf 'X,Y\nyes,no\n\n"a\nb",no,yes\n' | try
printf 'X,Y\nyes,"no\nno,no\n' | try
printf 'X,Y\nyes,"n"o\n' | try
printf 'X,Y\nyes,n"o\n' | try
printf 'X,Y\nye\0s,no\n' | try
printf '\377\376X\0,\0' | try
printf 'X,Y\nyes,no\ny\351s,no\n' | try
printf 'X,,Y\n' | try
printf 'X,Y,X\n' | try
awk 'BEGIN { printf "X,Y"; for (i = 0; i < 70000; i++) printf ",c%d", i; print "" }' | try
awk 'BEGIN { print "X,Y"; printf "\""; for (i = 0; i < 200000; i++) printf "endless" }' | try
printf 'X,Y\n' | try
echo "# columns"
printf 'x,Y\nyes,no\n' | try
printf 'A,B\nyes,no\n' | try
echo "$good" | try 'import "rows.csv" as w of m { X = Z }'
echo "$good" | try 'import "rows.csv" as w of m { Z = X }'
echo "$good" | try 'import "rows.csv" as w of m { X = X X = Y }'
echo "$good" | try 'import "rows.csv" as w of m { X = Y }'
echo "$good" | try 'import "rows.csv" as w of m { weight X }'
echo "$good" | try 'import "rows.csv" as w of m { weight n }'
awk 'BEGIN { print "id"; for (i = 1; i < 1200; i++) print i }' | try 'import "rows.csv" as w'
echo "# values"
printf 'X,Y\nyes,no\nyess,no\nno,No\n' | try
printf 'X,Y\nyes,no\nyes,maybe\nno,never\nno,maybe\nno,1\n' | try
printf 'X,Y\n1,no\n' | try
printf 'X,Y\n1,1.0\n4,2\n' | try 'type C = {0..3}
model c { X : C  Y : C <- X }
import "rows.csv" as w of c'
echo "$good" | try 'import "rows.csv" as w of m { X = X { yes -> yes } }'
printf 'X,Y\n17,no\n20,yes\n' |
    try 'import "rows.csv" as w of m { X = X { ..18 -> no  15.. -> yes } }'
echo "$good" | try 'import "rows.csv" as w of m { X = X { yes -> yes  no -> nope } }'
echo "# missing values"
printf 'X,Y\nyes,\nno,\nno,NA\nyes,yes\n' | try
printf 'X,Y\nyes,NA\n' | try 'import "rows.csv" as w of m { missing drop }'
printf 'X,Y\nyes,NA\n' | try 'import "rows.csv" as w of m { missing as unknown }'
printf 'X,Y\nyes,NA\n' | try 'import "rows.csv" as w'
echo "# weights"
printf 'X,Y,n\nyes,no,1.5\n' | try 'import "rows.csv" as w of m { weight n }'
printf 'X,Y,n\nyes,no,-1\n' | try 'import "rows.csv" as w of m { weight n }'
printf 'X,Y,n\nyes,no,18446744073709551000\nno,no,1000\n' |
    try 'import "rows.csv" as w of m { weight n }'
printf 'X,Y,n\nyes,no,\n' | try 'import "rows.csv" as w of m { weight n }'
printf 'X,Y,n\nyes,no,0\n' | try 'import "rows.csv" as w of m { weight n }'
echo "# the block"
echo "$good" | try 'import "rows.csv" as w of m { wieght X }'
echo "$good" | try 'import "rows.csv" as w of m { X Y }'
echo "$good" | try 'import "rows.csv" as w of m { missing drop missing drop }'
echo "$good" | try 'import "rows.csv" as w of m { missing gone }'
echo "$good" | try 'import "rows.csv" as w of m { missing {"?"} gone }'
echo "$good" | try 'import "rows.csv" as w of m { missing {9..1} drop }'
echo "$good" | try 'import "rows.csv" as w of m { missing {"?"} }'
echo "$good" | try 'import "rows.csv" as w of m { weight {"?"} n }'
printf 'X,Y\n?,no\nyes,no\n' | try 'import "rows.csv" as w of m { missing {"?"} as unknown }'
echo "$good" | try 'import "rows.csv" as w of m { X = X { 18..17 -> yes } }'
echo "$good" | try 'import "rows.csv" as w of m { X = X { a..b -> yes } }'
echo "$good" | try 'import "rows.csv" as w of m { X = }'
echo "$good" | try 'import "rows.csv" as w of m { X = X { yes } }'
echo "# the statement"
echo "$good" | try 'import "rows.csv"'
echo "$good" | try 'import "rows.csv" as w with F'
echo "$good" | try 'import "rows.csv" table t as w'
echo "$good" | try 'import "x.diag" as w of m'
echo "$good" | try 'import "x.bif" table t as w'
echo "$good" | try 'import "rows.xlsx" as w of m'
echo "$good" | try 'import "none.csv" as w of m'
echo "$good" | try 'import "rows.csv" as w of X'
echo "$good" | try 'import "rows.csv" as Bit of m'
mkdir folder.csv
"$CATGUT" -e 'import "folder.csv" as w' 2>&1
printf '\037\213rubbish' >packed.csv.gz
"$CATGUT" -e 'import "packed.csv.gz" as w' 2>&1
echo "# a statement that failed leaves nothing"
printf 'A,B\n1,\n' >rows.csv
"$CATGUT" -k -e 'import "rows.csv" as w' -e 'type A = {x}' -e 'type B = {x}' -e 'show w' 2>&1
echo "# limits"
awk 'BEGIN { print "a,b,c"; for (i = 0; i < 40000; i++)
             print i % 997 "," (i * 7) % 991 "," (i * 13) % 983 }' >wide.csv
"$CATGUT" -k --max-memory 1M -e 'import "wide.csv" as w' -e 'show P(a = 1) in w' \
    -e 'show P(a = 1, b = 1) in w' -e 'show w' 2>&1
echo "status $?"
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "x"; print "" }' | try 'import "rows.csv" as w'
"$CATGUT" --max-memory 100k -e 'import "wide.csv" as w' 2>&1
echo "status $?"
"$CATGUT" --no-files -e 'import "wide.csv" as w' 2>&1
echo "status $?"
