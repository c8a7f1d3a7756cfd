/* plot_panel.h -- where the bars and texts of a plot stand in a picture; for this folder alone.
 *
 * A panel is a column of bars, each with its label and number above it, so that the widths of texts
 * need not be known exactly: a character is taken to be at most CHARACTER wide.  All places are
 * whole numbers, y grows downwards. */
#ifndef CATGUT_PLOT_PLOT_PANEL_H
#define CATGUT_PLOT_PLOT_PANEL_H

#include "plot/plot.h"

enum {
    PANEL_LINE = 18,  /* a line of text */
    PANEL_BAR = 12,   /* the height of a bar */
    PANEL_MARGIN = 12, /* around all panels */
    PANEL_GAP = 32    /* between them */
};

typedef enum PanelTone { PANEL_PLAIN, PANEL_STRONG, PANEL_DIM } PanelTone;

typedef struct PanelMark {
    enum { PANEL_TEXT, PANEL_BAR_MARK, PANEL_SCALE } kind;
    int x, y, width; /* of a text: x is its anchor, y its upper edge; of a scale: its line */
    PanelTone tone;
    int anchor;       /* of a text: -1 it begins at x, 0 it is centred, 1 it ends there */
    const char *text; /* of a bar: its label */
    const char *more; /* dim, after the text; may be NULL */
    mpq_srcptr weight; /* of a bar */
    int zero;          /* of a scale: where 0 is */
} PanelMark;

/* The panels of a plot, one at a time. */
typedef struct Panels {
    const Plot *plot;
    const PlotPart *part;
    Style style; /* with long fractions shortened */
    Sink text;   /* scratch */
    Arena texts; /* of marks */
    int width;   /* of each panel */
    size_t beside;  /* the widest label with its number, in characters */
    bool two_lines; /* numbers stand below their labels */
    int titles;     /* lines of the longest title of the part */

    ARRAY(PanelMark) marks; /* of the panel made last, from (0, 0) on */
    int height;             /* of all panels of the part */
} Panels;

void panels_init(Panels *v, const Plot *p, const Style *style);
void panels_clear(Panels *v);

/* The panels of this part are to be made. */
void panels_start(Panels *v, size_t part);
/* Makes one: its marks. */
void panels_make(Panels *v, size_t panel);

/* How large all of them are, side by side and below each other, with margins. */
void panels_extent(Panels *v, int *width, int *height);

#endif
