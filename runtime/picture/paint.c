/* paint.c -- sketches as PNG and PDF, by cairo; see picture.h.  The one file that knows cairo; with
 * CATGUT_NO_CAIRO (`make CAIRO=no`) it can do neither, and says so. */
#include "picture/picture.h"

#include "picture/sketch.h"

#ifdef CATGUT_NO_CAIRO

bool
picture_paints(void)
{
    return false;
}

bool
sketch_write_image(const Sketch *k, ImageFormat image, const char *title, Sink *out)
{
    (void)k;
    (void)image;
    (void)title;
    (void)out;
    return false;
}

#else

#include <cairo-pdf.h>
#include <cairo.h>

enum { SCALE = 2, SIDE_MOST = 30000 }; /* pixels of PNG to a unit; what cairo can hold */

bool
picture_paints(void)
{
    return true;
}

static cairo_status_t
take_bytes(void *out, const unsigned char *bytes, unsigned int count)
{
    sink_add(out, (const char *)bytes, count);
    return sink_is_cut(out) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void
set_ink(cairo_t *c, Tone tone)
{
    static const unsigned char inks[][3] = {[TONE_PLAIN] = {27, 27, 31},
                                            [TONE_LATENT] = {122, 62, 161},
                                            [TONE_CUT] = {192, 57, 43},
                                            [TONE_PUT_IN] = {29, 122, 70},
                                            [TONE_QUIET] = {95, 99, 104}};
    cairo_set_source_rgb(c, inks[tone][0] / 255.0, inks[tone][1] / 255.0, inks[tone][2] / 255.0);
}

static void
trace(cairo_t *c, const Sketch *k, const Mark *m)
{
    for (uint32_t i = m->first; i < m->first + m->count; i++) {
        const SketchStep *s = &k->steps.at[i];
        if (s->op == 'M')
            cairo_move_to(c, s->x[0], s->y[0]);
        else if (s->op == 'L')
            cairo_line_to(c, s->x[0], s->y[0]);
        else
            cairo_curve_to(c, s->x[0], s->y[0], s->x[1], s->y[1], s->x[2], s->y[2]);
    }
}

static void
stroke(cairo_t *c, const Mark *m)
{
    static const double dashes[][2] = {[DASH_LONG] = {5, 4}, [DASH_DOTS] = {0, 4}};
    cairo_set_dash(c, dashes[m->dash], m->dash ? 2 : 0, 0);
    set_ink(c, m->tone);
    cairo_stroke(c);
}

static void
fill_and_stroke(cairo_t *c, const Mark *m)
{
    cairo_set_source_rgb(c, 1, 1, 1);
    cairo_fill_preserve(c);
    stroke(c, m);
}

static void
paint_rectangle(cairo_t *c, const Mark *m)
{
    double r = m->round, x = m->x, y = m->y, w = m->width, h = m->height, quarter = 1.5708;
    cairo_new_sub_path(c);
    cairo_arc(c, x + w - r, y + r, r, -quarter, 0);
    cairo_arc(c, x + w - r, y + h - r, r, 0, quarter);
    cairo_arc(c, x + r, y + h - r, r, quarter, 2 * quarter);
    cairo_arc(c, x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(c);
}

static void
paint_text(cairo_t *c, const Mark *m)
{
    cairo_text_extents_t e;
    cairo_font_extents_t f;
    cairo_select_font_face(c, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           m->tone == TONE_PUT_IN ? CAIRO_FONT_WEIGHT_BOLD
                                                  : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(c, m->tone == TONE_QUIET ? 12 : 14);
    cairo_text_extents(c, m->text, &e);
    cairo_font_extents(c, &f);
    set_ink(c, m->tone);
    cairo_move_to(c, m->x - e.x_advance * (m->anchor + 1) / 2, m->y + (f.ascent - f.descent) / 2);
    cairo_show_text(c, m->text);
    cairo_new_path(c);
}

static void
paint_head(cairo_t *c, const Mark *m)
{
    int x[3], y[3];
    mark_head(m, x, y);
    for (int i = 0; i < 3; i++)
        cairo_line_to(c, x[i] / 10.0, y[i] / 10.0);
    set_ink(c, m->tone);
    cairo_fill(c);
}

static void
paint_mark(cairo_t *c, const Sketch *k, const Mark *m)
{
    switch (m->kind) {
    case MARK_LINE:
        trace(c, k, m);
        stroke(c, m);
        return;
    case MARK_HEAD:
        paint_head(c, m);
        return;
    case MARK_AREA:
        trace(c, k, m);
        cairo_close_path(c);
        fill_and_stroke(c, m);
        return;
    case MARK_SOLID:
        trace(c, k, m);
        set_ink(c, m->tone);
        cairo_fill(c);
        return;
    case MARK_BOX:
        paint_rectangle(c, m);
        fill_and_stroke(c, m);
        return;
    case MARK_DOT:
        cairo_arc(c, m->x, m->y, m->width, 0, 6.2832);
        set_ink(c, m->tone);
        cairo_fill(c);
        return;
    default:
        paint_text(c, m);
    }
}

static void
paint_all(cairo_t *c, const Sketch *k, Budget *b)
{
    enum { MARK_STEPS = 100 };
    cairo_set_source_rgb(c, 1, 1, 1);
    cairo_paint(c);
    cairo_set_line_width(c, 1.5);
    cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(c, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < k->marks.count && (!b || budget_step(b, MARK_STEPS)); i++)
        paint_mark(c, k, &k->marks.at[i]);
}

/* As many pixels to a unit as it can hold. */
static double
find_scale(const Sketch *k)
{
    int side = k->width > k->height ? k->width : k->height;
    return side * SCALE <= SIDE_MOST ? SCALE : (double)SIDE_MOST / side;
}

bool
sketch_write_image(const Sketch *k, ImageFormat image, const char *title, Sink *out)
{
    double scale = find_scale(k);
    cairo_surface_t *surface =
        image == IMAGE_PNG ? cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(k->width * scale),
                                                        (int)(k->height * scale))
                           : cairo_pdf_surface_create_for_stream(take_bytes, out, k->width * 0.75,
                                                                 k->height * 0.75);
    if (image == IMAGE_PDF) { /* nothing but the picture decides what is written: no clock */
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                       "1970-01-01T00:00:00Z");
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    }
    cairo_t *c = cairo_create(surface);
    cairo_scale(c, image == IMAGE_PNG ? scale : 0.75, image == IMAGE_PNG ? scale : 0.75);
    paint_all(c, k, out->budget);
    bool ok = cairo_status(c) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(c);
    if (ok && image == IMAGE_PNG)
        ok = cairo_surface_write_to_png_stream(surface, take_bytes, out) == CAIRO_STATUS_SUCCESS;
    cairo_surface_finish(surface);
    ok = ok && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return ok;
}

#endif
