# Plots as PNG and PDF.
# not under valgrind: cairo's library of fonts keeps some memory to the end
cd "$SCRATCH" || exit 2
cat >images.diag <<'END'
type Bit = {0, 1}
state s : (A : Bit) * (B : Bit) = 1/4|0,0> + 1/4|0,1> + 1/2|1,0>
plot s, s ; swap to "s.png"
plot s, P(B | A) in s, -1/3 to "s.pdf"
plot 1, 2 to "nowhere/s.png"
END
ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0 "$CATGUT" images.diag
head -c 4 s.png | tail -c 3
# the width and height of the picture, two pixels to a unit
od -A n -t u1 -j 16 -N 8 s.png
head -c 5 s.pdf && echo
