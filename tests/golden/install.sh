# An installed catgut finds the standard library that was installed with it.
unset MAKEFLAGS MFLAGS MAKELEVEL
place=$SCRATCH/place
make -s -C ../.. install PREFIX=/usr DESTDIR="$place" >"$SCRATCH/install.log" 2>&1 ||
    cat "$SCRATCH/install.log"
(cd "$place" && find . -type f \( -name '*.[d1]*' -o -path '*jupyter*' \) | sort | grep -v examples)
cd /
"$place/usr/bin/catgut" -e 'import "prelude.diag"  show fair'
make -s -C "$OLDPWD/../.." uninstall PREFIX=/usr DESTDIR="$place"
find "$place" -type f
