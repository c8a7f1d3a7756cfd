#!/bin/sh
# What has no decimals, a word that is nearly right, and a question without an answer; and at a
# prompt, what was shown as decimals alone is not the last value.
m='type Bit = {0..1}
model m { A : Bit  B : Bit <- A }
functor F : m {
  A = |0>
  B = { 0 -> 1/3|0> + 2/3|1>
        1 -> |1> }
}
'
for last in 'show m as decimals' 'show 1/3 == 1/3 as decimals' 'show 1/3 as decimales' \
    'show P(B | A = 1) in m with F as decimals' 'show P(C) in m with F as decimals' \
    'draw m as decimals'; do
    "$CATGUT" -e "$m" -e "$last" 2>&1
done
printf '%s%s\n' "$m" '7/3
show P(B = 0) in m with F as decimals
%' | "$CATGUT" -i 2>&1 | grep -v '^ *$'
