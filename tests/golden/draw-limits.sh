# not under valgrind: it measures time
# Drawing knows the limit of time, and ^C, whatever it draws to: status 3 and 130, and no file.
cd "$SCRATCH" || exit 2
awk 'BEGIN {
    srand(1)
    print "type T = {0, 1}\nmodel m {"
    for (i = 0; i < 1900; i++) {
        printf "  V%d : T", i
        for (k = 0; k < 120 && i > 120; k++)
            printf "%s V%d", k ? "," : " <-", i - 120 + k
        print ""
    }
    print "}"
}' >model.diag
said() {
    echo "status $?"
    sed -n '/error:/{s/.*error: //;p;}' out
    ls picture.* 2>/dev/null
}
kinds="svg tex"
"$CATGUT" -e 'model o { } draw o to "try.png"' >/dev/null 2>&1
[ -e try.png ] && kinds="$kinds png pdf"
for kind in $kinds; do
    { cat model.diag; echo "draw m to \"picture.$kind\""; } >all.diag
    (ulimit -t 5; "$CATGUT" --max-time 200ms all.diag >out 2>&1; said) >timed.$kind
    (ulimit -t 5; timeout --preserve-status -s INT 0.5 "$CATGUT" all.diag >out 2>&1; said) \
        >stopped.$kind
    cmp -s timed.svg timed.$kind || cat timed.$kind
    cmp -s stopped.svg stopped.$kind || cat stopped.$kind
done
cat timed.svg stopped.svg
