#!/bin/sh
# headers.sh -- every header compiles alone, so that includes can stand in any order.
set -u
cd "$(dirname "$0")/../.." || exit 2
bad=0
for header in $(find runtime lang -name '*.h' | LC_ALL=C sort); do
    echo "#include \"${header#runtime/}\"" |
        "${CC:-cc}" -std=c11 -D_XOPEN_SOURCE=700 -Wall -Wextra -Wpedantic -Werror \
            -Iruntime -I. -Ilang -Ibuild -fsyntax-only -x c - || bad=1
done
exit $bad
