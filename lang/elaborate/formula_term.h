/* formula_term.h -- what a formula is worth in one row of its table. */
#ifndef CATGUT_ELABORATE_FORMULA_TERM_H
#define CATGUT_ELABORATE_FORMULA_TERM_H

#include "lang/elaborate/elaborate.h"

typedef enum FormulaWord {
    FORMULA_NONE,
    FORMULA_OR,
    FORMULA_AND,
    FORMULA_XOR,
    FORMULA_SUM,
    FORMULA_MAX,
    FORMULA_MIN,
    FORMULA_EQUAL,
    FORMULA_NOISY_OR,
    FORMULA_NOISY_MAX
} FormulaWord;

/* The word that this name is, where no value has it. */
FormulaWord formula_word(const Session *s, const Node *n);

/* A row: a label for each input.  The formula is a word of all of them, or n. */
typedef struct FormulaRow {
    Session *s;
    const Node *n;
    FormulaWord word; /* FORMULA_NONE: n says it all */
    const PortList *in;
    const Type *out;
    uint32_t *tuple;
    Sink missed; /* what the row gives where that is no label of the output */
} FormulaRow;

/* The label that it gives.  False: complained, or r->missed says what it gives instead. */
bool formula_row(FormulaRow *r, uint32_t *label);
/* Is that label of the type true, or false?  False: it is none of a pair that says so. */
bool label_truth(bool *truth, const Type *t, uint32_t position);
/* The order of two labels of a type: as numbers, else as false and true, else as declared. */
int label_order(const Type *t, uint32_t a, uint32_t b);
/* The one port of this name; SIZE_MAX: none, or several. */
size_t formula_port(const PortList *in, const Node *n);

#endif
