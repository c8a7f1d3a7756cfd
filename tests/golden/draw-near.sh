# Of a model that has no room a picture shows what is near to the cut and to what is asked.
cd "$SCRATCH" || exit 2
model=$(awk 'BEGIN {
    print "type T = {0, 1}\nmodel m {"
    for (i = 0; i < 60; i++) {
        printf "  Variable%d : T", i
        if (i)
            printf " <- Variable%d", (i - 1) / 2
        if (i > 40)
            printf ", Variable%d", i - 40
        print ""
    }
    print "}"
}')
"$CATGUT" -e "$model" -e 'draw cut(m, Variable50)'
"$CATGUT" -e "$model" -e 'explain P(Variable57 | do(Variable50)) in m' |
    sed -n '/before/,/left out/p'
"$CATGUT" -e "$model" -e 'draw m, cut(m, Variable50) as graph'
