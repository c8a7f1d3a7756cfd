/* drawing.c -- draw; see drawing.h. */
#include "lang/drawing.h"

#include "lang/elaborate.h"
#include "lang/file.h"
#include "lang/identifying.h"
#include "lang/illustration.h"
#include "lang/report.h"
#include "show/sketch.h"

#include <string.h>

TextStyle
session_text_style(const Session *s, const char *margin)
{
    return (TextStyle){.width = s->style.width,
                       .unicode = s->options.unicode,
                       .color = s->style.color,
                       .margin = margin};
}

/* ---- scenes ---- */

static void
comb_scene(Scene *to, const Value *v)
{
    size_t n = v->comb.holes.count;
    SceneHole *holes = memory_new(n, sizeof *holes);
    for (size_t i = 0; i < n; i++) {
        array_set(&holes[i].from, &v->comb.holes.at[i].from);
        array_set(&holes[i].to, &v->comb.holes.at[i].to);
    }
    scene_add_comb(to, &v->diagram, holes, n);
    for (size_t i = 0; i < n; i++) {
        array_clear(&holes[i].from);
        array_clear(&holes[i].to);
    }
    memory_free(holes);
}

static bool
diagram_scene(Session *s, Scene *to, const Value *v, size_t most, const Node *n)
{
    Diagram d = {0};
    bool ok = value_to_diagram(s, &d, v, n);
    if (ok)
        scene_add_diagram(to, &d, most);
    diagram_clear(&d);
    return ok;
}

bool
scene_of_value(Session *s, Scene *to, const Value *v, const char *as, size_t most, const Node *n)
{
    if (v->kind == VALUE_MODEL) {
        const Model *m = &v->model;
        return as ? scene_add_graphs(to, &m, 1, most) : scene_add_models(to, &m, 1, most);
    }
    if (v->kind == VALUE_DIAGRAM && v->is_comb) {
        comb_scene(to, v);
        return true;
    }
    return diagram_scene(s, to, v, most, n);
}

/* ---- where it goes ---- */

typedef enum Format {
    FORMAT_TEXT,
    FORMAT_SVG,
    FORMAT_TIKZ,
    FORMAT_DOT,
    FORMAT_PNG,
    FORMAT_PDF,
    FORMAT_NONE
} Format;

static const char suffixes[] = ".svg, .tex, .dot, .png or .pdf";

/* By its suffix. */
static Format
file_format(const char *path)
{
    static const char *const names[] = {[FORMAT_SVG] = ".svg",
                                        [FORMAT_TIKZ] = ".tex",
                                        [FORMAT_DOT] = ".dot",
                                        [FORMAT_PNG] = ".png",
                                        [FORMAT_PDF] = ".pdf"};
    size_t n = strlen(path);
    for (size_t i = FORMAT_SVG; i < FORMAT_NONE; i++) {
        size_t k = strlen(names[i]);
        if (n > k && strcmp(path + n - k, names[i]) == 0)
            return (Format)i;
    }
    return FORMAT_NONE;
}

typedef struct Draw {
    Session *s;
    const Node *list; /* what is drawn */
    const Node *file; /* NULL: on standard output */
    const char *as;   /* "graph", or NULL */
    Format format;
    size_t most;
} Draw;

static bool
write_image(Draw *d, const Scene *scene, const char *title, Sink *out)
{
    Sketch k = {0};
    bool ok = sketch_make(&k, scene, &d->s->budget) || complain_stopped(d->s, d->list->at);
    if (ok && !sketch_write_image(&k, d->format == FORMAT_PNG ? IMAGE_PNG : IMAGE_PDF, title, out))
        ok = complain_unwritable(d->s, d->file->at, d->file->text,
                                 "cairo cannot paint a picture of this size");
    sketch_clear(&k);
    return ok;
}

static bool
write_scene(Draw *d, const Scene *scene, const char *title, Sink *out)
{
    Session *s = d->s;
    TextStyle style = session_text_style(s, "");
    SvgStyle svg = {.title = title};
    bool ok = true;
    if (d->format == FORMAT_PNG || d->format == FORMAT_PDF)
        return write_image(d, scene, title, out);
    if (d->format == FORMAT_TEXT)
        ok = scene_write_text(scene, &style, &s->budget, out);
    else if (d->format == FORMAT_TIKZ)
        ok = scene_write_tikz(scene, title, &s->budget, out);
    else if (d->format == FORMAT_SVG)
        ok = scene_write_svg(scene, &svg, &s->budget, out);
    else
        scene_write_dot(scene, title, out);
    return ok || complain_stopped(s, d->list->at);
}

/* In a page a drawing is a picture, not its text. */
static void
put_text(Session *s, const Sink *text)
{
    if (s->report)
        report_mute(s->report, true);
    sink_add(&s->out, sink_text(text), text->count);
    if (s->report)
        report_mute(s->report, false);
}

static bool
put_scene(Draw *d, const Scene *scene, const Node *n)
{
    Sink text = {0};
    bool ok = write_scene(d, scene, span_text(d->s, n->at), &text);
    if (ok && d->file)
        ok = write_file(d->s, d->file, &text);
    else if (ok)
        put_text(d->s, &text);
    if (ok && d->s->report)
        illustration_write_scene(d->s, scene, span_text(d->s, n->at),
                                 report_figure(d->s->report));
    sink_clear(&text);
    return ok;
}

/* ---- the statement ---- */

static bool
draw_value(Draw *d, const Value *v, const Node *n)
{
    if (d->as && v->kind != VALUE_MODEL)
        return complain_draw_graph(d->s, n->at, v);
    Scene scene = {0};
    bool ok = scene_of_value(d->s, &scene, v, d->as, d->most, n) && put_scene(d, &scene, n);
    scene_clear(&scene);
    return ok;
}

/* Models with the same vertices are one picture, side by side. */
static bool
draw_together(Draw *d, const Value *v, bool *done)
{
    const Model *models[LOOKS_MAX];
    const Node *n = d->list;
    *done = n->count > 1 && n->count <= LOOKS_MAX;
    for (size_t i = 0; *done && i < n->count; i++) {
        *done = v[i].kind == VALUE_MODEL && scene_fits(&v[0].model, &v[i].model);
        models[i] = &v[i].model;
    }
    if (!*done)
        return true;
    Scene scene = {0};
    *done = d->as ? scene_add_graphs(&scene, models, n->count, d->most)
                  : scene_add_models(&scene, models, n->count, d->most);
    for (size_t i = 0; *done && i < n->count; i++)
        scene.title[i] = scene_text(&scene, span_text(d->s, n->kids[i]->at));
    bool ok = !*done || put_scene(d, &scene, n);
    scene_clear(&scene);
    return ok;
}

static bool
draw_all(Draw *d, const Value *v)
{
    bool done = false, ok = draw_together(d, v, &done);
    if (ok && !done && d->file && d->list->count > 1)
        return complain_draw_several(d->s, d->list->kids[1]->at);
    for (uint32_t i = 0; ok && !done && i < d->list->count; i++)
        ok = draw_value(d, &v[i], d->list->kids[i]);
    return ok;
}

bool
run_draw(Session *s, const Node *n)
{
    Draw d = {.s = s, .list = n->kids[0], .as = n->text, .most = TEXT_MOST};
    if (n->text && strcmp(n->text, "graph") != 0)
        return complain_draw_as(s, n->text_at, n->text);
    if (n->count > 1) {
        d.file = n->kids[1];
        d.format = file_format(d.file->text);
        d.most = PICTURE_MOST;
    }
    if (d.format == FORMAT_NONE)
        return complain_draw_suffix(s, d.file->at, d.file->text, suffixes);
    if ((d.format == FORMAT_PNG || d.format == FORMAT_PDF) && !picture_paints())
        return complain_no_cairo(s, d.file->at, d.file->text);
    Value *v = memory_new(d.list->count, sizeof *v);
    bool ok = true;
    for (uint32_t i = 0; ok && i < d.list->count; i++)
        ok = elaborate(s, &v[i], d.list->kids[i]);
    ok = ok && draw_all(&d, v);
    for (uint32_t i = 0; i < d.list->count; i++)
        value_clear(&v[i]);
    memory_free(v);
    return ok;
}
