/* complain_network_export.h -- complaints about networks that are written for other programs: E239
 * to E242. */
#ifndef CATGUT_EXPORT_COMPLAIN_NETWORK_EXPORT_H
#define CATGUT_EXPORT_COMPLAIN_NETWORK_EXPORT_H

#include "bayes/bayes_write.h"
#include "lang/complain/complain.h"

/* Which number: of a label in a row of a variable. */
typedef struct ExportedNumber {
    Name variable;
    const BayesLabels *row;
    Name label;
    bool rounded; /* that was tried */
} ExportedNumber;

/* A number that is no decimal, or a too long one. */
bool complain_export_number(Complainer *c, Span at, const ExportedNumber *which, const mpq_t q,
                            const char *word);
/* o->unsaid cannot be written. */
bool complain_export_unsaid(Complainer *c, Span at, const BayesOutput *o, const char *word);
/* A variable without a table, since it is an input; a row of a table that is undefined. */
bool complain_export_open(Complainer *c, Span at, Name variable);
bool complain_export_undefined(Complainer *c, Span at, Name variable, const BayesLabels *row);
/* Not a mistake: what `rounded` did. */
void warn_export_rounded(Complainer *c, Span at, const BayesRounding *r);
/* A comment: names that the program of the format may not take. */
void tell_export_odd(const BayesOutput *o, const char *word, Sink *to);

#endif
