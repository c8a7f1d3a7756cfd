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
