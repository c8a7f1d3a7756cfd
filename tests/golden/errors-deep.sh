# not under valgrind: millions of tokens
# Nesting and length that no person writes: one short complaint, never a crash.
cd "$SCRATCH" || exit 2
repeat() { # repeat TEXT N
    awk -v text="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'
}
try() {
    "$CATGUT" "deep.diag" 2>&1
}

echo "# a million brackets"
{ printf 'show '; repeat '(' 1000000; } >"deep.diag"
try
{ printf 'show '; repeat '(' 1000000; printf 1; repeat ')' 1000000; } >"deep.diag"
try
{ printf 'show '; repeat '{' 1000000; } >"deep.diag"
try
{ printf 'show x'; repeat '[a' 1000000; } >"deep.diag"
try
echo "# a million signs, names, commas"
{ printf 'show '; repeat '-' 1000000; printf 1; } >"deep.diag"
try
{ printf 'check '; repeat 'not ' 1000000; printf '1 == 1'; } >"deep.diag"
try
{ printf 'show 1'; repeat '/1' 1000000; } >"deep.diag"
try
{ printf 'show 1'; repeat '^1' 1000000; } >"deep.diag"
try
{ printf 'show 0'; repeat '+1' 1000000; } >"deep.diag"
try
{ printf 'show x'; repeat '.y' 1000000; } >"deep.diag"
try
{ printf 'show f'; repeat '(x)' 1000000; } >"deep.diag"
try
{ printf 'show '; repeat 'f(' 1000000; } >"deep.diag"
try
{ printf 'show |'; repeat 'a,' 1000000; printf 'a>'; } >"deep.diag"
try
echo "# a long line, a long name"
{ printf 'show '; repeat 'x' 1000000; } >"deep.diag"
try
{ repeat ' ' 1000000; printf 'show @'; repeat ' ' 1000000; } >"deep.diag"
try
{ printf 'show "'; repeat 'x' 1000000; } >"deep.diag"
try
