# States whose numbers are rows: what an import says, and every question asked of them.
cd "$SCRATCH" || exit 2
echo a >a.csv
"$CATGUT" -e 'import "a.csv" as w' 2>&1 | grep -q 'libcsv' && exit 77

cat >lung.diag <<'END'
type Smoking = {smoker, nonsmoker}
type Tar     = {tar, clean}
type Cancer  = {cancer, healthy}
type Gene
model lung {
  latent H : Gene
  S : Smoking <- H
  T : Tar     <- S
  C : Cancer  <- H, T
}
state counted of lung =
    50/100|smoker,tar,cancer>     + 10/100|smoker,tar,healthy> +
     1/100|smoker,clean,cancer>   +  2/100|smoker,clean,healthy> +
    10/100|nonsmoker,tar,cancer>  +  5/100|nonsmoker,tar,healthy> +
     2/100|nonsmoker,clean,cancer> + 20/100|nonsmoker,clean,healthy>
END
# name smokes tar cancer how-often
trial() {
    awk 'BEGIN { print "patient,T,C,S" }
         { for (i = 0; i < $4; i++) print ++n "," $2 "," $3 "," $1 }' <<'END'
smoker tar cancer 50
smoker tar healthy 10
smoker clean cancer 1
smoker clean healthy 2
nonsmoker tar cancer 10
nonsmoker tar healthy 5
nonsmoker clean cancer 2
nonsmoker clean healthy 20
END
}
run() {
    { cat lung.diag; cat; } >script.diag
    "$CATGUT" "$@" script.diag 2>&1
    echo "status $?"
}

trial >trial.csv
echo "# of a model: all that a state can be asked"
run <<'END'
import "trial.csv" as omega of lung
show P(C = cancer | S = smoker) in omega
show P(C | do(S)) in lung from omega
check omega == counted
check P(C | do(S)) in lung from omega == P(C | do(S)) in lung from counted
show marginals() in omega
let s, e = disintegrate(omega, S)
let s1, e1 = disintegrate(counted, S)
check e == e1
identify q = P(C | do(S)) in lung
show q(omega)
let f, t = comb(omega, S -> T)
show t
use lung from omega
show P(C | do(T = tar))
show omega
plot P(S) in omega
draw omega
show 1/2 * omega + 1/2 * counted
END
echo "# no independence of a sample is looked for"
run <<'END'
model chain { S : Smoking  T : Tar <- S  C : Cancer <- T }
import "trial.csv" as omega of chain
show P(C | do(S = smoker)) in chain from omega
END
echo "# without a model"
printf '\357\273\277age;"last;name";ok\r\n30;"O""Neill";1\r\n' >semi.csv
printf '31;Smith;0\r\n29;"O""Neill";1' >>semi.csv
printf 'a\tb\rx y\t,\rx y\t2\r' >tabs.tsv
"$CATGUT" -e 'import "semi.csv" as people' -e 'show people' -e 'import "tabs.tsv" as w' \
    -e 'show w' 2>&1
cp tabs.tsv plain.txt
"$CATGUT" -e 'import "plain.txt" as w from tsv' 2>&1
echo "# what is printed reads back"
"$CATGUT" -e 'import "semi.csv" as people' >types.diag
cat types.diag >again.diag
echo 'import "semi.csv" as people
check people == people' >>again.diag
"$CATGUT" again.diag
echo "# a column that is no variable"
awk 'BEGIN { print "id,x"; for (i = 1; i < 1200; i++) print i "," i % 12 }' >many.csv
"$CATGUT" -e 'import "many.csv" as m' -e 'show P(x = 0) in m'
"$CATGUT" -e 'import "many.csv" as m { half = id { ..599 -> low  600.. -> high } }' \
    -e 'show P(half) in m'
echo "# a block"
cat >raw.csv <<'END'
n,smokes,years,lungs,ill
5,yes,17,tar,NA
10,1,18.5,tar,cancer
20,no,65,clean,healthy
0,no,64,clean,healthy
15,no,-3,tar,
END
cat >block.diag <<'END'
import "raw.csv" as omega of lung {
  S = smokes { yes, 1 -> smoker  no -> nonsmoker }
  T = lungs
  C = ill
  weight n
  missing drop
}
show omega
import "raw.csv" as ages {
  Age = years { ..17 -> minor  18..64 -> adult  65.. -> old }
  weight n
  missing as "not known"
}
show P(Age, ill) in ages
END
run <block.diag
echo "# other words for a missing value; what a case or a type has is a value all the same"
cat >survey.csv <<'END'
X,Y
yes,?
no,98
yes,1
?,1
no,-1
,2
END
run <<'END'
import "survey.csv" as a { missing {"?", 97..99, ..-1} drop }
show a
import "survey.csv" as b {
  Y = Y { 98 -> none  1, 2 -> some }
  missing {"?", 97..99, -1} as unknown
}
show b
END
echo "# compressed"
if command -v gzip >/dev/null; then gzip -c trial.csv >trial.csv.gz; else exit 77; fi
run <<'END'
import "trial.csv.gz" as omega of lung
check omega == counted
END
echo "# abstract types take the labels that are there"
"$CATGUT" -e 'type X type Y' -e 'model m { x : X  smokes : Y <- x }' 2>&1 | head -3
"$CATGUT" -e 'type X' -e 'model m { smokes : X  lungs : X <- smokes }' \
    -e 'import "raw.csv" as w of m { weight n }' -e 'show w' 2>&1
