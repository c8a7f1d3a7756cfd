#!/bin/sh
# check_deb.sh -- the Debian package, in a bare system of its own: it installs, runs there without
# what it only recommends and with it, as a kernel of Jupyter too, and goes without a trace.
#
#   check_deb.sh FILE.deb     as root, with debootstrap, from the mirror that apt uses
set -eu
cd "$(dirname "$0")/../.."
deb=$1
system=$PWD/build/bare
[ "$(id -u)" = 0 ] || { echo "only root can make a system" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "debootstrap is not installed" >&2; exit 2; }

say() {
    echo "== $*"
}

inside() {
    LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive chroot "$system" "$@"
}

install() {
    inside apt-get -q install -y --no-install-recommends "$@" >>"$system.log" 2>&1
}

failed() {
    status=$?
    [ $status -eq 0 ] || tail -n 20 "$system.log"
    rm -rf "$system"
    exit $status
}
rm -rf "$system" "$system.log"
mkdir -p build
trap failed EXIT

say "the same package again"
make -s deb PACKAGES=build/bare >"$system.log" 2>&1
cmp "$deb" build/bare/*.deb
if command -v lintian >/dev/null; then
    say "what lintian says"
    lintian --allow-root --fail-on error,warning \
        --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog "$deb"
fi

say "a bare system"
rm -rf "$system"
mirror=$(apt-get indextargets --format '$(REPO_URI)' | head -n 1)
debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$system" \
    "$mirror" >>"$system.log" 2>&1
find "$system" -path "$system/proc" -prune -o -path "$system/sys" -prune -o -print |
    sort >"$system.before"
cp "$deb" "$system/catgut.deb"
install /catgut.deb

say "by itself"
inside /usr/bin/catgut --version
inside /usr/bin/catgut /usr/share/doc/catgut/examples/01-smoking.diag >"$system.out"
sed '/^--- stderr$/,$d' tests/golden/examples/01-smoking.expect | cmp - "$system.out"
inside sh -c '/usr/bin/catgut -e "draw id to \"x.pdf\"" 2>&1 || test $? = 1'

say "with what it recommends"
# shellcheck disable=SC2046  # a list of names
install $(dpkg-deb -f "$deb" Recommends | tr -d ,)
inside sh -c 'cd /usr/share/doc/catgut/examples && for lesson in *.diag; do
    /usr/bin/catgut "$lesson" >/dev/null || exit 1; done
    echo "type B = {0, 1} model m { X : B } draw m to \"/x.pdf\"" | /usr/bin/catgut - && rm /x.pdf'

say "in Jupyter"
install python3-ipykernel python3-nbclient
inside python3 -c '
import nbclient, nbformat
notebook = nbformat.read("/usr/share/doc/catgut/examples/01-smoking.ipynb", 4)
nbclient.NotebookClient(notebook).execute()
print("cells:", sum(len(cell.get("outputs", [])) > 0 for cell in notebook.cells))' 2>>"$system.log"

say "gone"
inside dpkg --purge catgut >>"$system.log" 2>&1
! find "$system" -path "$system/proc" -prune -o -path '*catgut*' -print | sort |
    grep -vE '/catgut\.deb$|/var/(lib/dpkg|log|cache)/' | comm -13 "$system.before" - | grep .
echo "the package is good"
