/* bif_number.h -- numbers as they stand in BIF files; for this folder alone. */
#ifndef CATGUT_IO_BIF_NUMBER_H
#define CATGUT_IO_BIF_NUMBER_H

#include "io/bif.h"

/* Reads the number that text starts with, to where it stops being one; text ends in a NUL.
 * BIF_FINE, BIF_NOT_A_NUMBER, BIF_NEGATIVE or BIF_LONG_NUMBER.  What stands behind it is for the
 * caller to see. */
BifFault bif_number_read(Bif *b, BifNumber *to, const char *text, const char **end) MUST_CHECK;

#endif
