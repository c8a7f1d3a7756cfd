#!/bin/sh
# libraries.sh -- builds what the engine links when it is WebAssembly, from Debian's sources:
#
#   libraries.sh FOLDER LLVM           headers and archives in FOLDER/include and FOLDER/lib
#   libraries.sh FOLDER LLVM --fetch   their sources alone
#
# LLVM is the version of clang.  The sources are asked of the places from which this machine gets
# its packages, with lists of our own, so nothing of the system changes; who has them already puts
# the .orig.tar files into FOLDER/sources.
set -eu
mkdir -p "$1/sources/lists/partial" "$1/sources/cache/archives/partial" "$1/include/cddlib" "$1/lib"
here=$(cd "$1" && pwd)
llvm=$2
AR=llvm-ar-$llvm
CC="clang-$llvm --target=wasm32-wasi --sysroot=/usr"
CFLAGS="-O2 -D_LONG_LONG_LIMB=1 -D_WASI_EMULATED_SIGNAL" # limbs of 64 bits
jobs=$(nproc 2>/dev/null || echo 2)

has() {
    ls "$here/sources/$1"_*.orig.tar.* >/dev/null 2>&1
}

fetch() {
    for package in gmp mpfr4 libcsv expat cddlib; do
        has $package || set -- "$@" $package
    done
    [ $# -gt 0 ] || return 0
    cd "$here/sources"
    apt-get indextargets --format 'deb-src $(SITE) $(RELEASE) main' 'Created-By: Packages' \
        'Origin: Debian' | sort -u >sources.list
    own="-q -o Dir::Etc::SourceList=$here/sources/sources.list -o Dir::Etc::SourceParts=/dev/null
        -o Dir::State::Lists=$here/sources/lists -o Dir::Cache=$here/sources/cache
        -o APT::Sandbox::User=$(id -un)"
    # shellcheck disable=SC2086  # a list of options
    apt-get $own update
    # shellcheck disable=SC2086
    apt-get $own source --tar-only "$@"
}

# unpack PACKAGE: its sources, in a folder of its own, where one is then.
unpack() {
    echo "WASM $1"
    rm -rf "$here/$1"
    mkdir "$here/$1"
    tar xf "$here/sources/$1"_*.orig.tar.* -C "$here/$1" --strip-components 1
    cd "$here/$1"
}

# quietly COMMAND...: what it says goes to a log, which is shown when it fails.
quietly() {
    "$@" >>"$here/log" 2>&1 || { tail -n 30 "$here/log"; exit 1; }
}

configure() {
    quietly ./configure --host=none-none-none --disable-shared "$@" CC="$CC" CFLAGS="$CFLAGS" \
        AR="$AR" RANLIB="llvm-ranlib-$llvm" NM="llvm-nm-$llvm" CC_FOR_BUILD="${BUILD_CC:-cc}"
}

# archive NAME FILE.c...: compiles these and packs them.
archive() {
    name=$1
    shift
    # shellcheck disable=SC2086  # a command and its words
    quietly $CC $CFLAGS $flags -I"$here/include" -c "$@"
    quietly "$AR" rcs "$here/lib/lib$name.a" ./*.o
}

fetch
[ "${3:-}" != --fetch ] || exit 0
rm -f "$here/log"

unpack gmp # Debian leaves out its manual, of which configure wants to hear
mkdir -p doc
touch doc/Makefile.in
configure --disable-assembly
quietly make -j"$jobs" SUBDIRS="mpn mpz mpq mpf printf scanf rand ."
cp gmp.h "$here/include"
cp .libs/libgmp.a "$here/lib"

unpack mpfr4
configure --disable-thread-safe --with-gmp="$here" LDFLAGS=-lwasi-emulated-signal
quietly make -j"$jobs" -C src libmpfr.la
cp src/mpfr.h "$here/include"
cp src/.libs/libmpfr.a "$here/lib"

unpack libcsv
cp csv.h "$here/include"
flags='' archive csv libcsv.c

unpack expat
cd expat/lib
cp expat.h expat_external.h "$here/include"
: >expat_config.h
flags='-I. -DXML_GE=1 -DXML_DTD -DXML_NS -DXML_CONTEXT_BYTES=1024 -DHAVE_MEMMOVE -DXML_POOR_ENTROPY
    -D_WASI_EMULATED_GETPID
    -DBYTEORDER=1234'
archive expat xmlparse.c xmlrole.c xmltok.c

unpack cddlib
cd lib-src
for file in cdd*; do # its parts with floating point have the same text and other names
    case $file in *_f.*) continue ;; esac
    sed 's/dd_/ddf_/g; s/cddf_/cdd_/g; s/mytype/myfloat/g; s/GMPRATIONAL/ddf_GMPRATIONAL/g
        s/#include "\(cdd[a-z]*\)\.h"/#include "\1_f.h"/; s/__CDD_H/__CDD_HF/; s/__CDD_HFF/__CDD_HF/
        s/__CDDMP_H/_CDDMP_HF/; s/__CDDTYPES_H/_CDDTYPES_HF/
        s/ARITHMETIC/ddf_ARITHMETIC/g; s/CDOUBLE/ddf_CDOUBLE/g' \
        "$file" >"${file%.*}_f.${file##*.}"
done
cp ./*.h "$here/include/cddlib"
flags="-DGMPRATIONAL -Dset_write=cdd_set_write" archive cddgmp cdd*.c setoper.c
