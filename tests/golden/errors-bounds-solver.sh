# Bounds where the machine has no cddlib: a file of that name that is none stands first.
cd "$SCRATCH" || exit 2
mkdir -p none
for library in libcddgmp.so.0 libcddgmp.so; do
    echo 'no library' >"none/$library"
done
LD_LIBRARY_PATH=none "$CATGUT" -e 'type Bit = {0, 1}
model bow { X : Bit  Y : Bit <- X  X <-> Y }
state seen : (X : Bit) * (Y : Bit) = uniform
bounds P(Y = 1 | do(X = 1)) in bow from seen' 2>&1
echo "status $?"

# Without it a refusal of `show` says that there would be numbers.
LD_LIBRARY_PATH=none "$CATGUT" -e 'type Bit = {0, 1}
model m { X : Bit = uniform  Y : Bit <- X }
functor F : m { Y = { 0 -> 4/5|0> + 1/5|1>  1 -> 3/10|0> + 7/10|1> } }
show P(Y[X = 0] = 0, Y[X = 1] = 1) in m with F' 2>&1
echo "status $?"
