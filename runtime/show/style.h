/* style.h -- how values are to be shown. */
#ifndef CATGUT_SHOW_STYLE_H
#define CATGUT_SHOW_STYLE_H

#include "base/budget.h"

typedef struct Style {
    int digits;     /* significant, of decimals */
    int width;      /* columns to aim for; 80 when it is not a terminal */
    int prose;      /* columns of a terminal, for sentences; 0: there is none */
    int percent;    /* the size of pictures that are written to files; 0: 100 */
    bool decimals;  /* numbers are written as their decimals alone */
    bool shorten;   /* long fractions may be shortened (a terminal) */
    bool color;
    bool unicode;   /* pictures may use more than ASCII (the locale can) */
    Budget *budget; /* NULL; or it is asked while text is written, which breaks off where it says
                       stop.  JSON is always written to its end */
} Style;

#endif
