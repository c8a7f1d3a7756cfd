#!/bin/sh
# version.sh -- all that say which version this is say what lang/text/version.h says: the header of
# the library, the manual page, and the first heading of doc/CHANGES.md, which has a date.
set -u
cd "$(dirname "$0")/../.." || exit 2
bad=0
version=$(sed -n 's/^#define CATGUT_VERSION "\(.*\)"$/\1/p' lang/text/version.h)

say() {
    echo "$1"
    bad=1
}

# says FILE VERSION
says() {
    [ "$2" = "$version" ] || say "$1: says \`$2\`, not \`$version\`"
}

echo "$version" | grep -qE '^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$' ||
    say "lang/text/version.h: \`$version\` is no semantic version"
says lang/catgut.h "$(sed -n 's/^#define CATGUT_\(MAJOR\|MINOR\|PATCH\) //p' lang/catgut.h |
    paste -s -d .)"
says lang/catgut.h "$(sed -n 's,^/\* "\(.*\)": which library is at work.*,\1,p' lang/catgut.h)"
says doc/catgut.1 "$(sed -n 's/^\.TH CATGUT 1 "" "catgut \(.*\)" "User Commands"$/\1/p' \
    doc/catgut.1)"
says doc/CHANGES.md "$(sed -n 's/^## \(.*\), [0-9]\{4\}-[0-9][0-9]-[0-9][0-9]$/\1/p' \
    doc/CHANGES.md | head -n 1)"
exit $bad
