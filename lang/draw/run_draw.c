/* run_draw.c -- draw: from values to scenes, and from scenes to the terminal or a file; see
 * run_draw.h.  What is drawn becomes a list of scenes first.  A functor drawn alone also prints the
 * tables of its boxes. */
#include "lang/draw/run_draw.h"

#include "diagram/write.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/draw/complain_draw.h"
#include "lang/draw/figure.h"
#include "lang/draw/picture_format.h"
#include "lang/draw/scene_value.h"
#include "lang/elaborate/elaborate.h"
#include "lang/report/voice.h"
#include "lang/session/file.h"
#include "lang/session/meaning.h"
#include "lang/session/print.h"
#include "picture/sketch.h"
#include "show/json.h"

#include <string.h>

typedef struct Draw {
    Session *s;
    const Node *list; /* what is drawn */
    const Node *file; /* NULL: on standard output */
    const char *as;   /* "graph", or NULL */
    PictureFormat format;
    const Node *named, *standalone, *dark, *up; /* the words that ask for them, or NULL */
    size_t most; /* boxes in a picture */
    SceneList scenes;
    Sink tables; /* of functors: text that is ready */
} Draw;

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

/* What the functor makes of the box, as a table where that is small. */
static bool
write_meaning(Draw *d, const Diagram *image, const Node *n, Sink *out)
{
    enum { ROWS = 8, ENTRIES = 40 };
    Value v = {0};
    Style style = d->s->style;
    style.color = false;
    style.width = style.width * 2 / 3;
    if (!diagram_has_meaning(d->s, image)) {
        diagram_write(image, names_add_text(&d->s->names, "image"), out);
        return true;
    }
    bool ok = session_meaning(d->s, &v, image, n);
    if (ok && matrix_rows(&v.matrix) <= ROWS && v.matrix.weight.count <= ENTRIES)
        write_value(d->s, &v, NULL, &style, out);
    else if (ok)
        sink_print(out, "(%zu rows: show %s)\n", matrix_rows(&v.matrix),
                   span_text(&d->s->names, n->at));
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
    style.up = d->up;
    bool ok = true;
    size_t count = signature->boxes.count; /* evaluating may make more */
    for (size_t i = 0; ok && i < count; i++) {
        const Diagram *image = functor_find_box(v->functor, signature->boxes.at[i]);
        if (!image)
            continue;
        Scene scene = {0};
        Sink picture = {.budget = &d->s->budget}, table = picture;
        box_scene(&scene, signature->boxes.at[i]);
        if (d->format <= FORMAT_TEXT) {
            ok = write_meaning(d, image, n, &table) &&
                 (scene_write_text(&scene, &style, &d->s->budget, &picture) ||
                  complain_stopped(&d->s->complain, &d->s->budget, n->at));
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
    bool graph = v->kind == VALUE_ANSWER && v->answer->class->is_graph;
    if (d->as && v->kind != VALUE_MODEL && !graph)
        return complain_draw_graph(&d->s->complain, n->at, v);
    if (v->kind == VALUE_ANSWER && v->answer->class->scenes) {
        Name title = graph && d->list->count == 1 ? NULL : span_text(&d->s->names, n->at);
        v->answer->class->scenes(d->s, v->answer, &d->scenes, d->most, title);
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
        scene_set_title(&scene, 0, span_text(&d->s->names, n->at));
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
    bool ok = d->as ? scene_add_graphs(&scene, models, n->count, NULL, d->most)
                    : scene_add_models(&scene, models, n->count, NULL, d->most);
    if (!ok)
        return false;
    for (size_t i = 0; i < n->count; i++)
        scene_set_title(&scene, i, span_text(&d->s->names, n->kids[i]->at));
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

static bool
write_text(Draw *d, Sink *out)
{
    TextStyle style = session_text_style(d->s, "");
    style.color = style.color && d->format == FORMAT_SCREEN && !d->s->forms.json;
    style.up = d->up;
    for (size_t i = 0; i < d->scenes.count; i++) {
        sink_put(out, i ? "\n" : "");
        if (!scene_write_text(&d->scenes.at[i], &style, &d->s->budget, out))
            return complain_stopped(&d->s->complain, &d->s->budget, d->list->at);
    }
    sink_put(out, d->scenes.count && d->tables.count ? "\n" : "");
    sink_add(out, sink_text(&d->tables), d->tables.count);
    return true;
}

static bool
write_image(Draw *d, const char *title, Sink *out)
{
    Sketch k = {0};
    bool ok = sketch_make(&k, d->scenes.at, d->scenes.count, d->up != NULL, &d->s->budget) ||
              complain_stopped(&d->s->complain, &d->s->budget, d->list->at);
    ImageFormat image = d->format == FORMAT_PNG ? IMAGE_PNG : IMAGE_PDF;
    if (ok && !sketch_write_image(&k, image, d->s->style.percent, title, out) && !sink_is_cut(out))
        ok = d->s->budget.stop
                 ? complain_stopped(&d->s->complain, &d->s->budget, d->list->at)
                 : complain_unwritable(&d->s->complain, d->file->at, d->file->text,
                                       "cairo cannot paint a picture of this size");
    sketch_clear(&k);
    return ok;
}

/* What is drawn, as source has it. */
static Name
title_of(const Draw *d)
{
    Sink title = {0};
    title_write(span_text(&d->s->names, d->list->at), &title);
    return names_take(&d->s->names, &title);
}

static bool
write_all(Draw *d, Sink *out)
{
    Name title = title_of(d);
    const Scene *scenes = d->scenes.at;
    size_t n = d->scenes.count;
    int percent = d->s->style.percent;
    SvgStyle svg = {.title = title, .dark = d->dark, .up = d->up, .percent = percent};
    TikzStyle tikz = {
        .title = title, .up = d->up, .percent = percent, .standalone = d->standalone || !d->named};
    bool ok = true;
    if (d->format <= FORMAT_TEXT)
        return write_text(d, out);
    if (d->format == FORMAT_PNG || d->format == FORMAT_PDF)
        return write_image(d, title, out);
    if (d->format == FORMAT_TIKZ)
        ok = scenes_write_tikz(scenes, n, &tikz, &d->s->budget, out);
    else if (d->format == FORMAT_SVG)
        ok = scenes_write_svg(scenes, n, &svg, &d->s->budget, out);
    for (size_t i = 0; d->format == FORMAT_DOT && i < n; i++)
        scene_write_dot(&scenes[i], title, d->up, out);
    return ok || complain_stopped(&d->s->complain, &d->s->budget, d->list->at);
}

/* ---- what is said ---- */

/* A drawing, and its text where it is not in a file. */
typedef struct Drawn {
    const Draw *draw;
    const Sink *text;
} Drawn;

static void
write_drawn(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Drawn *d = what;
    if (!d->draw->file)
        sink_add(out, sink_text(d->text), d->text->count);
}

static void
write_drawn_json(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Drawn *d = what;
    if (!d->draw->file)
        json_write_kind("drawing", d->text, out);
}

/* In a page a drawing is a picture, but for the tables of functors. */
static void
write_drawn_page(Session *s, const void *what, Sink *out)
{
    const Draw *d = ((const Drawn *)what)->draw;
    Name title = title_of(d);
    if (!d->file && !s->mute)
        sink_add(s->out.also, sink_text(&d->tables), d->tables.count);
    for (size_t i = 0; i < d->scenes.count; i++)
        figure_write_scene(s, &d->scenes.at[i], title, out);
}

/* All of it in one picture; what it uses up does not stop the statement. */
static void
write_drawn_svg(Session *s, const void *what, Sink *out)
{
    const Draw *d = ((const Drawn *)what)->draw;
    Budget budget = s->budget;
    SvgStyle style = {
        .title = title_of(d), .dark = d->dark, .up = d->up, .percent = s->style.percent};
    Sink svg;
    sink_init_within(&svg, &budget);
    budget.tick = NULL;
    if (d->scenes.count && scenes_write_svg(d->scenes.at, d->scenes.count, &style, &budget, &svg))
        sink_add(out, sink_text(&svg), svg.count);
    sink_clear(&svg);
}

static const Voice drawn_voice = {.text = write_drawn,
                                  .json = write_drawn_json,
                                  .page = write_drawn_page,
                                  .replaces = true,
                                  .svg = write_drawn_svg};

static bool
draw_all(Draw *d, const Value *v)
{
    Sink text = {.budget = &d->s->budget};
    d->tables.budget = &d->s->budget;
    bool ok = add_all(d, v) && write_all(d, &text);
    if (ok && d->file)
        ok = write_file(d->s, d->file, &text);
    if (ok)
        say(d->s, &drawn_voice, &(Drawn){d, &text});
    sink_clear(&text);
    sink_clear(&d->tables);
    for (size_t i = 0; i < d->scenes.count; i++)
        scene_clear(&d->scenes.at[i]);
    array_clear(&d->scenes);
    return ok;
}

/* A word after what is drawn. */
static bool
read_word(Draw *d, const Node *word)
{
    PictureFormat format = picture_format_named(word->text);
    if (strcmp(word->text, "graph") == 0)
        d->as = word->text;
    else if (strcmp(word->text, "standalone") == 0)
        d->standalone = word;
    else if (strcmp(word->text, "dark") == 0)
        d->dark = word;
    else if (strcmp(word->text, "up") == 0)
        d->up = word;
    else if (format == FORMAT_NONE)
        return complain_draw_as(&d->s->complain, word->at, word->text);
    else if (d->named)
        return complain_draw_twice(&d->s->complain, word->at, d->named->text, word->text);
    else
        d->named = word, d->format = format;
    return true;
}

/* What the words ask for, and no format of the picture has. */
static bool
check_words(const Draw *d)
{
    if (d->standalone && d->format != FORMAT_TIKZ)
        return complain_draw_word(&d->s->complain, d->standalone->at, d->standalone->text,
                                  "TikZ", "as tikz");
    if (d->dark && d->format != FORMAT_SVG)
        return complain_draw_word(&d->s->complain, d->dark->at, d->dark->text, "SVG", "as svg");
    return true;
}

/* The words after what is drawn: as graph, as svg, to a file. */
static bool
read_form(Draw *d, const Node *n)
{
    const Node *words = n->kids[ACTION_FORM];
    for (uint32_t i = 0; words && i < words->count; i++)
        if (!read_word(d, words->kids[i]))
            return false;
    d->file = n->kids[ACTION_FILE];
    if (d->file) {
        d->format = d->format ? d->format : picture_format_of_file(d->file->text);
        if (d->named && !file_takes(d->file->text, picture_suffix(d->format)))
            return complain_other_suffix(&d->s->complain, d->file->at, d->file->text,
                                         d->named->text, picture_suffix(d->format));
    }
    d->most = d->format > FORMAT_TEXT ? PICTURE_MOST : TEXT_MOST;
    if (d->format == FORMAT_NONE)
        return complain_draw_suffix(&d->s->complain, d->file->at, d->file->text, picture_suffixes);
    if ((d->format == FORMAT_PNG || d->format == FORMAT_PDF) && !picture_paints())
        return complain_no_cairo(&d->s->complain, d->file->at, d->file->text);
    return check_words(d);
}

/* The value of what is drawn; of a question that has a diagram, that. */
static bool
drawn_value(Session *s, Value *to, const Node *n)
{
    const Notion *notion = notion_asked(s, n);
    if (!notion || !notion->diagram)
        return elaborate(s, to, n);
    Diagram d = {0};
    bool ok = notion->diagram(s, &d, n);
    if (ok)
        value_take_diagram(to, &d);
    diagram_clear(&d);
    return ok;
}

bool
run_draw(Session *s, const Node *n)
{
    Draw d = {.s = s, .list = n->kids[ACTION_LIST]};
    if (!read_form(&d, n))
        return false;
    Value *v = memory_new(d.list->count, sizeof *v);
    bool ok = true;
    for (uint32_t i = 0; ok && i < d.list->count; i++)
        ok = drawn_value(s, &v[i], d.list->kids[i]);
    ok = ok && draw_all(&d, v);
    for (uint32_t i = 0; i < d.list->count; i++)
        value_clear(&v[i]);
    memory_free(v);
    return ok;
}
