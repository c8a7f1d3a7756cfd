# What `show` prints of an imported model and of its functor reads back, where its types are
# known, as an equal model with equal numbers.
cp parts/garden.bif parts/rounded.bif "$SCRATCH"
cd "$SCRATCH" || exit 2

back() {
    echo "import \"$1\" as net with means $2" >script.diag
    {
        cat script.diag
        echo show net
        echo show means
    } >shown.diag
    "$CATGUT" shown.diag 2>/dev/null | sed 's/^model net/model twin/
        s/^functor means : net/functor same : twin/' >twin.diag
    {
        cat twin.diag
        echo 'check means(net) == same(twin)'
        echo 'show equivalent(net, twin)'
    } >>script.diag
    "$CATGUT" script.diag 2>/dev/null
    echo "status $?"
}

back garden.bif
back rounded.bif repaired
