/* picture.h -- scenes drawn: as text, SVG, TikZ, DOT, PNG and PDF.
 *
 *     Scene s = {0};
 *     scene_add_diagram(&s, d, PICTURE_MOST);
 *     TextStyle style = {.width = 80, .unicode = true, .margin = "  "};
 *     ok = scene_write_text(&s, &style, budget, out);
 *     scene_clear(&s);
 *
 * What is written depends on the scene and the style alone.  A writer returns false when the budget
 * stopped it, and has then written nothing. */
#ifndef CATGUT_PICTURE_PICTURE_H
#define CATGUT_PICTURE_PICTURE_H

#include "base/budget.h"
#include "base/sink.h"
#include "picture/scene.h"

enum { PICTURE_MOST = 2000, TEXT_MOST = 150 }; /* boxes that a file, a terminal can take */

typedef struct TextStyle {
    int width;          /* columns; the drawing is made to fit them, margin included */
    bool unicode;       /* box drawing; else ASCII */
    bool color;         /* to tell latent, cut and put in */
    bool up;            /* from bottom to top, not from top to bottom */
    const char *margin; /* before each line that is not empty; NULL: nothing */
} TextStyle;

/* Ways of drawing are tried until one fits the width: from top to bottom; the same, closer; from
 * left to right; with outputs where their wires begin, and layers broken into several.  Where none
 * fits names are shortened; then only those boxes are drawn that are near to what is asked or cut,
 * or else the first ones, and a line below counts the others.  Several looks stand side by side
 * where they fit, else below one another. */
bool scene_write_text(const Scene *s, const TextStyle *style, Budget *b, Sink *out) MUST_CHECK;

typedef struct SvgStyle {
    const char *title;       /* what it shows; NULL: "A diagram" */
    const char *description; /* in words; NULL: its boxes and what they read */
    bool dark;               /* colours for a dark ground, not for a light one */
    bool up;                 /* from bottom to top */
    int percent;             /* its size; 0: 100 */
} SvgStyle;

/* One <svg> element, for a file or inside a page: from top to bottom, all looks side by side, title
 * and description, text as text, no scripts, no links, no ids; no ground of its own; all within the
 * class `catgut`. */
bool scene_write_svg(const Scene *s, const SvgStyle *style, Budget *b, Sink *out) MUST_CHECK;
/* The same of n scenes, one below the other. */
bool scenes_write_svg(const Scene *s, size_t n, const SvgStyle *style, Budget *b,
                      Sink *out) MUST_CHECK;


typedef struct TikzStyle {
    const char *title; /* becomes a comment; NULL: "A diagram" */
    bool up;           /* from bottom to top */
    int percent;       /* its size; 0: 100 */
    bool standalone;   /* a document that pdflatex compiles as it is; else what a paper can input */
} TikzStyle;

/* n scenes as TikZ: named nodes, wires between them with the curves of the SVG, looks side by side,
 * and before them the styles, all called `catgut ...`. */
bool scenes_write_tikz(const Scene *s, size_t n, const TikzStyle *style, Budget *b,
                       Sink *out) MUST_CHECK;

/* Nodes and edges for Graphviz, which lays them out its own way. */
void scene_write_dot(const Scene *s, const char *title, bool up, Sink *out);

struct Sketch;
/* PNG with two pixels to a unit, or more so that it is PNG_WIDTH wide, or PDF with its text as
 * text: in the light colours, on white.  False: cairo is not there (then picture_paints is false
 * too), it failed, or the budget has no room for so many pixels. */
enum { PNG_WIDTH = 1600 }; /* at 100 percent */
typedef enum ImageFormat { IMAGE_PNG, IMAGE_PDF } ImageFormat;
bool sketch_write_image(const struct Sketch *k, ImageFormat image, int percent, const char *title,
                        Sink *out) MUST_CHECK;
/* Loads cairo: was the program built with it, and is it installed? */
bool picture_paints(void);

/* What the scene shows, as a sentence. */
void scene_write_words(const Scene *s, Sink *out);

#endif
