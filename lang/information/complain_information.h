/* complain_information.h -- complaints about amounts of information: E280 to E282. */
#ifndef CATGUT_INFORMATION_COMPLAIN_INFORMATION_H
#define CATGUT_INFORMATION_COMPLAIN_INFORMATION_H

#include "lang/complain/complain.h"

/* What stands left of the bar, or between the commas, is no variable. */
bool complain_not_informative(Complainer *c, Span at);
/* do(X) without a value: X has no distribution then. */
bool complain_information_do(Complainer *c, Span at);
/* A row of a channel has no value. */
bool complain_distance_row(Complainer *c, Span at);

#endif
