#!/bin/sh
# layers.sh -- who may include whom.  Prints each breach, and fails when there is one.
#
# A file includes its own folder and the folders of lower floors; folders of one floor do not see
# each other, and no module includes itself by way of others (a .c and the .h of its name are one
# module).  <gmp.h> stands in four folders (and in one for browsers), <mpfr.h> in one file; cairo,
# cddlib, libcsv, expat, SQLite, ODBC, jansson and readline in one each.
# The runtime neither prints nor ends the program (memory.c, which does when the system refuses
# memory, is the exception), and knows no double but for what cairo wants, as a carrier of whole
# numbers where no sum is rounded, and where what is rounded is counted and each digit proven.
# What serves people and programs sees of all this lang/catgut.h alone, and helpers that know no
# session: base/, lang/text/, the writer of JSON, and which kernels the processor has.
set -u
cd "$(dirname "$0")/../.." || exit 2

# The floors of the house, from top to bottom; a folder of the runtime goes by its own name, and a
# folder of lang/ that is not named here stands on the highest floor below lang itself.
# lang/program are the files of lang that are no part of the library.
floors='
lang/program
lang/prompt lang/kernel lang/editor lang/web lang/web/include
lang
lang/assist lang/exchange lang/witness lang/bounds lang/functional lang/estimate lang/jobs
lang/import lang/export lang/sampling lang/decision
lang/worlds lang/quantity lang/time
lang/statement lang/ask lang/data
lang/identify lang/premise
lang/explain lang/shape
lang/draw lang/class
lang/report lang/surgery
lang/elaborate
lang/session lang/outline
lang/read
lang/complain
lang/value lang/text
bounds statistics sampling
evaluate plot worlds
surgery picture contract
graph io graph_io diagram_io bayes linear show network
data independence
num diagram
base
'
faces='lang/program lang/prompt lang/kernel lang/editor lang/web'
program='main command_line mcp'
gmp='num network contract evaluate lang/web/include'
cairo=runtime/picture/paint.c
cdd=runtime/linear/solver.c
csv=runtime/data/csv_reader.c
expat=runtime/bayes/xml.c
sqlite=runtime/data/sqlite.c
odbc=runtime/data/odbc_connection.c
readline=lang/prompt/line_editor.c
jansson=lang/text/json_read.c

# All includes as FILE:LINE:TEXT.
includes() {
    find runtime lang \( -name '*.c' -o -name '*.h' -o -name '*.y' \) -exec \
        grep -HnE '^[[:space:]]*#[[:space:]]*include' {} + | LC_ALL=C sort
}

include_breaches() {
    includes | awk -v floors="$floors" -v gmp=" $gmp " -v cairo="$cairo" -v cdd="$cdd" \
        -v csv="$csv" -v expat="$expat" -v sqlite="$sqlite" -v odbc="$odbc" \
        -v readline="$readline" -v jansson="$jansson" -v faces=" $faces " -v program=" $program " '
        BEGIN {
            count = split(floors, floor, "\n")
            for (i = 1; i <= count; i++) {
                n = split(floor[i], folder, " ")
                for (k = 1; k <= n; k++) height[folder[k]] = count - i
            }
        }
        # Its folder; a file of the program is in lang/program.
        function room_of(path,   name) {
            name = path
            sub(/^lang\//, "", name)
            sub(/\.[ch]$/, "", name)
            return index(program, " " name " ") ? "lang/program" : folder_of(path)
        }
        function is_open(name, other) {
            return name == "lang/catgut.h" || name == "show/json.h" ||
                   name == "contract/residue.h" || other == "base" || other == "lang/text" ||
                   index(faces, " " other " ")
        }
        function breach(why) { print place ": " why; bad = 1 }
        function folder_of(path) {
            sub(/^runtime\//, "", path)
            sub(/\/[^\/]*$/, "", path)
            return path
        }
        {
            split($0, part, ":")
            file = part[1]
            place = file ":" part[2]
            own = room_of(file)
            if (own ~ /^lang\// && !(own in height))
                height[own] = count - 4.5
            if (!match($0, /[<"][^>"]*[>"]/)) {
                breach("an include this script cannot read")
                next
            }
            name = substr($0, RSTART + 1, RLENGTH - 2)
            angle = substr($0, RSTART, 1) == "<"
            if (!(own in height))
                breach("the folder " own " has no floor")
            else if (name == "gmp.h" && !index(gmp, " " own " "))
                breach("gmp.h belongs to" gmp)
            else if (name == "mpfr.h")
                mpfr[file] = place
            else if (name ~ /^readline\// && file != readline)
                breach("readline belongs to " readline)
            else if (name ~ /^cairo/ && file != cairo)
                breach("cairo belongs to " cairo)
            else if (name ~ /^cdd/ && file != cdd)
                breach("cddlib belongs to " cdd)
            else if (name == "csv.h" && file != csv)
                breach("libcsv belongs to " csv)
            else if (name == "expat.h" && file != expat)
                breach("expat belongs to " expat)
            else if (name == "jansson.h" && file != jansson)
                breach("jansson belongs to " jansson)
            else if (name ~ /^sqlite3/ && file != sqlite)
                breach("SQLite belongs to " sqlite)
            else if (name ~ /^sql(ext)?\.h$/ && file != odbc)
                breach("ODBC belongs to " odbc)
            if (angle || (own ~ /^lang/ && name == "grammar.h"))
                next
            other = name ~ /\// ? room_of(name) : own
            if (name ~ /^(runtime|tests)\// || !(other in height))
                breach("\"" name "\" is not written as FOLDER/FILE of a floor")
            else if (other != own && height[other] >= height[own])
                breach(own " does not see " other)
            else if (index(faces, " " own " ") && !is_open(name, other))
                breach(own " sees of the library lang/catgut.h alone")
        }
        END {
            n = 0
            for (file in mpfr) n++
            if (n > 1)
                for (file in mpfr) print mpfr[file] ": mpfr.h belongs to one file, here it is in " n
            exit bad || n > 1
        }'
}

# Modules that include each other in a circle, as tsort finds them, where $1 matches one of them.
circles() {
    includes | grep '"' | grep -v '"grammar.h"' | awk '
        {
            split($0, part, "\"")
            name = part[2]
            file = $0
            sub(/:.*/, "", file)
            folder = file
            sub(/[^\/]*$/, "", folder)
            name = name !~ /\// ? folder name : name ~ /^lang\// ? name : "runtime/" name
            sub(/\.[chy]$/, "", file)
            sub(/\.h$/, "", name)
            print file, name
        }' | grep "$1" | tsort 2>&1 >/dev/null | sed 's/^tsort: //; s/^-: //'
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
if circles . | grep .; then
    echo "the modules above include each other in a circle"
    bad=1
fi
if bare runtime | grep -v '^runtime/base/memory\.c:' | grep -wE "$speech"; then
    echo "the runtime neither prints nor ends the program"
    bad=1
fi
carriers='^runtime/contract/residue_\(avx2\|neon\)\.c:' # of whole numbers, which are never rounded
counted='^runtime/contract/double_\(sums\|run\)\.c:'     # how often they were rounded
if bare runtime | grep -v "^$cairo:" | grep -v "$carriers" | grep -v "$counted" |
    grep -wE 'double|float|mpq_get_d|mpq_set_d|strtod|atof'; then
    echo "the runtime knows no double, but for where it paints"
    bad=1
fi
exit $bad
