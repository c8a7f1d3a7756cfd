#!/bin/sh
# not under valgrind: it builds a program
# extend.sh -- the example of doc/extending.md is built and run as it stands there, in a copy of the
# tree: its own folder, one line in lang/language.c, one keyword.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
copy=$SCRATCH/tree
mkdir -p "$copy/build" || exit 1
parts="Makefile lang runtime doc/errors.md build/obj build/flags build/grammar.c build/grammar.h"
[ ! -e "$root/build/error_topics.c" ] || parts="$parts build/error_topics.c"
(cd "$root" && tar cf - $parts) | (cd "$copy" && tar xf -) || exit 1

# block N LANGUAGE: the N-th block of the page in that language.
block() {
    awk -v n="$1" -v open="\`\`\`$2" '
        $0 == open { inside = ++count == n; next }
        /^```/ { inside = 0 }
        inside' "$root/doc/extending.md"
}

# insert LINE BEGIN FILE: the line as one more of a macro's list, before the last row that begins
# so.
insert() {
    awk -v line="$1" -v begin="$2" '
        { text[NR] = $0; if (index($0, begin) == 1) last = NR }
        END { for (i = 1; i <= NR; i++) { if (i == last) print line " \\"; print text[i] } }' \
        "$3" >"$3.new" && mv "$3.new" "$3"
}

cd "$copy" || exit 1
mkdir lang/odds
block 1 c >lang/odds/odds.c
insert "$(block 2 c)" '    CAPABILITY(' lang/language.c
insert "$(block 3 c)" '    ACTION(' runtime/diagram/keyword.h
unset MAKEFLAGS MFLAGS MAKELEVEL
make program >build.log 2>&1 || { tail -n 30 build.log; exit 1; }
grep -E 'warning|error' build.log && exit 1
echo "lines outside its folder:"
for file in lang/language.c runtime/diagram/keyword.h; do
    echo "  $file $(diff "$root/$file" "$file" | grep -c '^[<>]')"
done
block 1 diag >odds.diag
echo "what it prints:"
build/catgut odds.diag 2>err
echo "status $?"
cat err
echo "what the page says:"
block 1 text
