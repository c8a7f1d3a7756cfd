/* format_input.h -- `catgut --format`: a script laid out anew, on standard output. */
#ifndef CATGUT_EDITOR_FORMAT_INPUT_H
#define CATGUT_EDITOR_FORMAT_INPUT_H

#include "lang/catgut.h"

/* A text, or the file of that name, `-` for standard input.  Of what cannot be read as a script
 * nothing is written but what is wrong with it.  Of the options the limits count.  The exit
 * status. */
int format_input(const CatgutOptions *limits, bool is_text, const char *input);

#endif
