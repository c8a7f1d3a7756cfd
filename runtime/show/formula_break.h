/* formula_break.h -- long lines of a formula broken where people would break them; for this folder
 * alone. */
#ifndef CATGUT_SHOW_FORMULA_BREAK_H
#define CATGUT_SHOW_FORMULA_BREAK_H

#include "base/array.h"
#include "base/sink.h"

#include <stdint.h>

typedef enum BreakKind {
    BREAK_PART,   /* between what is defined, what it is, and for which values */
    BREAK_FACTOR, /* between factors, and before `/` */
    BREAK_SUM,    /* behind what is summed over */
    BREAK_LIST    /* behind a comma or a bar */
} BreakKind;

/* A place of the text behind a blank, where a line may end instead.  Of several that fit, one of
 * the first kind is taken, and of this one of least depth. */
typedef struct FormulaBreak {
    size_t at;
    uint32_t depth; /* of parentheses */
    BreakKind kind;
} FormulaBreak;

typedef ARRAY(FormulaBreak) FormulaBreakList;

/* The text in lines of at most so many columns, where these places, which are in order, allow it;
 * a line that goes on starts with four blanks, and more inside parentheses.  Linear. */
void formula_break(const Sink *text, const FormulaBreakList *places, size_t width, Sink *out);

#endif
