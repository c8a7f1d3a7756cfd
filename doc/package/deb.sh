#!/bin/sh
# deb.sh -- a Debian package of an installed tree.
#
#   deb.sh VERSION FOLDER     FOLDER/tree is what `make install PREFIX=/usr` copied; the package
#                             becomes FOLDER/catgut_VERSION-1_ARCHITECTURE.deb
#
# SOURCE_DATE_EPOCH is the date of all files.  MAINTAINER may say whose package it is, and COMPRESS
# how it is compressed, in a word of dpkg-deb's -Z.
set -eu
version=$1 tree=$2/tree
here=$(cd "$(dirname "$0")" && pwd)
architecture=$(dpkg --print-architecture)
docs=$tree/usr/share/doc/catgut
lib=$tree/usr/lib/$(dpkg-architecture -q DEB_HOST_MULTIARCH)
: "${MAINTAINER:=the Catgut authors <catgut@localhost>}"
umask 022

# What only a debugger wants goes, and with it the paths of this machine.
strip --strip-unneeded -R .comment "$tree/usr/bin/catgut"
strip --strip-unneeded -R .comment "$lib/"libcatgut.so.*.*
strip --strip-debug --enable-deterministic-archives "$lib/libcatgut.a"

gzip -9n "$tree/usr/share/man/man1/catgut.1"
mv "$docs/CHANGES.md" "$docs/changelog"
date=$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
printf 'catgut (%s-1) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- %s  %s\n' \
    "$version" "$MAINTAINER" "$date" >"$docs/changelog.Debian"
gzip -9n "$docs/changelog" "$docs/changelog.Debian"
{
    cat "$here/copyright"
    sed -n '/^Permission/,$p' "$docs/LICENSE" | sed 's/^$/./; s/^/ /'
} >"$docs/copyright"
rm "$docs/LICENSE"

# One small package, for those who run programs that use the library and for those who write them.
mkdir -p "$tree/usr/share/lintian/overrides"
printf 'catgut: %s *\n' link-to-shared-library-in-wrong-package \
    package-name-doesnt-match-sonames initial-upload-closes-no-bugs \
    >"$tree/usr/share/lintian/overrides/catgut"

# The libraries that are linked, as dpkg knows their packages; it wants to see a source package.
mkdir -p "$2/debian" "$tree/DEBIAN"
printf 'Source: catgut\n\nPackage: catgut\nArchitecture: any\n' >"$2/debian/control"
depends=$(cd "$2" && dpkg-shlibdeps -O tree/usr/bin/catgut "${lib#"$2/"}"/libcatgut.so.*.* |
    sed -n 's/^shlibs:Depends=//p')
echo "libcatgut ${version%%.*} catgut (>= $version)" >"$tree/DEBIAN/shlibs"
echo 'activate-noawait ldconfig' >"$tree/DEBIAN/triggers"
cat >"$tree/DEBIAN/control" <<END
Package: catgut
Version: $version-1
Architecture: $architecture
Maintainer: $MAINTAINER
Installed-Size: $(du -k -s --apparent-size "$tree/usr" | cut -f 1)
Depends: $depends
Recommends: libcairo2, libcdd0d, libcsv3, libexpat1, libjansson4, libreadline8, libsqlite3-0, zlib1g
Suggests: libodbc2, python3-ipykernel
Section: math
Priority: optional
Description: causal reasoning with string diagrams, exactly
 A small language in which causal structures are written as string diagrams,
 get exact rational meaning, and are cut: what is seen, what would happen if
 something were done, whether observation can tell, and a proof where it
 cannot.
 .
 The package has the program, its prompt, lessons and documents, a kernel for
 Jupyter, and the library with its header.
END
(cd "$tree" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$tree/DEBIAN/md5sums"

find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
DPKG_DEB_THREADS_MAX=1 dpkg-deb --root-owner-group -Z"${COMPRESS:-xz}" --build "$tree" \
    "$2/catgut_$version-1_$architecture.deb"
