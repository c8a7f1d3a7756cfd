# Samples in files: the rows in the order in which they were drawn, and read back.
cd "$SCRATCH" || exit 2

cat >states.diag <<'END'
type Bit = {0, 1}
type Odd = {"a,b", "say \"no\"", "two\nlines", "x;y", NA, ""}
state one : (n : Bit) * ("odd; name" : Odd) = 1/3|0,"a,b"> + 1/6|1,"say \"no\""> +
  1/6|0,"two\nlines"> + 1/12|1,"x;y"> + 1/12|1,NA> + 1/6|1,"">
state alone : (O : Odd) = uniform
model like { n : Bit  "odd; name" : Odd }
model single { O : Odd }
END
run() {
    cat states.diag - >script.diag
    "$CATGUT" "$@" script.diag 2>&1
    echo "status $?"
}

echo "# written, and read back"
run <<'END'
sample s = 12 of one seed 1 to "one.csv"
import "one.csv" as again of like
check again == s
sample t = 12 of one seed 2 to "one.TSV"
import "one.TSV" as more of like
check more == t
sample 12 of one seed 2 to "one.csv"
END
cat one.csv
echo "# not over a file that was read, but over one that was written"
run <<'END'
sample u = 20 of alone seed 1 to "alone.csv"
sample u' = 20 of alone seed 1 to "alone.csv"
import "alone.csv" as back of single
check back == u
sample 12 of alone seed 2 to "alone.csv"
END
cat alone.csv
echo "# labels that are no text"
run <<'END'
type Bytes = {"\xff", fine}
state bytes : (B : Bytes) = uniform
sample 10 of bytes seed 1 to "bytes.csv"
END
echo "# limits"
run --max-time 1s <<'END'
sample 1000000000 of |0> seed 1
END
run --max-memory 1M <<'END'
sample 10000000 of one seed 1
END
run --max-output 1k <<'END'
sample 10000 of uniform[Bit * Bit * Bit * Bit * Bit * Bit * Bit * Bit] seed 1
END
run --no-files <<'END'
sample 10 of one seed 1 to "x.csv"
END
echo "# as JSON"
run --json <<'END'
sample 4 of one seed 1
sample v = 4 of one seed 1
sample 4 of one seed 1 to "v.csv"
sample 4 of P(n | n = 2) in one seed 1
END
