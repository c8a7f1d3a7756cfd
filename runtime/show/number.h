/* number.h -- one number, as people and programs read it. */
#ifndef CATGUT_SHOW_NUMBER_H
#define CATGUT_SHOW_NUMBER_H

#include "num/rational.h"
#include "show/style.h"

/* A number: `17/21   # 0.809524`; an integer has no decimal.  With a newline. */
void number_write(const mpq_t q, const Style *style, Sink *out);
void number_write_json(const mpq_t q, const Style *style, Sink *out);

#endif
