# --format: what it changes and what it leaves, several texts, mistakes, what goes with it.
script=$SCRATCH/script.diag
cat >"$script.in" <<'END'


type   Bit={ 0,1 }
type Colour   = {red, green}   # columns stay
type Size     = {small, large} # together


# A model.
model m{
X:Bit
    latent U :Bit
  Y : Bit<-X ,
      U
      # for Y
}
functor F:m {
  X = uniform
      U = 1/2|0>+1/2|1>
  Y = { 0,0 -> |0>     0,1 -> 1/3|0> + 2/3|1>
      1,0 -> |1>     1,1 -> |1> }
}
state s =0.5|0>  +  0.5|1>
  state t = if_any
@show  P( Y|X=0 )  in m with F;   id
model g from dagitty """dag {
   x -> y   }
"""   of Bit
show (1-s) * - 2 - 3   # minus
END
tr @ '\t' <"$script.in" >"$script"
echo '--- laid out'
"$CATGUT" --format "$script"
echo '--- twice'
"$CATGUT" --format "$script" >"$SCRATCH/once.diag"
"$CATGUT" --format - <"$SCRATCH/once.diag" | cmp - "$SCRATCH/once.diag" && echo the same
echo '--- connection strings are kept, blanks of strings too'
"$CATGUT" --format -e 'import   "odbc:DSN=x;PWD=se  cret"  as w' -e 'check  1==1'
echo '--- what stands in a column by chance, and what is meant to'
"$CATGUT" --format <<'END'
type T = {a, b, c}
type Color   = {red}
state s:T=1/2|a>+1/2|b>
state     t : T =   1/3|a>   +  2/3|b>
show   U+V-2*C
let x = 1
show     1   /2
let y = 1/2
show    3
show n-1

let   z  = 1/2
show  n -1  + 2/3
let yy =   n   *   (3/4   + 2)
channel c : T -> T = {
  a -> 1/2|a> + 1/2|b>
  b ->    |a>
  c ->    1/2|a> +   1/2|b>
}
state u     : T = |a>

let   x   = 1/2
show  1/3|a>  + 2/3|b>
let yy =   x   *   (3/4   + 2)
channel d : T -> T = {
  a  ->      1/2|a> + 1/2|b>
  "long"  ->    |a>
}
END
echo '--- nothing'
printf '' | "$CATGUT" --format
printf '\n\n  # only this  ' | "$CATGUT" --format
echo '--- mistakes'
for text in 'show (1 +' 'type T = {a}
shw T' 'show "a' 'show 1 # \377'; do
    printf "$text" | "$CATGUT" --format
    echo "status $?"
done
printf '\000\001\002ELF\003\004\005\006' | "$CATGUT" --format
echo "status $?"
"$CATGUT" --format -e 'type T = {a, b}' --max-source 4
echo "status $?"
(cd "$SCRATCH" && "$CATGUT" --format nowhere.diag) 2>&1
echo '--- what stands beside it'
"$CATGUT" --format --json "$script"
"$CATGUT" --format --report x.html "$script"
"$CATGUT" --format=yes "$script"
echo '--- what is no script, and what it would be written over'
cd "$SCRATCH" || exit 1
for file in . table.csv lesson.ipynb "$(printf 'a\033[31mb')"; do
    case $file in *.*) [ -d "$file" ] || echo 'a,b' >"$file" ;; esac
    "$CATGUT" --format "$file"
    echo "status $?"
done 2>&1
echo 'show 1' >own.diag
"$CATGUT" --format own.diag >>own.diag
echo "status $?"
"$CATGUT" own.diag >>own.diag
echo "status $?"
"$CATGUT" --format <own.diag 1<>own.diag
echo "status $?"
"$CATGUT" --to-notebook own.diag 1<>own.diag
echo "status $?"
cat own.diag
"$CATGUT" own.diag >own.diag
echo "status $?"
"$CATGUT" --format - </dev/null >/dev/null && echo fine
echo '--- ^C, while more is waited for'
mkfifo more
"$CATGUT" --format more &
exec 3>more
kill -INT $!
wait $!
echo "status $?"
