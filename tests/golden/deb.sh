# not under valgrind: it packs the program
# not under asan: it packs the program
# The Debian package: what is in it, that it is the same each time, and that it runs where it is
# unpacked.  `make deb-check` installs it in a bare system.
unset MAKEFLAGS MFLAGS MAKELEVEL
for tool in dpkg-deb dpkg-shlibdeps; do
    command -v $tool >/dev/null || exit 77
done
cd ../.. || exit 2
root=$PWD
for out in one two; do
    [ $out = one ] || umask 077
    make -s deb COMPRESS=none PACKAGES="$SCRATCH/$out" >"$SCRATCH/log" 2>&1 || cat "$SCRATCH/log"
done
cd "$SCRATCH" || exit 2
cmp one/catgut_*.deb two/catgut_*.deb && echo "the same twice"
mv one/catgut_*.deb first.deb
dpkg-deb -f first.deb Package Version Maintainer Depends Recommends Suggests |
    sed 's/ ([^)]*)//g'
dpkg -x first.deb place
dpkg-deb -e first.deb place/DEBIAN
cd place || exit 2
md5sum --quiet -c DEBIAN/md5sums && wc -l <DEBIAN/md5sums >../summed
find usr -type f | wc -l | cmp - ../summed && echo "all files are summed, and as they were"
dpkg-deb -c ../first.deb | awk '{ print substr($1, 2, 9), $2, $6 $7 $8 }' |
    grep -vE '/(examples|stdlib|doc)/..|/$' | sed 's,/lib/[^/]*-linux-[^/]*/,/lib/HERE/,g' |
    sort -k 3
gzip -t usr/share/man/man1/catgut.1.gz && zcat usr/share/doc/catgut/changelog.gz | head -n 1
grep -c 'Permission is hereby granted' usr/share/doc/catgut/copyright
usr/bin/catgut -e 'import "prelude.diag"  show fair'
usr/bin/catgut usr/share/doc/catgut/examples/01-smoking.diag | tail -n 3
HOME=$PWD usr/bin/catgut --install-kernel 2>/dev/null | sed "s,$PWD,HERE,"
sed -n "s,$PWD,HERE,p" .local/share/jupyter/kernels/catgut/kernel.json
! strings -a usr/bin/catgut usr/lib/*/libcatgut.* | grep -F "$root/"
