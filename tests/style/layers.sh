#!/bin/sh
# layers.sh -- who may include whom.  Prints each breach, and fails when there is one.
#
#   lang -> surgery, network, show, io -> diagram, num -> base
#
# A file includes its own folder and folders of lower layers; folders of one layer do not see
# each other.  <gmp.h> stands in num/ and network/ only, <mpfr.h> in one file, cairo in
# runtime/show/paint.c, readline in lang/prompt/repl.c alone.  The runtime neither prints nor
# ends the program (memory.c, which does when the system refuses memory, is the exception), and the
# exact parts know no double.
set -u
cd "$(dirname "$0")/../.." || exit 2

includes() {
    find runtime lang \( -name '*.c' -o -name '*.h' -o -name '*.y' \) -exec \
        grep -HnE '^[[:space:]]*#[[:space:]]*include' {} + | LC_ALL=C sort
}

include_breaches() {
    includes | awk '
        BEGIN {
            layer["base"] = 1
            layer["diagram"] = layer["num"] = 2
            layer["surgery"] = layer["network"] = layer["show"] = layer["io"] = 3
            layer["lang"] = 4
        }
        function breach(why) { print place ": " why; bad = 1 }
        {
            split($0, part, ":")
            file = part[1]
            place = file ":" part[2]
            split(file, step, "/")
            own = step[1] == "runtime" ? step[2] : step[1]
            if (!match($0, /[<"][^>"]*[>"]/)) {
                breach("an include this script cannot read")
                next
            }
            name = substr($0, RSTART + 1, RLENGTH - 2)
            angle = substr($0, RSTART, 1) == "<"
            if (!(own in layer))
                breach("the folder " own " has no layer")
            else if (name == "gmp.h" && own != "num" && own != "network")
                breach("gmp.h belongs to num/ and network/")
            else if (name == "mpfr.h")
                mpfr[file] = place
            else if (name ~ /^readline\// && file != "lang/prompt/repl.c")
                breach("readline belongs to lang/prompt/repl.c")
            else if (name ~ /^cairo/ && file != "runtime/show/paint.c")
                breach("cairo belongs to runtime/show/paint.c")
            if (angle || (own == "lang" && name == "build/grammar.h"))
                next
            count = split(name, step, "/")
            folder = count == 1 ? own : step[1]
            if (folder == "runtime" || folder == ".." || folder == "tests" || !(folder in layer))
                breach("\"" name "\" is not written as FOLDER/FILE of a layer")
            else if (folder != own && layer[folder] >= layer[own])
                breach(own " does not see " folder)
        }
        END {
            n = 0
            for (file in mpfr) n++
            if (n > 1)
                for (file in mpfr) print mpfr[file] ": mpfr.h belongs to one file, here it is in " n
            exit bad || n > 1
        }'
}

# Source lines without comments and strings, as file:line:text.
bare() {
    find "$@" \( -name '*.c' -o -name '*.h' \) | LC_ALL=C sort | xargs -r awk '
        FNR == 1 { comment = 0 }
        {
            line = $0
            gsub(/\\./, "", line)
            gsub(/"[^"]*"/, "\"\"", line)
            sub(/__attribute__\(\(.*\)\)/, "", line)
            out = ""
            while (line != "") {
                if (comment) {
                    if (!(i = index(line, "*/"))) break
                    line = substr(line, i + 2)
                    comment = 0
                } else if (i = index(line, "/*")) {
                    out = out substr(line, 1, i - 1)
                    line = substr(line, i + 2)
                    comment = 1
                } else {
                    out = out line
                    break
                }
            }
            sub(/\/\/.*/, "", out)
            print FILENAME ":" FNR ":" out
        }'
}

bad=0
speech='printf|vprintf|puts|putchar|perror|exit|_Exit|abort|longjmp|stdout|stderr'
include_breaches || bad=1
if bare runtime | grep -v '^runtime/base/memory\.c:' | grep -wE "$speech"; then
    echo "the runtime neither prints nor ends the program"
    bad=1
fi
if bare runtime/num runtime/diagram runtime/surgery |
    grep -wE 'double|float|mpq_get_d|mpq_set_d|strtod|atof'; then
    echo "exact parts know no double"
    bad=1
fi
exit $bad
