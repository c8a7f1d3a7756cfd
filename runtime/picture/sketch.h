/* sketch.h -- a picture as strokes, boxes and texts at whole units, which SVG and cairo draw.
 *
 * y grows downwards.  Later marks are drawn over earlier ones.  A Sketch owns its arrays and the
 * lines of its titles; other texts are literals, or the scene's, which must live as long. */
#ifndef CATGUT_PICTURE_SKETCH_H
#define CATGUT_PICTURE_SKETCH_H

#include "base/budget.h"
#include "base/memory.h"
#include "picture/scene.h"
#include "picture/sketch_step.h"

typedef enum Tone { TONE_PLAIN, TONE_LATENT, TONE_CUT, TONE_PUT_IN, TONE_QUIET } Tone;

/* Of a line: latent, and cut; so that black and white tells them as well. */
typedef enum Dash { DASH_NONE, DASH_LONG, DASH_DOTS } Dash;

typedef enum MarkKind {
    MARK_LINE,  /* along its steps */
    MARK_HEAD,  /* of an arrow: its tip is at x, y, and it comes along width, height */
    MARK_AREA,  /* within its steps: with an edge */
    MARK_SOLID, /* within its steps: filled with the ink */
    MARK_BOX,   /* a rectangle at x, y of this width and height */
    MARK_DOT,   /* a disc around x, y */
    MARK_TEXT   /* a text at x, y: the middle of its line */
} MarkKind;

typedef struct Mark {
    MarkKind kind;
    Tone tone;
    Dash dash;
    uint32_t first, count; /* its steps */
    int x, y, width, height;
    int anchor; /* of a text: -1 it begins at x, 0 it is centred, 1 it ends there */
    int round; /* corners of a box */
    const char *text;
} Mark;

typedef struct Sketch {
    ARRAY(Mark) marks;
    ARRAY(SketchStep) steps;
    int width, height;
    Arena lines;
} Sketch;

void sketch_clear(Sketch *k);

/* n scenes, one below the other; the pictures of each side by side, from top to bottom or from
 * bottom to top, titles above. False: the budget stopped it. */
bool sketch_make(Sketch *to, const Scene *s, size_t n, bool up, Budget *b) MUST_CHECK;

/* The corners of an arrow's head, in tenths of a unit; its tip first. */
void mark_head(const Mark *m, int x[3], int y[3]);

/* Building, for other pictures: plots. */
Mark *sketch_add(Sketch *k, MarkKind kind, Tone tone);
void sketch_add_text(Sketch *k, int x, int y, int anchor, const char *text, Tone tone);
void sketch_add_step(Sketch *k, char op, int x, int y); /* to the last mark */

#endif
