/* drawing.c -- draw: from values to scenes, and from scenes to the terminal or a file; see
 * drawing.h.  What is drawn becomes a list of scenes first; a functor alone has tables too. */
#include "lang/drawing.h"

#include "diagram/write.h"
#include "lang/elaborate.h"
#include "lang/file.h"
#include "lang/identifying.h"
#include "lang/illustration.h"
#include "lang/report.h"
#include "show/json.h"
#include "picture/layout.h"
#include "picture/sketch.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

typedef enum Format {
    FORMAT_SCREEN, /* text that fits what it is printed on */
    FORMAT_TEXT,
    FORMAT_SVG,
    FORMAT_TIKZ,
    FORMAT_DOT,
    FORMAT_PNG,
    FORMAT_PDF,
    FORMAT_NONE
} Format;

typedef ARRAY(Scene) SceneList;

typedef struct Draw {
    Session *s;
    const Node *list; /* what is drawn */
    const Node *file; /* NULL: on standard output */
    const char *as;   /* "graph", or NULL */
    Format format;
    size_t most; /* boxes in a picture */
    SceneList scenes;
    Sink tables; /* of functors: text that is ready */
} Draw;

int
terminal_width(void)
{
    struct winsize size;
    bool known =
        isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20;
    return known ? size.ws_col : 80;
}

TextStyle
session_text_style(const Session *s, const char *margin)
{
    return (TextStyle){.width = s->options.width ? terminal_width() : s->style.width,
                       .unicode = s->options.unicode,
                       .color = s->style.color,
                       .margin = margin};
}

/* ---- for others ---- */

static void
write_scene(Session *s, const Scene *scene, const char *margin, Sink *out)
{
    TextStyle style = session_text_style(s, margin);
    style.color = false;
    (void)!scene_write_text(scene, &style, &s->budget, out); /* a limit will be met again */
}

void
drawing_write_diagram(Session *s, const Diagram *d, const char *margin, Sink *out)
{
    Scene scene = {0};
    scene_add_diagram(&scene, d, TEXT_MOST);
    write_scene(s, &scene, margin, out);
    scene_clear(&scene);
}

void
drawing_write_surgery(Session *s, const Model *before, const Model *after, const char *margin,
                      Sink *out)
{
    const Model *both[] = {before, after};
    Scene scene = {0};
    if (before->vertices.count <= TEXT_MOST && scene_fits(before, after) &&
        scene_add_models(&scene, both, 2, TEXT_MOST)) {
        scene.title[0] = "before";
        scene.title[1] = "after";
        write_scene(s, &scene, margin, out);
    }
    scene_clear(&scene);
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
    if (v->kind == VALUE_DIAGRAM && v->is_comb && v->diagram.uses.count <= most) {
        comb_scene(to, v);
        return true;
    }
    return diagram_scene(s, to, v, most, n);
}

/* The recipes that an estimand is made of, each under its name, then itself. */
static void
add_estimand(Draw *d, const Value *v, const Node *n)
{
    size_t count = v->identified->shown.recipes.count;
    Diagram *diagrams = memory_new(count, sizeof *diagrams);
    Name *names = memory_new(count, sizeof *names);
    estimand_diagrams(d->s, v->identified, diagrams, names);
    names[count - 1] = span_text(d->s, n->at);
    for (size_t i = 0; i < count; i++) {
        Scene scene = {0};
        scene_add_diagram(&scene, &diagrams[i], d->most);
        scene.title[0] = count > 1 ? scene_text(&scene, names[i]) : NULL;
        array_push(&d->scenes, scene);
        diagram_clear(&diagrams[i]);
    }
    memory_free(names);
    memory_free(diagrams);
}

/* ---- functors ---- */

/* The lines of a table beside those of a picture. */
static void
write_lines_beside(const char *left, const char *right, Sink *out)
{
    enum { GAP = 4 };
    size_t widest = 0;
    for (const char *line = left, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        Sink one = {0};
        sink_add(&one, line, (size_t)(end - line));
        size_t width = (size_t)label_width(sink_text(&one));
        widest = width > widest ? width : widest;
        sink_clear(&one);
    }
    while (*left || *right) {
        size_t n = strcspn(left, "\n"), m = strcspn(right, "\n");
        Sink one = {0};
        sink_add(&one, left, n);
        sink_add(out, left, n);
        if (m)
            sink_fill(out, ' ', widest + GAP - (size_t)label_width(sink_text(&one)));
        sink_add(out, right, m);
        sink_put(out, "\n");
        left += left[n] ? n + 1 : n;
        right += right[m] ? m + 1 : m;
        sink_clear(&one);
    }
}

/* Has every box of it a meaning, so that there is a table? */
static bool
has_table(const Session *s, const Diagram *d)
{
    bool all = true;
    for (size_t i = 0; all && i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        all = box->kind != BOX_FREE || meaning_find(&s->meaning, box->id);
    }
    return all;
}

/* What the functor makes of the box, as a table where that is small. */
static bool
write_meaning(Draw *d, const Diagram *image, const Node *n, Sink *out)
{
    enum { ROWS = 8, ENTRIES = 40 };
    Value v = {0};
    Style style = d->s->style;
    style.color = false;
    style.width = style.width * 2 / 3;
    if (!has_table(d->s, image)) {
        diagram_write(image, names_add_text(&d->s->names, "image"), out);
        return true;
    }
    bool ok = session_meaning(d->s, &v, image, n);
    if (ok && matrix_rows(&v.matrix) <= ROWS && v.matrix.weight.count <= ENTRIES)
        write_value(d->s, &v, NULL, &style, out);
    else if (ok)
        sink_print(out, "(%zu rows: show %s)\n", matrix_rows(&v.matrix), span_text(d->s, n->at));
    value_clear(&v);
    return ok;
}

/* The box alone, with its wires. */
static void
box_scene(Scene *to, const Box *box)
{
    Diagram d = {0};
    WireList in = {0};
    for (size_t i = 0; i < box->in.count; i++)
        array_push(&in, diagram_add_input(&d, box->in.at[i], NULL));
    uint32_t out = diagram_add_box(&d, box, in.at, 0);
    for (uint32_t i = 0; i < box->out.count; i++)
        diagram_add_output(&d, out + i, NULL);
    scene_add_diagram(to, &d, SIZE_MAX);
    array_clear(&in);
    diagram_clear(&d);
}

static bool
add_functor(Draw *d, const Value *v, const Node *n)
{
    const Signature *signature = &d->s->signature;
    TextStyle style = session_text_style(d->s, "");
    style.color = false;
    bool ok = true;
    size_t count = signature->boxes.count; /* evaluating may make more */
    for (size_t i = 0; ok && i < count; i++) {
        const Diagram *image = functor_find_box(v->functor, signature->boxes.at[i]);
        if (!image)
            continue;
        Scene scene = {0};
        Sink picture = {0}, table = {0};
        box_scene(&scene, signature->boxes.at[i]);
        if (d->format <= FORMAT_TEXT) {
            ok = write_meaning(d, image, n, &table) &&
                 (scene_write_text(&scene, &style, &d->s->budget, &picture) ||
                  complain_stopped(d->s, n->at));
            sink_put(&d->tables, d->tables.count ? "\n" : "");
            write_lines_beside(sink_text(&picture), sink_text(&table), &d->tables);
            scene_clear(&scene);
        } else {
            array_push(&d->scenes, scene);
        }
        sink_clear(&table);
        sink_clear(&picture);
    }
    return ok;
}

/* ---- what is drawn ---- */

static bool
add_value(Draw *d, const Value *v, const Node *n)
{
    if (d->as && v->kind != VALUE_MODEL)
        return complain_draw_graph(d->s, n->at, v);
    if (v->kind == VALUE_ESTIMAND) {
        add_estimand(d, v, n);
        return true;
    }
    if (v->kind == VALUE_FUNCTOR)
        return add_functor(d, v, n);
    bool ok = true;
    if (v->kind == VALUE_TUPLE) {
        for (size_t i = 0; ok && i < v->parts.count; i++)
            ok = add_value(d, &v->parts.at[i], n);
        return ok;
    }
    Scene scene = {0};
    ok = scene_of_value(d->s, &scene, v, d->as, d->most, n);
    if (d->list->count > 1) /* which is which */
        scene.title[0] = scene_text(&scene, span_text(d->s, n->at));
    if (ok)
        array_push(&d->scenes, scene);
    else
        scene_clear(&scene);
    return ok;
}

/* Models with the same vertices are one scene, side by side. */
static bool
add_together(Draw *d, const Value *v)
{
    const Model *models[LOOKS_MAX];
    const Node *n = d->list;
    bool same = n->count > 1 && n->count <= LOOKS_MAX;
    for (size_t i = 0; same && i < n->count; i++) {
        same = v[i].kind == VALUE_MODEL && scene_fits(&v[0].model, &v[i].model);
        models[i] = &v[i].model;
    }
    if (!same)
        return false;
    Scene scene = {0};
    bool ok = d->as ? scene_add_graphs(&scene, models, n->count, d->most)
                    : scene_add_models(&scene, models, n->count, d->most);
    if (!ok)
        return false;
    for (size_t i = 0; i < n->count; i++)
        scene.title[i] = scene_text(&scene, span_text(d->s, n->kids[i]->at));
    array_push(&d->scenes, scene);
    return true;
}

static bool
add_all(Draw *d, const Value *v)
{
    bool ok = true;
    if (add_together(d, v))
        return true;
    for (uint32_t i = 0; ok && i < d->list->count; i++)
        ok = add_value(d, &v[i], d->list->kids[i]);
    return ok;
}

/* ---- where it goes ---- */

static const char suffixes[] = ".svg, .tex, .dot, .txt, .png or .pdf";

typedef struct FormatName {
    const char *suffix;
    const char *as; /* NULL: it is not printed */
} FormatName;

static const FormatName formats[] = {
    [FORMAT_TEXT] = {".txt", "text"}, [FORMAT_SVG] = {".svg", "svg"},
    [FORMAT_TIKZ] = {".tex", "tikz"}, [FORMAT_DOT] = {".dot", "dot"},
    [FORMAT_PNG] = {".png", NULL},    [FORMAT_PDF] = {".pdf", NULL}};

/* By the suffix of a file. */
static Format
file_format(const char *path)
{
    for (size_t i = FORMAT_TEXT; i < FORMAT_NONE; i++)
        if (file_has_ending(path, formats[i].suffix))
            return (Format)i;
    return FORMAT_NONE;
}

/* By the word after `as`. */
static Format
named_format(const char *as)
{
    for (size_t i = FORMAT_TEXT; i < FORMAT_NONE; i++)
        if (formats[i].as && strcmp(as, formats[i].as) == 0)
            return (Format)i;
    return FORMAT_NONE;
}

static bool
write_text(Draw *d, Sink *out)
{
    TextStyle style = session_text_style(d->s, "");
    style.color = style.color && d->format == FORMAT_SCREEN && !d->s->options.json;
    for (size_t i = 0; i < d->scenes.count; i++) {
        sink_put(out, i ? "\n" : "");
        if (!scene_write_text(&d->scenes.at[i], &style, &d->s->budget, out))
            return complain_stopped(d->s, d->list->at);
    }
    sink_put(out, d->scenes.count && d->tables.count ? "\n" : "");
    sink_add(out, sink_text(&d->tables), d->tables.count);
    return true;
}

static bool
write_image(Draw *d, const char *title, Sink *out)
{
    Sketch k = {0};
    bool ok = sketch_make(&k, d->scenes.at, d->scenes.count, &d->s->budget) ||
              complain_stopped(d->s, d->list->at);
    if (ok && !sketch_write_image(&k, d->format == FORMAT_PNG ? IMAGE_PNG : IMAGE_PDF, title, out))
        ok = complain_unwritable(d->s, d->file->at, d->file->text,
                                 "cairo cannot paint a picture of this size");
    sketch_clear(&k);
    return ok;
}

static bool
write_all(Draw *d, Sink *out)
{
    Name title = span_text(d->s, d->list->at);
    const Scene *scenes = d->scenes.at;
    size_t n = d->scenes.count;
    SvgStyle svg = {.title = title};
    bool ok = true;
    if (d->format <= FORMAT_TEXT)
        return write_text(d, out);
    if (d->format == FORMAT_PNG || d->format == FORMAT_PDF)
        return write_image(d, title, out);
    if (d->format == FORMAT_TIKZ)
        ok = scenes_write_tikz(scenes, n, title, &d->s->budget, out);
    else if (d->format == FORMAT_SVG)
        ok = scenes_write_svg(scenes, n, &svg, &d->s->budget, out);
    for (size_t i = 0; d->format == FORMAT_DOT && i < n; i++)
        scene_write_dot(&scenes[i], title, out);
    return ok || complain_stopped(d->s, d->list->at);
}

/* In a page a drawing is a picture, but for the tables of functors. */
static void
put_text(Draw *d, const Sink *text)
{
    Session *s = d->s;
    if (s->report)
        report_mute(s->report, true);
    sink_add(&s->out, sink_text(text), text->count);
    if (s->report)
        report_mute(s->report, false);
    if (s->report)
        sink_add(s->out.also, sink_text(&d->tables), d->tables.count);
}

static void
put_drawing(Draw *d, const Sink *text)
{
    Session *s = d->s;
    if (!s->options.json) {
        put_text(d, text);
        return;
    }
    sink_put(&s->out, "{\"kind\":\"drawing\",\"text\":");
    json_write_text(sink_text(text), text->count, &s->out);
    sink_put(&s->out, "}\n");
}

static bool
draw_all(Draw *d, const Value *v)
{
    Sink text = {0};
    bool ok = add_all(d, v) && write_all(d, &text);
    if (ok && d->file)
        ok = write_file(d->s, d->file, &text);
    else if (ok)
        put_drawing(d, &text);
    for (size_t i = 0; ok && d->s->report && i < d->scenes.count; i++)
        illustration_write_scene(d->s, &d->scenes.at[i], span_text(d->s, d->list->at),
                                 report_figure(d->s->report));
    sink_clear(&text);
    sink_clear(&d->tables);
    for (size_t i = 0; i < d->scenes.count; i++)
        scene_clear(&d->scenes.at[i]);
    array_clear(&d->scenes);
    return ok;
}

/* The words after what is drawn: as graph, as svg, to a file. */
static bool
read_manner(Draw *d, const Node *n)
{
    bool graph = n->text && strcmp(n->text, "graph") == 0;
    d->as = graph ? n->text : NULL;
    if (n->text && !graph)
        d->format = named_format(n->text);
    if (d->format == FORMAT_NONE)
        return complain_draw_as(d->s, n->text_at, n->text);
    if (n->count > 1) {
        d->file = n->kids[1];
        d->format = d->format ? d->format : file_format(d->file->text);
    }
    d->most = d->format > FORMAT_TEXT ? PICTURE_MOST : TEXT_MOST;
    if (d->format == FORMAT_NONE)
        return complain_draw_suffix(d->s, d->file->at, d->file->text, suffixes);
    if ((d->format == FORMAT_PNG || d->format == FORMAT_PDF) && !picture_paints())
        return complain_no_cairo(d->s, d->file->at, d->file->text);
    return true;
}

bool
run_draw(Session *s, const Node *n)
{
    Draw d = {.s = s, .list = n->kids[0]};
    if (!read_manner(&d, n))
        return false;
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
