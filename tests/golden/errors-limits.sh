# not under valgrind: it measures time
# What is too large is refused before it is made, and what takes too long is stopped: status 3.
cd "$SCRATCH" || exit 2
try() {
    "$CATGUT" "$@" 2>&1
    echo "status $?"
}
# Which line is the first too many is nobody's business.
anywhere() {
    sed -n '1s/^\([a-z]*\.diag\):[0-9]*:[0-9]*/\1/p; $p'
}
bits='type Bit = {0, 1} state b : (A : Bit) = uniform '

echo "# E032: tables, diagrams, types"
try -e "$bits let c = b*b*b*b*b*b*b*b*b*b
show c*c*c*c" |
    sed 's/limit is [0-9]*/limit is N/'
try --max-memory 10K -e "$bits show b*b*b*b*b*b*b*b*b*b"
try -e 'type T = {1..2147483647} show uniform[T]' | sed 's/limit is [0-9]*/limit is N/'
try -e "$bits channel k : Bit -> Bit = id show k ^ 18446744073709551616"
try -e "$bits channel k : Bit -> Bit = id show k ^ 18446744073709551615"
try -e "$bits channel k : Bit -> Bit = id show k ^ 4294967296"
try --max-memory 1M -e "$bits channel k : Bit -> Bit = { 0 -> |1>  1 -> |0> } show k ^ 100000"
try -e 'type A = {0,1} type B = A*A*A*A*A*A*A*A*A*A type C = B*B*B*B*B*B*B*B*B*B
type D = C*C*C*C*C*C*C*C*C*C type E1 = D*D*D*D*D*D*D*D*D*D type F = E1*E1*E1*E1*E1*E1*E1*E1*E1*E1
type G = F*F*F*F*F*F*F*F*F*F type H = G*G*G*G*G*G*G*G*G*G type I = H*H*H*H*H*H*H*H*H*H'
try -e 'type Big = {1..2147483647} box f : Big * Big * Big -> Big
channel g : Big * Big * Big -> Big = { 1,1,1 -> |1> }'

echo "# E032: long numbers"
try --max-memory 64M -e 'type D = {0..1999} let s = 2^1000000 * uniform[D]'
try --max-memory 64M -e 'type D = {0..1999}
let s = 2^400000 * uniform[D] + 3^200000 * uniform[D]'
awk 'BEGIN { for (i = 1; i <= 2000; i++) print "let a" i " = 2^1000000" }' >many.diag
try --max-memory 64M many.diag | anywhere
awk 'BEGIN {
    print "type D = {0..1999} let p = 1/3^300000\nlet s = p|0>"
    for (i = 1; i < 1500; i++) print "    + p|" i ">"
}' >kets.diag
try --max-memory 64M kets.diag | anywhere
awk 'BEGIN {
    print "type D = {0..1999} let p = 1/2^400000\nchannel c : D -> D = {"
    for (i = 0; i < 2000; i++) print "  " i " -> p|0> + (1 - p)|1>"
    print "}"
}' >rows.diag
try --max-memory 64M rows.diag | anywhere
awk 'BEGIN {
    print "type D = {0..1999} let p = 1/2^1000000"
    for (i = 1; i <= 2000; i++) print "state a" i " : D = p|0> + (1 - p)|1>"
}' >states.diag
try --max-memory 64M states.diag | anywhere
try --max-memory 64M -e 'type D = {0..99} let s = 2^400000 * uniform[D] let t = -s - s
show 1'

echo "# E033: time"
# In each the last statement is the first that looks at the clock, however slow the machine; it
# may do so at the power or already at what is raised to it, which begins there too.
try --max-time 20ms -e 'type T = {1..1000} show (discard[T] ; uniform[T]) ^ 20'
try --max-memory 1T --max-time 20ms -e 'type T = {0, 1} box c : T -> T
let d = c ^ 100000000' | sed 's/\^~*$/^/'

echo "# E034: an interrupt"
# After a third of a second of the processor it is at the third statement.
ticks_of() {
    awk '{ print $14 + $15 }' "/proc/$1/stat" || echo 100
}
"$CATGUT" --max-memory 1T -k -e 'type T = {0, 1}
channel c : T -> T = discard ; uniform
let d = c ^ 100000000
show 1' 2>&1 &
while [ "$(ticks_of $!)" -lt 33 ]; do
    sleep 0.02
done
kill -s INT $!
wait $!
echo "status $?"

echo "# E035: numbers"
try -e 'show 2e99999999999'
try -e 'show 1e1000000'
try -e 'show 2 ^ 100000000'
try -e 'show 2 ^ 99999999999999999999999'
try -e 'show 1/2 ^ 1000000 * 1/2 ^ 1000000'
try -e 'show (2 ^ 1000000) / (1/2 ^ 1000000)'
try -e 'show 0.5 ^ 1000000 * 0.5 ^ 1000000 * (1/2|a> + 1/2|b>)'
awk 'BEGIN { printf "show "; for (i = 0; i < 3000000; i++) printf "7"; print "" }' >"long.diag"
"$CATGUT" "long.diag" 2>&1

echo "# E058: types"
try -e 'type T = {1..2147483648}'
try -e 'type T = {-9223372036854775808..9223372036854775807}'
try -e 'type T = {1..99999999999999999999999}'
