# Plots in files and in plain ASCII; what happens where none can be written.
mkdir "$SCRATCH/files" && cd "$SCRATCH/files" || exit 2
umask 022
s='type Bit = {0, 1} state s : (A : Bit) * (B : Bit) = 1/4|0,0> + 1/4|0,1> + 1/2|1,0> '
try() {
    echo "\$ $1"
    shift
    "$CATGUT" "$@" 2>&1
    status=$?
    [ $status -eq 0 ] || echo "status $status"
}
LC_ALL=C "$CATGUT" -e "$s plot s, s ; swap  plot 1, -1/3"
echo "# the locale decides, the first variable that is there"
LC_ALL='' LC_CTYPE=en_US.utf8 LANG=C "$CATGUT" -e "plot 1"
LC_ALL='' LC_CTYPE='' LANG=C "$CATGUT" -e "plot 1"

echo "# SVG"
try 'plot s as svg' -e "$s plot s as svg"
try 'plot s to "s.svg"' -e "$s plot s to \"s.svg\""
{ "$CATGUT" -e "$s plot s as svg"; echo "<!-- written by Catgut -->"; } | cmp - s.svg &&
    echo "the same in the file, and a mark"
try 'plot s to "s.txt"' -e "$s plot s to \"s.txt\""
cat s.txt
try 'plot s as svg to "s.picture"' -e "$s plot s as svg to \"s.picture\""
[ -e s.picture ] || echo "not written"
ls -l s.svg | cut -c1-10

echo "# a file is written whole, or not at all"
chmod 600 s.svg
try 'plot 1 to "s.svg"' -e 'plot 1 to "s.svg"'
ls -l s.svg | cut -c1-10
ln -s s.txt link.txt
try 'plot 2 to "link.txt"' -e 'plot 2 to "link.txt"'
cat s.txt
[ -L link.txt ] && echo "still a link"
try 'plot s, nothing to "s.txt"' -e "$s plot s, nothing to \"s.txt\""
cat s.txt
try 'plot s to "nowhere/s.svg"' -e "$s plot s to \"nowhere/s.svg\""
mkdir folder.svg
try 'plot s to "folder.svg"' -e "$s plot s to \"folder.svg\""
try 'plot s to "/dev/full"' -e "$s plot s as svg to \"/dev/full\""
try '--no-files plot s to "t.svg"' --no-files -e "$s plot s to \"t.svg\""
ls
echo "# TikZ"
"$CATGUT" -e "$s plot s, s ; swap to \"s.tex\"" && sed -n '/scope/,$p' s.tex | head -n 12
{ "$CATGUT" -e "$s plot s, s ; swap as tikz"; echo "% written by Catgut"; } | cmp - s.tex &&
    echo "the same"
