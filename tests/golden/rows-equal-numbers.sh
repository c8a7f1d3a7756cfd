# An engine that holds 1 and 1.0 equal, and says now the one and now the other.
cd "$SCRATCH" || exit 2
driver=$(ls /usr/lib/*/odbc/libsqlite3odbc.so 2>/dev/null | head -1)
if ! command -v python3 >/dev/null || [ ! -e "$driver" ]; then
    echo "needs python3, and SQLite's driver for ODBC"
    exit 77
fi
"$CATGUT" --allow-odbc -e 'import "odbc:Driver=/no/driver" table t as w' 2>&1 |
    grep -q 'without\|not on this machine' && { echo "there is no ODBC here"; exit 77; }
python3 - <<'END'
import sqlite3
one = sqlite3.connect("one.db")
one.execute("CREATE TABLE t (a, b)")
rows = [(1, "x"), (1.0, "y"), (2, "x"), (1.0, "x"), (1, "y"), (2, "y"), (1.0, "z")]
one.executemany("INSERT INTO t VALUES (?, ?)", rows)
one.commit()
END
cat >ask.diag <<END
import "odbc:Driver=$driver;Database=one.db" table t as w
show P(a | b = z) in w
show w
END
"$CATGUT" --allow-odbc ask.diag 2>&1
