/* complain_draw.h -- complaints about pictures and plots: E150 to E155. */
#ifndef CATGUT_DRAW_COMPLAIN_DRAW_H
#define CATGUT_DRAW_COMPLAIN_DRAW_H

#include "lang/complain/complain.h"
#include "lang/value/value.h"

#include <stdbool.h>

bool complain_other_suffix(Complainer *c, Span at, const char *path, Name as,
                      const char *suffix);
bool complain_draw_as(Complainer *c, Span at, Name as);
/* Two formats for one picture; and a word that no picture of this format can follow. */
bool complain_draw_twice(Complainer *c, Span at, Name first, Name as);
bool complain_draw_word(Complainer *c, Span at, Name word, const char *formats, const char *as);
bool complain_draw_graph(Complainer *c, Span at, const Value *found);
bool complain_draw_suffix(Complainer *c, Span at, const char *path, const char *suffixes);
bool complain_no_cairo(Complainer *c, Span at, const char *path);
bool complain_plot_as(Complainer *c, Span at, Name as);

#endif
