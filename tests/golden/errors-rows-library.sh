# Tables where the machine has no libcsv: a file of that name that is none stands first.
cd "$SCRATCH" || exit 2
mkdir -p none
for library in libcsv.so.3 libcsv.so; do
    echo 'no library' >"none/$library"
done
echo x >x.csv
LD_LIBRARY_PATH=none "$CATGUT" -e 'import "x.csv" as w' 2>&1
echo 'show 1' >x.diag
LD_LIBRARY_PATH=none "$CATGUT" x.diag
