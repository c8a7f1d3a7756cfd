/* complain_exchange.h -- complaints about formats, and how files of them are asked for: E229. */
#ifndef CATGUT_EXCHANGE_COMPLAIN_EXCHANGE_H
#define CATGUT_EXCHANGE_COMPLAIN_EXCHANGE_H

#include "lang/complain/complain.h"

#include <stdbool.h>

/* No format is called so. */
bool complain_no_format(Complainer *c, Span at, Name word);
/* A format that is only written. */
bool complain_only_written(Complainer *c, Span at, const char *format);
/* An import of a graph without the name of its model, and one with a functor; format: "a graph of
 * dagitty". */
bool complain_graph_name(Complainer *c, Span at, Name file, const char *format);
bool complain_graph_with(Complainer *c, Span at, const char *format);
/* model m from FORMAT, where that is no graph. */
bool complain_not_a_graph(Complainer *c, Span at, const char *format);

#endif
