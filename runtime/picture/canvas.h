/* canvas.h -- a grid of characters in which lines are drawn; for this folder alone.
 *
 * A cell holds a character, or the arms of the lines that meet in it; these decide its character
 * when it is written.  A canvas can be turned: then what went down goes to the right.
 *
 * A Canvas owns its cells. */
#ifndef CATGUT_PICTURE_CANVAS_H
#define CATGUT_PICTURE_CANVAS_H

#include "base/sink.h"
#include "picture/scene.h"

enum { ARM_BACK = 1, ARM_AHEAD = 2, ARM_LEFT = 4, ARM_RIGHT = 8 }; /* as one looks along the flow */

typedef enum Ink { INK_PLAIN, INK_LATENT, INK_CUT, INK_PUT_IN, INK_QUIET } Ink;

typedef struct Cell {
    char glyph[12]; /* UTF-8, with marks on it; "" where arms decide */
    bool covered;   /* by the wide character before it */
    uint8_t arms, dashed, sharp; /* sharp: corners of a box */
    uint8_t ink;
} Cell;

typedef struct Canvas {
    Cell *cells;
    int width, height; /* of the text */
    bool turned, unicode, color;
    bool up; /* what went down goes up */
} Canvas;

void canvas_init(Canvas *c, int across, int along, bool turned);
void canvas_clear(Canvas *c);

/* The cell at a place across and along the flow; NULL outside. */
Cell *canvas_cell(Canvas *c, int across, int along);


/* A line, both ends included, with an arm out of each end where `open` has it. */
void canvas_add_line(Canvas *c, int from_across, int from_along, int to_across, int to_along,
                     Ink ink, bool dashed);

/* A text that begins at this row and column, whichever way the canvas is turned. */
void canvas_put_text(Canvas *c, int column, int row, const char *text, Ink ink);
void canvas_put_glyph(Canvas *c, int across, int along, const char *glyph, Ink ink);

/* All rows, blanks at their ends left out, each after the margin; cut off at `most` columns. */
void canvas_write(const Canvas *c, const char *margin, int most, Sink *out);
/* One row, without a line end, filled with blanks to the width. */
void canvas_write_row(const Canvas *c, int row, int width, Sink *out);

#endif
