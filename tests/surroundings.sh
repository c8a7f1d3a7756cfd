# shellcheck shell=sh
# surroundings.sh -- what a test finds around it; sourced by what runs tests.
#
# A test sees $CATGUT, a folder $SCRATCH that is also its $HOME, in $PATIENCE the seconds after
# which what it waits for will never come, and nothing that belongs to the person who runs it.
# $root is set by the one who sources this.
: "${CATGUT:=$root/build/catgut}" "${PATIENCE:=600}"
if [ -z "${SCRATCH:-}" ]; then
    SCRATCH=$(mktemp -d)
    trap 'rm -rf "$SCRATCH"' EXIT
fi
HOME=$SCRATCH
LC_ALL=C.UTF-8
ASAN_OPTIONS=exitcode=99:allocator_may_return_null=1
UBSAN_OPTIONS=print_stacktrace=1
export CATGUT PATIENCE SCRATCH HOME LC_ALL ASAN_OPTIONS UBSAN_OPTIONS
unset NO_COLOR INPUTRC XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME CDPATH
