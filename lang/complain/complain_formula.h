/* complain_formula.h -- complaints about tables by formula: E295 to E300. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_FORMULA_H
#define CATGUT_COMPLAIN_COMPLAIN_FORMULA_H

#include "lang/complain/complain.h"
#include "num/rational.h"
#include "show/ports.h"

/* row: the labels of the row, one for each of `in`; what: the value that it gives there, as text */
bool complain_formula_label(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                            const char *what, const Type *wanted);
bool complain_formula_number(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                             const char *what);
bool complain_formula_truth(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                            const char *what);
/* The formula has one output; so many are wanted. */
bool complain_formula_outputs(Complainer *c, Span at, const PortList *wanted);
/* Nothing says of which type its result is. */
bool complain_formula_type(Complainer *c, Span at);
bool complain_formula_chain(Complainer *c, Span at, const char *partial, const Type *wanted);
/* noisy_or and noisy_max: so many parts are there, one is wanted for each of `in`. */
bool complain_noisy_parts(Complainer *c, Span at, const char *word, size_t found,
                          const PortList *in);
/* A part is no number, no channel of these types, or no leak. */
bool complain_noisy_number(Complainer *c, Span at, const mpq_t found);
bool complain_noisy_channel(Complainer *c, Span at, const PortList *in, const PortList *out);
bool complain_noisy_argument(Complainer *c, Span at, const char *word);
bool complain_noisy_type(Complainer *c, Span at, const Type *found);
bool complain_noisy_function(Complainer *c, Span at, const char *word);

#endif
