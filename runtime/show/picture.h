/* picture.h -- scenes drawn: as text, SVG, TikZ, DOT.
 *
 *     Scene s = {0};
 *     scene_add_diagram(&s, d, PICTURE_MOST);
 *     TextStyle style = {.width = 80, .unicode = true, .margin = "  "};
 *     ok = scene_write_text(&s, &style, budget, out);
 *     scene_clear(&s);
 *
 * What is written depends on the scene and the style alone.  A writer returns false when the budget
 * stopped it, and has then written nothing. */
#ifndef CATGUT_PICTURE_H
#define CATGUT_PICTURE_H

#include "base/budget.h"
#include "base/sink.h"
#include "show/scene.h"

enum { PICTURE_MOST = 2000, TEXT_MOST = 150 }; /* boxes that a file, a terminal can take */

typedef struct TextStyle {
    int width;          /* columns; the drawing is made to fit them, margin included */
    bool unicode;       /* box drawing; else ASCII */
    bool color;         /* to tell latent, cut and put in */
    const char *margin; /* before each line that is not empty; NULL: nothing */
} TextStyle;

/* From top to bottom; from left to right where only that fits; else with long layers wrapped.  What
 * does not fit even so is cut off at the right, and counted in a line below.  Several looks stand
 * side by side where they fit, else below one another. */
bool scene_write_text(const Scene *s, const TextStyle *style, Budget *b, Sink *out) MUST_CHECK;

#endif
