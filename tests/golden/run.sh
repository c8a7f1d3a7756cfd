#!/bin/sh
# run.sh -- one golden test: what a script prints, against what it is expected to print.
#
#   run.sh NAME            compares NAME's transcript with NAME.expect, prints the difference
#   run.sh --print NAME    prints the transcript
#
# NAME.diag is run as a file, NAME.in is given on standard input, NAME.sh is a shell script
# that uses $CATGUT.  examples/NAME is the lesson of that name, run from the top folder.
# A script that ends with status 77 is skipped: what it needs is not there.
# A first line `# options: ...` gives the program options; a line
# `# not under valgrind: reason` (or asan) among the first five has it skipped there.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$root/tests/surroundings.sh"

options_of() {
    sed -n '1s/^# options: //p' "$1"
}

limited() {
    timeout -k 2 "$PATIENCE" "$@"
}

run_case() {
    if [ -e "$name.diag" ]; then
        eval "limited \"\$CATGUT\" $(options_of "$name.diag") \"\$name.diag\"" </dev/null
    elif [ -e "$name.in" ]; then
        eval "limited \"\$CATGUT\" $(options_of "$name.in")" <"$name.in"
    else
        limited sh "$name.sh" </dev/null
    fi
}

# A text, always ended by a line end; one that was missing is told.
whole() {
    cat "$1"
    [ ! -s "$1" ] || [ "$(tail -c 1 "$1" | wc -l)" -eq 1 ] || printf '\n--- no line end\n'
}

transcript() {
    run_case >"$SCRATCH/stdout" 2>"$SCRATCH/stderr"
    status=$?
    whole "$SCRATCH/stdout"
    echo "--- stderr"
    whole "$SCRATCH/stderr"
    echo "--- status $status"
}

print=no
if [ "${1:-}" = --print ]; then
    print=yes
    shift
fi
name=${1:?usage: run.sh [--print] NAME}
expect=$here/$name.expect
case $name in
examples/*) cd "$root" || exit 2 ;;
*) cd "$here" || exit 2 ;;
esac

# shellcheck disable=SC2144  # exactly one of the three is there
if ! [ -e "$name.diag" ] && ! [ -e "$name.in" ] && ! [ -e "$name.sh" ]; then
    echo "there is no $name.diag, $name.in or $name.sh" >&2
    exit 2
fi
if head -n 5 "$name".[dis][inh]* | grep "^# not under ${TEST_MODE:-plain}: "; then
    exit 77
fi

transcript >"$SCRATCH/transcript"
if [ "$status" -eq 77 ] && [ $print = no ]; then
    echo "$name says that it cannot run here"
    exit 77
fi
if [ $print = yes ]; then
    cat "$SCRATCH/transcript"
elif [ ! -e "$expect" ]; then
    cat "$SCRATCH/transcript"
    echo "nothing is expected of $name yet: read the above, then tests/golden/bless $name"
    exit 1
elif ! cmp -s "$expect" "$SCRATCH/transcript"; then
    diff -a -u --label expected --label printed "$expect" "$SCRATCH/transcript"
    exit 1
fi
case $name in
examples/*) [ "$status" -eq 0 ] || { echo "a lesson ends with status 0, not $status"; exit 1; } ;;
esac
