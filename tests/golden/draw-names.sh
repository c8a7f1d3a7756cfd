# Names are whole where there is room for them: in the terminal up to its width, in files up to 120
# columns.  Longer ones keep their two ends.
cd "$SCRATCH" || exit 2
types='type Bit = {0, 1}'
habit=Smoking_habits_of_the_patient_before_the_operation
endless=$(printf '%04000d' 0 | tr 0 n)
model() {
    echo "model m { $1 : Bit  C : Bit <- $1 }"
}
other() {
    echo "model m { $1 : Bit  D_$1 : Bit  C : Bit <- $1, D_$1 }"
}
labels() {
    grep -o '<text[^>]*>[^<]*' | sed 's/.*>//' | awk '{ print length ": " $0 }'
}
"$CATGUT" -e "$types $(model $habit) draw m"
"$CATGUT" -e "$types $(other $habit) draw m"
"$CATGUT" -e "$types $(other $habit) draw m as svg" | labels
"$CATGUT" -e "$types $(model "$endless") draw m as svg" | labels
"$CATGUT" -e "$types $(model "$endless") draw m"
"$CATGUT" -e "$types $(other $habit) draw do(m, $habit = 1)"
