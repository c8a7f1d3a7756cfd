/* formula_break.h -- long lines of a formula broken where people would break them; for this folder
 * alone. */
#ifndef CATGUT_SHOW_FORMULA_BREAK_H
#define CATGUT_SHOW_FORMULA_BREAK_H

#include "base/array.h"
#include "base/sink.h"

#include <stdint.h>

/* A place of the text behind a blank, where a line may end instead.  Of several that fit, one of
 * least depth is taken, and one in a list only where there is no other. */
typedef struct FormulaBreak {
    size_t at;
    uint32_t depth; /* of parentheses */
    bool in_list;
} FormulaBreak;

typedef ARRAY(FormulaBreak) FormulaBreakList;

/* The text in lines of at most so many columns, where these places, which are in order, allow it;
 * a line that goes on starts with four blanks, and more inside parentheses.  Linear. */
void formula_break(const Sink *text, const FormulaBreakList *places, size_t width, Sink *out);

#endif
