/* complain_premise.h -- complaints about what is assumed, and what is asked of it: E340 to E347. */
#ifndef CATGUT_PREMISE_COMPLAIN_PREMISE_H
#define CATGUT_PREMISE_COMPLAIN_PREMISE_H

#include "lang/complain/complain.h"

bool complain_premise(Complainer *c, Span at);
bool complain_not_a_relation(Complainer *c, Span at);
bool complain_relation_form(Complainer *c, Span at, const char *word);
/* No graph has what is assumed. */
bool complain_no_graph(Complainer *c, Span at);
bool complain_many_variables(Complainer *c, Span at, size_t most);
/* found: how many, before the limit was reached. */
bool complain_many_independences(Complainer *c, Span at, size_t found);
/* pairs: how many may be joined. */
bool complain_many_graphs(Complainer *c, Span at, size_t variables, size_t pairs);
bool complain_premise_context(Complainer *c, Span at);
/* What follows from the other premises is denied; denied: independent(A, B). */
bool complain_denied_premise(Complainer *c, Span at, const char *denied);
bool complain_not_in_premises(Complainer *c, Span at, Name name);

#endif
