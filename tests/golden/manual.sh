# The manual page has every option of --help, and no other; and nothing is wrong with its form.
page=../../doc/catgut.1
options() {
    grep -oE -e '(^|[ ,[])--?[A-Za-z][A-Za-z-]*' | tr -d ' ,[' | sort -u
}
"$CATGUT" --help | sed -n '/^  -/s/   .*//p' | options >"$SCRATCH/help"
sed -n '/^\.SH OPTIONS/,/^\.SH EXIT/p' "$page" | sed -n '/^\.TP/{n;s/\\-/-/g;s/"//g;p;}' | options \
    >"$SCRATCH/page"
[ -s "$SCRATCH/help" ] && diff "$SCRATCH/help" "$SCRATCH/page" &&
    echo "the page has the options of --help, and no other"
! command -v groff >/dev/null || groff -man -Tutf8 -ww -z "$page" 2>&1
