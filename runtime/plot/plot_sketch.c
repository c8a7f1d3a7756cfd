/* plot_sketch.c -- plots as sketches, for PNG and PDF.  One tone a panel: the first plain, the
 * second as what surgery puts in. */
#include "picture/picture.h"
#include "plot/plot_panel.h"
#include "picture/sketch.h"

#include <string.h>

typedef struct Place {
    Sketch *k;
    int x, y; /* of the panel */
} Place;

static void
add_text(Panels *v, const Place *at, const PanelMark *m)
{
    Tone tone = m->tone == PANEL_DIM ? TONE_QUIET : TONE_PLAIN;
    int x = at->x + m->x, y = at->y + m->y + PANEL_LINE / 2;
    if (!m->more) {
        sketch_add_text(at->k, x, y, m->anchor, m->text, tone);
        return;
    }
    size_t both = strlen(m->text) + strlen(m->more) + sizeof "  ";
    char *text = arena_new(&v->texts, both);
    snprintf(text, both, "%s  %s", m->text, m->more);
    sketch_add_text(at->k, x, y, m->anchor, text, tone);
}

static void
add_bar(const Place *at, const PanelMark *m, size_t panel)
{
    static const Tone tones[] = {TONE_PLAIN, TONE_PUT_IN, TONE_LATENT, TONE_CUT};
    int left = at->x + m->x, right = left + m->width, top = at->y + m->y, low = top + PANEL_BAR;
    sketch_add(at->k, MARK_SOLID, tones[panel % 4]);
    sketch_add_step(at->k, 'M', left, top);
    sketch_add_step(at->k, 'L', right, top);
    sketch_add_step(at->k, 'L', right, low);
    sketch_add_step(at->k, 'L', left, low);
}

static void
add_line(const Place *at, int from_x, int from_y, int to_x, int to_y)
{
    sketch_add(at->k, MARK_LINE, TONE_QUIET);
    sketch_add_step(at->k, 'M', at->x + from_x, at->y + from_y);
    sketch_add_step(at->k, 'L', at->x + to_x, at->y + to_y);
}

static void
add_scale(const Place *at, const PanelMark *m)
{
    add_line(at, 0, m->y, m->width, m->y);
    add_line(at, 0, m->y, 0, m->y - 6);
    add_line(at, m->zero, m->y, m->zero, m->y - 6);
    add_line(at, m->width, m->y, m->width, m->y - 6);
}

static void
add_panel(Panels *v, const Place *at, size_t panel)
{
    panels_make(v, panel);
    for (size_t i = 0; i < v->marks.count; i++) {
        const PanelMark *m = &v->marks.at[i];
        if (m->kind == PANEL_TEXT)
            add_text(v, at, m);
        else if (m->kind == PANEL_BAR_MARK)
            add_bar(at, m, panel);
        else
            add_scale(at, m);
    }
}

bool
plot_write_image(const Plot *p, const Style *style, ImageFormat image, const char *title, Sink *out)
{
    Panels v;
    Sketch k = {0};
    panels_init(&v, p, style);
    panels_extent(&v, &k.width, &k.height);
    Place at = {.k = &k, .y = PANEL_MARGIN};
    for (size_t i = 0; i < p->parts.count; i++) {
        panels_start(&v, i);
        at.x = PANEL_MARGIN;
        for (size_t n = 0; n < v.part->titles.count; n++) {
            add_panel(&v, &at, n);
            at.x += v.width + PANEL_GAP;
        }
        at.y += v.height + PANEL_MARGIN;
    }
    bool ok = sketch_write_image(&k, image, style->percent, title, out);
    sketch_clear(&k);
    panels_clear(&v);
    return ok;
}
