# A script as a notebook: the lesson that is shipped as one, a small one in full, and refusals.
# What Jupyter makes of it is tested by tests/repl/kernel.py.
cd ../.. || exit 2
"$CATGUT" --to-notebook examples/01-smoking.diag | cmp - examples/01-smoking.ipynb &&
    echo "examples/01-smoking.ipynb is what --to-notebook makes"
cd "$SCRATCH" || exit 2
printf '%s\n' '# A coin, and what `show` says of it.' '#' '# It is fair.' '#' '#    1/2 + 1/2' \
    '# > 0' 'type Coin = {heads, tails}   # a type' 'state fair : Coin = uniform' '' 'show fair' \
    '# The end' >coin.diag
"$CATGUT" --to-notebook coin.diag
: >empty.diag
"$CATGUT" --to-notebook=empty.diag
printf 'show (\n# no\n' >wrong.diag
"$CATGUT" --to-notebook wrong.diag | grep '^    "'
printf 'import "odbc:Server=x;Pwd=secret" as w of m\n' >secret.diag
"$CATGUT" --to-notebook secret.diag | grep '^    "'
printf '\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\76\0' >binary.diag
mkdir folder.diag
try() {
    echo "\$ catgut $*"
    "$CATGUT" "$@" 2>&1
    echo "status $?"
}
try --to-notebook missing.diag
try --to-notebook folder.diag
try --to-notebook binary.diag | sed 's/byte 0x.*/byte .../'
try --to-notebook
try --to-notebook coin.diag coin.diag
try --json --to-notebook coin.diag
try --to-notebook coin.diag --to-notebook coin.diag
try -k --to-notebook=coin.diag
try --install-kernel coin.diag
try -k --install-kernel
echo 'show 1' | try --to-notebook - | grep '^    "'
echo 'a,b' >table.csv
try --to-notebook table.csv
echo '{}' >lesson.ipynb
try --to-notebook lesson.ipynb
mkdir bin
for status in 0 1; do
    printf '#!/bin/sh\nexit %s\n' $status >bin/python3
    chmod +x bin/python3
    PATH=$PWD/bin:$PATH try --install-kernel | sed "s|$SCRATCH|HERE|"
done
