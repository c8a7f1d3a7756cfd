# Models written as graphs for other programs, and what is said where that cannot be.
cd "$SCRATCH" || exit 2
echo a >a.csv
"$CATGUT" -e 'import "a.csv" as w' 2>&1 | grep -q 'libcsv' && exit 77
rm a.csv

cat >models.diag <<'END'
type Bit = {0, 1}
type Gene
type X
type Y
type Alone
model lung {
  latent H : Gene
  S : Bit <- H
  T : Bit <- S
  C : Bit <- T, H
  S <-> C
  T <-> S
}
model plain {
  Y : Y <- X
  X : X
  Alone : Alone
}
model odd {
  "a \"quoted\" name" : Bit <- "größe", "two words", "x.1", edge
  "größe" : Bit
  "two words" : Bit
  "x.1" : Bit
  edge : Bit
  "dag" : Bit
  "tom & \\jerry <b>" : Bit <- "dag"
}
END

# both ways: what is written, and what is read again, in the format of the ending
both() {
    echo "# $1 as $2"
    {
        echo 'import "models.diag"'
        echo "export $1 to \"g.$2\""
    } >write.diag
    "$CATGUT" write.diag 2>&1
    cat "g.$2"
    "$CATGUT" -e 'type Bit = {0, 1}' -e "import \"g.$2\" as back of Bit" -e 'show back' 2>&1
}

for format in dag dot gml edges; do
    both lung "$format"
    both plain "$format"
    both odd "$format"
done
both lung lav
both plain lav

echo "# source of other languages"
cat >source.diag <<'END'
import "models.diag"
model confounded {
  latent U1 : Gene
  "a 'quoted' name" : Bit <- U1
  B : Bit <- "a 'quoted' name", U1
  C : Bit
  "a 'quoted' name" <-> B
  B <-> C
}
model "two words" { A : Bit }
model lambda { A : Bit }
export confounded to "dagitty.R"
export confounded to "bnlearn.R" as bnlearn
export confounded to "pgmpy.py"
export "two words" to "words.R" as dagitty
export lambda to "lambda.py"
END
"$CATGUT" source.diag
cat dagitty.R bnlearn.R pgmpy.py words.R lambda.py

echo "# what only some can say"
cat >some.diag <<'END'
type A
model m { A : A  latent H : A <- A  latent G : A }
export m to "some.lav"
export m to "some.csv"
model big { Y : A  "a b" : A }
export big to "some.lav"
END
"$CATGUT" some.diag
cat some.lav some.csv

echo "# surgery"
cat >cut.diag <<'END'
import "models.diag"
export cut(lung, S) to "cut.dag"
export do(lung, T := uniform) to "do.dag"
export do(lung, C) to "open.dag"
END
"$CATGUT" cut.diag
cat cut.dag do.dag open.dag
"$CATGUT" --json cut.diag

echo "# what cannot be exported"
cat >wrong.diag <<'END'
import "models.diag"
import "cut.dag" as read
export 1/2 to "x.dag"
export uniform[Bit] to "x.dag"
export plain with plain to "x.dag"
export plain to "x.txt"
export plain to "x"
export plain to "x.txt" as dagitty
export plain to "x.dot" as dagitty
export plain to "x.dag" as dagity
export plain to "x.bif" as bif
export plain to "cut.dag"
export plain to "models.diag"
export plain to "nowhere/x.dag"
export nobody to "x.dag"
model bad { "ends in \\" : Bit }
export bad to "bad.dag"
model nodes { node : Bit }
export nodes to "bad.dag"
model controls { "a\x01" : Bit }
export controls to "bad.dot"
model slashes { "a\\\"" : Bit }
export slashes to "bad.dot"
END
"$CATGUT" -k wrong.diag 2>&1
"$CATGUT" --no-files -e 'type A' -e 'model plain { A : A }' -e 'export plain to "x.dag"' 2>&1
"$CATGUT" --max-output=10 -e 'type A' -e 'model plain { A : A }' -e 'export plain to "x.dag"' 2>&1
ls
