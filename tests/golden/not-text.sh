# What is no text is refused in a line, without its bytes.
cd "$SCRATCH" || exit 2
{ printf '\211PNG\r\n\032\n\000\000\000\rIHDR'; head -c 500 /dev/zero; } >picture.diag
{ printf '# a title\n\177ELF\002\001\001\000'; head -c 2000 /dev/zero; } >program.diag
printf '\377\376s\000h\000o\000w\000 \0001\000\n\000' >wide.diag
cp program.diag network.bif
gzip -c <program.diag >packed.bif.gz
for file in picture program wide; do
    "$CATGUT" -k $file.diag 2>&1
    "$CATGUT" -e "import \"$file.diag\"" 2>&1
done
"$CATGUT" --json <program.diag 2>&1
"$CATGUT" -e 'import "network.bif" as m with F' 2>&1
"$CATGUT" -e 'import "packed.bif.gz" as m with F' 2>&1

echo "# a few odd bytes in a text are shown"
printf 'show 1 + \0001\nshow 2\n' | "$CATGUT" -k 2>&1
awk 'BEGIN { for (i = 0; i < 20; i++) s = s sprintf("%c", 1 + i % 4); print "show \"" s "\"" }' \
    >short.diag
{ awk 'BEGIN { for (i = 0; i < 300; i++) print "# a line" }'; cat short.diag; } >odd.diag
"$CATGUT" odd.diag 2>&1

echo "# a network is no script, whatever is in it"
"$CATGUT" network.bif 2>&1
"$CATGUT" packed.BIF.gz 2>&1
exit 0
