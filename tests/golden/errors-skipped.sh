# With -k what is passed over behind a mistake of grammar is told, in a line; all else is run.
cd "$SCRATCH" || exit 2
cat >k.diag <<'EOF'
show )) 6
f(2)
1 + 1
show 7
channel c : Bit -> Bit {
  0 -> |1>
  1 -> |0>
}
show 8
show 1 )
}
show 9
model m {
  A : Bit
  B : = 3
  C : Bit <- A
}
show )) 10 show 11
show )) 12 show 13
14
)  15
show 16
# a comment

show 17 18
EOF
"$CATGUT" -k k.diag 2>&1
echo "--- as JSON"
"$CATGUT" -k --json k.diag 2>&1 | grep skipped
echo "--- without -k the run ends there"
"$CATGUT" k.diag 2>&1
echo "--- at the prompt's end of a pipe, of an import"
printf 'import "k.diag"\nshow 19\n' | "$CATGUT" -k 2>&1 | grep skipped
