# A state written as rows with counts, and read back; what cannot be written.
cd "$SCRATCH" || exit 2

cat >states.diag <<'END'
type Bit = {0, 1}
type Odd = {"a,b", "say \"no\"", "two\nlines", "x;y", NA, ""}
state fair : Bit = 1/2|0> + 1/2|1>
state one : (n : Bit) * ("odd; name" : Odd) = 1/3|0,"a,b"> + 1/6|1,"say \"no\""> +
  1/6|0,"two\nlines"> + 1/12|1,"x;y"> + 1/12|1,NA> + 1/6|1,"">
state twins : (A : Bit) * (A : Bit) = 1|0,1>
state bytes : ("\xff" : Bit) = fair
state fine : (A : Bit) = (1 / 3^50)|0> + (1 - 1 / 3^50)|1>
channel noisy : Bit -> Bit = { 0 -> 1|0>  1 -> 1/2|0> + 1/2|1> }
model m { A : Bit }
model like { n : Bit  "odd; name" : Odd }
END
run() {
    cat states.diag - >script.diag
    "$CATGUT" "$@" script.diag 2>&1
    echo "status $?"
}

echo "# written, and read back"
run <<'END'
export one to "one.csv"
import "one.csv" as again of like { weight "n'" }
check again == one
export one to "one.TSV"
import "one.TSV" as more of like { weight "n'" }
check more == one
export P(n | "odd; name" = "x;y") in one to "part.csv"
END
cat one.csv part.csv
echo "# a state from rows keeps its counts"
printf 'A,k\n0,2\n1,2\n1,2\n' >rows.csv
run <<'END'
import "rows.csv" as w of m { weight k }
export w to "w.csv"
END
cat w.csv
run --json <<'END'
export one to "one.csv"
END
echo "# what cannot be"
run -k <<'END'
export fair to "fair.csv"
export twins to "twins.csv"
export bytes to "bytes.csv"
export fine to "fine.csv"
export noisy to "noisy.csv"
export one to "one.txt"
export one to "one.csv" as dagitty
export one to "/dev/null" as csv
export 1/2|0> + 1/4|1> to "half.csv"
export 3 to "three.csv"
export m to "m.csv"
import "rows.csv" as w of m
export w to "rows.csv"
export one to "nowhere/one.csv"
END
cat rows.csv
run --no-files <<'END'
export one to "one.csv"
END
ls ./*.csv
