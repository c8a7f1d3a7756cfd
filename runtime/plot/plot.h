/* plot.h -- states, channels and numbers as bars, for a terminal and as SVG.
 *
 * Values of the same ends stand side by side, bar beside bar, and everything in one plot is on one
 * scale: from 0 to the next of 1, 2 or 5 times a power of ten, and as far below 0 where something
 * is negative.  Each bar is labelled with its exact fraction and its decimal.  How long a bar is,
 * is decided on the rational itself, rounded to the nearest unit of the picture; what is not zero
 * has a bar of at least one.
 *
 * What is shown is limited: of many outcomes the largest, of many rows the first, and the plot says
 * what it left out. */
#ifndef CATGUT_PLOT_PLOT_H
#define CATGUT_PLOT_PLOT_H

#include "picture/picture.h"
#include "show/table.h"

/* A value, and what stands above its bars.  A number is a state without ends. */
typedef struct PlotValue {
    const char *title;
    const Shown *shown;
} PlotValue;

typedef struct PlotBar {
    const char *label;
    size_t group;
    bool rest; /* what was left out, together: a number without a bar */
} PlotBar;

typedef struct PlotGroup {
    const char *key; /* the row: `S = smoker`; "" for a state */
} PlotGroup;

/* Values of the same ends. */
typedef struct PlotPart {
    ARRAY(const char *) titles; /* one a panel */
    const char *head;           /* what the outcomes are of: `S, T, C`; may be empty */
    ARRAY(PlotGroup) groups;
    ARRAY(PlotBar) bars;        /* group by group, as many in each */
    ARRAY(__mpq_struct) weight; /* of bar b in panel p: at[b * titles.count + p] */
    ARRAY(bool) undefined;      /* of group g in panel p */
    size_t rows;                /* how many there are; groups.count of them are shown */
    bool zeros_left;            /* outcomes whose weight is 0 in all of them are not shown */
} PlotPart;

typedef struct Plot {
    Arena arena; /* of all texts */
    ARRAY(PlotPart) parts;
    mpq_t scale;   /* the value at the end of the scale */
    bool negative; /* it reaches as far below 0 */
} Plot;

/* Of these values, in this order; count is not 0.  The plot keeps nothing of them. */
void plot_init(Plot *p, const PlotValue *values, size_t count);
void plot_clear(Plot *p);

/* As text, in the style's width, with blocks of an eighth where it has Unicode. */
void plot_write(const Plot *p, const Style *style, Sink *out);

/* As one SVG document of its own, for a light ground, without scripts. */
void plot_write_svg(const Plot *p, const Style *style, Sink *out);
/* Inside an HTML page that has plot_write_css in its style sheet: one `<svg>` for each panel, to
 * stand side by side where there is room.  `id` is the first of ids that are used for nothing else
 * in the page; returns the next. */
unsigned plot_write_html(const Plot *p, const Style *style, unsigned id, Sink *out);
void plot_write_css(Sink *out);

/* As TikZ, in a document that pdflatex compiles as it is; places are those of the SVG, 50 to a
 * centimetre.  The title becomes a comment. */
void plot_write_tikz(const Plot *p, const Style *style, const char *title, Sink *out);

/* As PNG or PDF, like sketch_write_image in picture.h. */
bool plot_write_image(const Plot *p, const Style *style, ImageFormat image, const char *title,
                      Sink *out) MUST_CHECK;

/* The end of the scale, exactly: `1`, `1/20`, `2e+24`. */
void plot_write_scale(const Plot *p, Sink *out);

/* How many units of a scale of so many the weight takes: rounded to the nearest, 0 only for 0. */
uint64_t plot_units(const mpq_t weight, const mpq_t scale, uint64_t units);

#endif
