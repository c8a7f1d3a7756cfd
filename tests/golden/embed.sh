#!/bin/sh
# not under valgrind: it builds a program
# not under asan: the installed library is the plain one
# embed.sh -- the library, installed into an empty prefix: the examples of a program in C, linked
# with the shared and with the static library, and of one in Python; what is installed goes again.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
prefix=$SCRATCH/prefix
unset MAKEFLAGS MFLAGS MAKELEVEL
PKG_CONFIG_PATH=$prefix/lib/pkgconfig
export PKG_CONFIG_PATH
cd "$SCRATCH" || exit 1
make -C "$root" install PREFIX="$prefix" >install.log 2>&1 || { cat install.log; exit 1; }
cp "$root/examples/embed.c" "$root/examples/embed.py" .
${CC:-cc} -Wall -Wextra -Werror embed.c $(pkg-config --cflags --libs catgut) -o shared || exit 1
${CC:-cc} embed.c $(pkg-config --cflags catgut) "$prefix/lib/libcatgut.a" \
    $(pkg-config --static --libs-only-l catgut | sed 's/-lcatgut//') -o static || exit 1
echo "== in C"
LD_LIBRARY_PATH=$prefix/lib ./shared | tee shared.out
./static | cmp - shared.out && echo "the same when linked statically"
echo "== in Python"
python3 embed.py "$prefix/lib/libcatgut.so.0"
echo "== what others see of it"
nm -D --defined-only "$prefix/lib/libcatgut.so.0" | awk '{ print $3 }'
nm -g --defined-only "$prefix/lib/libcatgut.a" |
    awk '$3 != "" && $3 !~ /^catgut_/ { print "and " $3 }'
echo "== its header in C++"
printf '#include <catgut.h>\nint main() { return catgut_version() == 0; }\n' >plus.cc
if command -v c++ >/dev/null 2>&1; then
    c++ -Wall -Wextra -Werror -c plus.cc $(pkg-config --cflags catgut) -o plus.o && echo "compiles"
else
    echo "compiles"
fi
make -C "$root" uninstall PREFIX="$prefix" >/dev/null
find "$prefix" ! -type d
