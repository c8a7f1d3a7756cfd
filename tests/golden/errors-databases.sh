# Tables of databases: what they refuse, and that nobody sees a connection string.
cd "$SCRATCH" || exit 2
command -v python3 >/dev/null || { echo "python3 is not installed"; exit 77; }
python3 -c 'import sqlite3' 2>/dev/null || { echo "python3 has no sqlite3"; exit 77; }
"$CATGUT" --allow-odbc -e 'import "odbc:Driver=/no/driver" table t as w' 2>&1 |
    grep -q 'without\|not on this machine' && { echo "there is no ODBC here"; exit 77; }

sql() {
    rm -f "$1"
    python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])' "$@"
}
sql clinic.db 'CREATE TABLE visits (S, n); CREATE VIEW seen AS SELECT S FROM visits;
               INSERT INTO visits VALUES ("yes", 3), ("no", 2), ("no", 4), (NULL, 1)'
sql many.db "$(for i in 1 2 3 4 5 6 7; do echo "CREATE TABLE a$i (x);"; done)"
sql none.db ''
sql odd.db 'CREATE TABLE b (x); INSERT INTO b VALUES (x'"'00'"'); CREATE TABLE w (x, n);
            INSERT INTO w VALUES ("a", 1.5); CREATE TABLE u (x);
            INSERT INTO u VALUES (CAST(x'"'ff'"' AS TEXT)); CREATE TABLE e (x)'
try() {
    "$CATGUT" "$@" 2>&1
    echo "status $?"
}

echo "# a table"
try -e 'import "clinic.db" table visits as w { weight n  missing drop }' -e 'show w'
try -e 'import "clinic.db" table Visits as w { weight n  missing as no }' -e 'show w'
try -e 'type B = {yes, no}' -e 'model m { S : B }' --stage=plan \
    -e 'import "clinic.db" table seen as w of m { missing drop }' -e 'show P(S) in w'
echo "# which table"
for table in visit sen 'table' sqlite_master 'visits"; DROP TABLE visits; --'; do
    try -e "import \"clinic.db\" table \"$(printf %s "$table" | sed 's/"/\\"/g')\" as w"
done
try -e 'import "clinic.db" as w'
try -e 'import "many.db" table b as w'
try -e 'import "many.db" table other as w'
try -e 'import "none.db" table t as w'
echo "# what is no database, and what no text"
echo "type B = {yes, no}" >text.db
mkdir folder.db
for file in text.db folder.db missing.db; do
    try -e "import \"$file\" table t as w"
done
try -e 'import "odd.db" table b as w'
try -e 'import "odd.db" table w as w { weight n }'
try -e 'import "odd.db" table u as w'
try -e 'import "odd.db" table e as w'
echo "# a table that has changed"
cat >change.sh <<END
python3 -c 'import sqlite3
with sqlite3.connect("clinic.db") as db: db.execute("INSERT INTO visits VALUES (\"yes\", 1)")'
END
mkfifo ask
: >told
"$CATGUT" -i <ask >told 2>&1 &
{
    echo 'import "clinic.db" table visits as w { weight n  missing drop }'
    echo 'show P(S) in w'
    echo 'import "clinic.db" table visits as v { weight n  missing drop }'
    until grep -q '^# v' told; do sleep 0.05; done
    sh change.sh
    echo 'show P(S) in v'
} >ask
wait $!
echo "status $?"
cat told
echo "# permission"
try -e 'import "odbc:DSN=warehouse" table t as w'
try --no-files --allow-odbc -e 'import "odbc:DSN=warehouse" table t as w'
try --no-files -e 'import "clinic.db" table visits as w'
echo "# connection strings"
secret='odbc:Driver=/no/geheim.so;UID=me;PWD=geheim'
try --allow-odbc -e "import \"$secret\" table t as w"
try --allow-odbc -e 'import "odbc:" table t as w'
try --allow-odbc -e 'import "odbc:******" table t as w'
try --allow-odbc -e 'import "\x6fdbc:DSN=a;PWD=geheim" table t as w'
try --allow-odbc -e 'import "odbc\x3aDSN=a;PWD=geheim" table t as w'
try --allow-odbc -e 'import "odbc:DSN=warehouse" table t as w'
{
    "$CATGUT" --allow-odbc -e "import \"$secret\" table t as w"
    "$CATGUT" -e "import \"$secret\" table t as w"
    "$CATGUT" --allow-odbc -e "import \"$secret\" as w of"
    "$CATGUT" --allow-odbc -e "import \"$secret\" as"
    "$CATGUT" --allow-odbc -e "import \"$secret"
    "$CATGUT" --allow-odbc -e "import $secret table t as w"
    "$CATGUT" --allow-odbc -e "import \"$secret\" table t as w { x = y } show )"
    "$CATGUT" --allow-odbc -e "let x = \"$secret\""
    for how in --json --stage=tokens --stage=ast --stage=plan --report=page.html; do
        "$CATGUT" --allow-odbc "$how" -e "# $secret" -e "import \"$secret\" table t as w"
    done
    printf 'import "%s" table t as w\nlet x = 1\n:save saved.diag\n' "$secret" |
        "$CATGUT" --allow-odbc -i
    cat page.html saved.diag
} >all 2>&1
echo "$(grep -c 'odbc:\*' all) lines hide something, $(grep -c geheim all) show it"
