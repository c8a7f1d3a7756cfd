#!/bin/sh
# form.sh -- the form of the sources, as doc/style.md asks.  Prints each breach as file:line.
#
# Functions of at most 60 lines (but for one flat switch, with `/* flat switch */` right above
# it), files of at most 900, lines of at most 100 columns, no tabs, no marks of work left, no
# path of one machine, the top folder as agreed, and in every folder a README that names its files.
set -u
cd "$(dirname "$0")/../.." || exit 2
bad=0

# Source files of the kinds that are given, by name.
sources() {
    for suffix in "$@"; do
        find lang runtime stdlib examples tests -name "*.$suffix" -type f
    done | LC_ALL=C sort
}

report() {
    while read -r line; do
        echo "$line: $1"
        echo >>"$breaches"
    done
}

long_functions() {
    sources c h | xargs -r awk '
        FNR == 1 { start = flat = 0 }
        /flat switch \*\/$/ { flat = 1 }
        /^$/ { flat = 0 }
        /^[A-Za-z_]/ { head = FNR }
        /^\{/ { start = head ? head : FNR }
        /^\}/ {
            if (start && FNR - start + 1 > 60 && !flat)
                print FILENAME ":" start ": " FNR - start + 1 " lines"
            start = head = flat = 0
        }'
}

long_files() {
    sources c h y sh | xargs -r wc -l |
        awk '$2 != "total" && $1 > 900 { print $2 ": " $1 " lines" }'
}

# Columns are characters: the later bytes of one in UTF-8 do not count.
long_lines() {
    sources c h y sh diag | grep -v '^tests/golden/.*\.diag$' | LC_ALL=C xargs -r awk '
        { line = $0; gsub(/[\200-\277]/, "", line) }
        length(line) > 100 { print FILENAME ":" FNR }'
}

tabs() {
    sources c h y sh diag | grep -v '^tests/golden/.*\.diag$' |
        xargs -r grep -Hn "$(printf '\t')" | cut -d : -f 1,2
}

# What has words of ours in it: golden and fuzz inputs may hold anything.
texts() {
    find Makefile README.md lang runtime stdlib examples doc tests -type f \
        ! -path 'tests/golden/*.diag' ! -path 'tests/golden/*.in' ! -path 'tests/golden/*.expect' \
        ! -path 'tests/fuzz/corpus/*' ! -path 'tests/style/form.sh' | LC_ALL=C sort
}

marks() {
    texts | xargs -r grep -HnwE 'TODO|FIXME|XXX|HACK' | cut -d : -f 1,2
}

machine_paths() {
    texts | xargs -r grep -HnE '(^|[^A-Za-z0-9_.])/(home|root|work|farm|Users)/' | cut -d : -f 1,2
}

top_level() {
    for entry in *; do
        case $entry in
        Makefile|README.md|LICENSE|lang|runtime|stdlib|examples|tests|doc|build) ;;
        *) echo "$entry" ;;
        esac
    done
}

folders() {
    find lang runtime stdlib examples doc tests -type d ! -path 'tests/golden/*' \
        ! -path 'tests/fuzz/*' | LC_ALL=C sort
}

folders_without_readme() {
    for folder in $(folders); do
        [ -e "$folder/README.md" ] || echo "$folder"
    done
}

# The tests' own files need no line each: their folders say what kind they are.
unnamed_files() {
    for folder in $(folders | grep -v '^tests'); do
        [ -e "$folder/README.md" ] || continue
        find "$folder" -maxdepth 1 -type f ! -name README.md | LC_ALL=C sort |
        while read -r file; do
            stem=$(basename "$file")
            grep -qwF -e "${stem%.*}" "$folder/README.md" || echo "$file"
        done
    done
}

breaches=$(mktemp)
trap 'rm -f "$breaches"' EXIT
long_functions | report "a function of more than 60"
long_files | report "a file of more than 900"
long_lines | report "more than 100 columns"
tabs | report "a tab"
marks | report "a mark of work left"
machine_paths | report "a path of one machine"
top_level | report "does not belong to the top folder"
folders_without_readme | report "a folder without README.md"
unnamed_files | report "not named in its folder's README.md"
[ ! -s "$breaches" ] || bad=1
exit $bad
