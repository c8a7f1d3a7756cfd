#!/bin/sh
# headers.sh -- every header compiles alone, so that includes can stand in any order.  One of macros
# alone declares nothing, which C does not allow: another declaration stands behind each.
set -u
cd "$(dirname "$0")/../.." || exit 2
bad=0
for header in $(find runtime lang -name "*.h" ! -path "lang/web/include/*" | LC_ALL=C sort); do
    [ -e "$header" ] || continue
    printf '#include "%s"\nextern int more;\n' "${header#runtime/}" |
        "${CC:-cc}" -std=c11 -D_XOPEN_SOURCE=700 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
            -Wstrict-prototypes -Wwrite-strings -Wvla -Werror \
            -Iruntime -I. -Ilang -Ibuild -fsyntax-only -x c - || bad=1
done
exit $bad
