# not under valgrind: it packs sources
# not under asan: it packs sources
# The archive of the sources: what git knows, the same each time, and make finds all that it needs
# in it.  `make dist-check` also builds it.
unset MAKEFLAGS MFLAGS MAKELEVEL
cd ../.. || exit 2
known() {
    git -c safe.directory='*' ls-files
}
known >"$SCRATCH/known" 2>/dev/null || exit 77 # no clone
make -s dist PACKAGES="$SCRATCH/one" >/dev/null
(umask 077 && make -s dist PACKAGES="$SCRATCH/two" >/dev/null)
cd "$SCRATCH" || exit 2
cmp one/catgut-*.tar.gz two/catgut-*.tar.gz && echo "the same twice"
tar -xzf one/catgut-*.tar.gz && cd catgut-* || exit 2
find . -type f -o -type l | sed 's,^\./,,' | LC_ALL=C sort >../packed
LC_ALL=C sort ../known | diff - ../packed && echo "what git knows, and nothing else"
mkdir ../bin
ln -s /bin/false ../bin/git
PATH=$SCRATCH/bin:$PATH make -n program | grep -c ' -o build/catgut '
