/* paint.c -- sketches as PNG and PDF, by cairo; see picture.h.  The one file that knows cairo,
 * which is loaded when it is first used: what it needs in turn takes time and memory before it does
 * anything.  Where it is not there, or with CATGUT_NO_CAIRO (`make CAIRO=no`), this can do neither,
 * and says so. */
#include "picture/picture.h"

#include "picture/arrow.h"
#include "picture/sketch.h"

#ifdef CATGUT_NO_CAIRO

bool
picture_paints(void)
{
    return false;
}

bool
sketch_write_image(const Sketch *k, ImageFormat image, int percent, const char *title, Sink *out)
{
    (void)k;
    (void)percent;
    (void)image;
    (void)title;
    (void)out;
    return false;
}

#else

#include "base/library.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <string.h>

enum {
    SCALE = 2,              /* pixels of PNG to a unit, at least; */
    PIXELS_MOST = 40000000, /* but not more than so many to make it wide, */
    SIDE_MOST = 30000       /* and what cairo can hold */
};

/* ---- the library ---- */

#define CALLS(F) \
    F(arc) F(close_path) F(create) F(curve_to) F(destroy) F(fill) F(font_extents)                \
    F(image_surface_create) F(line_to) F(move_to) F(new_path) F(new_sub_path)    \
    F(paint) F(pdf_surface_create_for_stream) F(pdf_surface_set_metadata) F(scale)               \
    F(select_font_face) F(set_dash) F(set_font_size) F(set_line_cap) F(set_line_join)            \
    F(set_line_width) F(set_source_rgb) F(show_text) F(status) F(stroke) F(surface_destroy)      \
    F(surface_finish) F(surface_status) F(surface_write_to_png_stream) F(text_extents)   \
    F(translate)

/* Its functions, by their names behind `cairo_`, and what they paint on. */
typedef struct Cairo {
#define DECLARE(name) __typeof__(cairo_##name) *name;
    CALLS(DECLARE)
#undef DECLARE
    cairo_t *to;
} Cairo;

static bool
find_call(void *library, const char *name, void *call)
{
    void *found = library_find(library, name);
    memcpy(call, &found, sizeof found);
    return found != NULL;
}

/* It stays in memory: the program is about to use it again. */
static bool
load(Cairo *c)
{
    *c = (Cairo){0};
    static const char *const names[] = {"libcairo.so.2", "libcairo.2.dylib", NULL};
    void *library = library_open(names);
    bool ok = library != NULL;
#define FIND(name) ok = ok && find_call(library, "cairo_" #name, &c->name);
    CALLS(FIND)
#undef FIND
    return ok;
}

#undef CALLS

bool
picture_paints(void)
{
    Cairo c;
    return load(&c);
}

/* ---- painting ---- */

static cairo_status_t
take_bytes(void *out, const unsigned char *bytes, unsigned int count)
{
    sink_add(out, (const char *)bytes, count);
    return sink_is_cut(out) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void
set_ink(const Cairo *c, Tone tone)
{
    static const unsigned char inks[][3] = {[TONE_PLAIN] = {27, 27, 31},
                                            [TONE_LATENT] = {122, 62, 161},
                                            [TONE_CUT] = {192, 57, 43},
                                            [TONE_PUT_IN] = {29, 122, 70},
                                            [TONE_QUIET] = {95, 99, 104}};
    c->set_source_rgb(c->to, inks[tone][0] / 255.0, inks[tone][1] / 255.0, inks[tone][2] / 255.0);
}

static void
trace(const Cairo *c, const Sketch *k, const Mark *m)
{
    for (uint32_t i = m->first; i < m->first + m->count; i++) {
        const SketchStep *s = &k->steps.at[i];
        if (s->op == 'M')
            c->move_to(c->to, s->x[0], s->y[0]);
        else if (s->op == 'L')
            c->line_to(c->to, s->x[0], s->y[0]);
        else
            c->curve_to(c->to, s->x[0], s->y[0], s->x[1], s->y[1], s->x[2], s->y[2]);
    }
}

static void
stroke(const Cairo *c, const Mark *m)
{
    static const double dashes[][2] = {[DASH_LONG] = {5, 4}, [DASH_DOTS] = {0, 4}};
    c->set_dash(c->to, dashes[m->dash], m->dash ? 2 : 0, 0);
    set_ink(c, m->tone);
    c->set_line_width(c->to, m->tone == TONE_PUT_IN && m->kind == MARK_BOX ? 2.5 : 1.5);
    c->stroke(c->to);
}

static void
paint_rectangle(const Cairo *c, const Mark *m)
{
    double r = m->round, x = m->x, y = m->y, w = m->width, h = m->height, quarter = 1.5708;
    c->new_sub_path(c->to);
    c->arc(c->to, x + w - r, y + r, r, -quarter, 0);
    c->arc(c->to, x + w - r, y + h - r, r, 0, quarter);
    c->arc(c->to, x + r, y + h - r, r, quarter, 2 * quarter);
    c->arc(c->to, x + r, y + r, r, 2 * quarter, 3 * quarter);
    c->close_path(c->to);
}

static void
paint_text(const Cairo *c, const Mark *m)
{
    cairo_text_extents_t e;
    cairo_font_extents_t f;
    c->select_font_face(c->to, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           m->tone == TONE_PUT_IN ? CAIRO_FONT_WEIGHT_BOLD
                                                  : CAIRO_FONT_WEIGHT_NORMAL);
    c->set_font_size(c->to, m->tone == TONE_QUIET ? 12 : 14);
    c->text_extents(c->to, m->text, &e);
    c->font_extents(c->to, &f);
    set_ink(c, m->tone);
    c->move_to(c->to, m->x - e.x_advance * (m->anchor + 1) / 2, m->y + (f.ascent - f.descent) / 2);
    c->show_text(c->to, m->text);
    c->new_path(c->to);
}

static void
paint_head(const Cairo *c, const Mark *m)
{
    int x[3], y[3];
    mark_head(m, x, y);
    for (int i = 0; i < 3; i++)
        c->line_to(c->to, x[i] / 10.0, y[i] / 10.0);
    set_ink(c, m->tone);
    c->fill(c->to);
}

static void
paint_mark(const Cairo *c, const Sketch *k, const Mark *m)
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
        c->close_path(c->to);
        stroke(c, m);
        return;
    case MARK_SOLID:
        trace(c, k, m);
        set_ink(c, m->tone);
        c->fill(c->to);
        return;
    case MARK_BOX:
        paint_rectangle(c, m);
        stroke(c, m);
        return;
    case MARK_DOT:
        c->arc(c->to, m->x, m->y, m->width, 0, 6.2832);
        set_ink(c, m->tone);
        c->fill(c->to);
        return;
    default:
        paint_text(c, m);
    }
}

static void
paint_all(const Cairo *c, const Sketch *k, Budget *b)
{
    enum { MARK_STEPS = 100 };
    c->set_line_cap(c->to, CAIRO_LINE_CAP_ROUND);
    c->set_line_join(c->to, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < k->marks.count && (!b || budget_step(b, MARK_STEPS)); i++)
        paint_mark(c, k, &k->marks.at[i]);
}

/* Thousandths of a pixel to a unit: as many as make it wide enough, if that is not too much. */
static int64_t
find_scale(const Sketch *k, int percent)
{
    enum { ONE = 1000 };
    int64_t width = k->width, height = k->height, side = width > height ? width : height;
    int64_t scale = (PNG_WIDTH * ONE + width - 1) / width;
    int64_t most = whole_root((int64_t)PIXELS_MOST * ONE * ONE / (width * height));
    scale = scale > most ? most : scale;
    scale = (scale < SCALE * ONE ? SCALE * ONE : scale) * percent / 100;
    most = (int64_t)SIDE_MOST * ONE / side;
    return scale > most ? most : scale;
}

/* On white, in the middle of so many pixels. */
static bool
paint_png(Cairo *c, const Sketch *k, int percent, Sink *out)
{
    int64_t scale = find_scale(k, percent);
    int width = (int)(k->width * scale / 1000), height = (int)(k->height * scale / 1000);
    int least = percent < 100 ? 1 : PNG_WIDTH, room = width < least ? least : width;
    if (out->budget && !budget_allows(out->budget, (uint64_t)room * (uint64_t)height * 4))
        return false;
    cairo_surface_t *surface = c->image_surface_create(CAIRO_FORMAT_RGB24, room, height);
    c->to = c->create(surface);
    c->set_source_rgb(c->to, 1, 1, 1);
    c->paint(c->to);
    c->translate(c->to, (room - width) / 2.0, 0);
    c->scale(c->to, (double)scale / 1000, (double)scale / 1000);
    paint_all(c, k, out->budget);
    bool ok = c->status(c->to) == CAIRO_STATUS_SUCCESS;
    c->destroy(c->to);
    ok = ok && c->surface_write_to_png_stream(surface, take_bytes, out) == CAIRO_STATUS_SUCCESS;
    c->surface_destroy(surface);
    return ok;
}

/* Nothing but the picture decides what is written: no clock. */
static bool
paint_pdf(Cairo *c, const Sketch *k, int percent, const char *title, Sink *out)
{
    double point = 0.75 * percent / 100;
    cairo_surface_t *surface =
        c->pdf_surface_create_for_stream(take_bytes, out, k->width * point, k->height * point);
    c->pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
    c->pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    c->to = c->create(surface);
    c->scale(c->to, point, point);
    paint_all(c, k, out->budget);
    bool ok = c->status(c->to) == CAIRO_STATUS_SUCCESS;
    c->destroy(c->to);
    c->surface_finish(surface);
    ok = ok && c->surface_status(surface) == CAIRO_STATUS_SUCCESS;
    c->surface_destroy(surface);
    return ok;
}

bool
sketch_write_image(const Sketch *k, ImageFormat image, int percent, const char *title, Sink *out)
{
    Cairo c;
    percent = percent ? percent : 100;
    return load(&c) && (image == IMAGE_PNG ? paint_png(&c, k, percent, out)
                                           : paint_pdf(&c, k, percent, title, out));
}

#endif
