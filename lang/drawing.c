/* drawing.c -- draw; see drawing.h. */
#include "lang/drawing.h"

#include "lang/elaborate.h"
#include "lang/identifying.h"

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

/* ---- the statement ---- */

static bool
write_drawing(Session *s, const Scene *scene, const Node *n)
{
    TextStyle style = session_text_style(s, "");
    Sink text = {0};
    bool ok = scene_write_text(scene, &style, &s->budget, &text);
    if (ok)
        sink_add(&s->out, sink_text(&text), text.count);
    sink_clear(&text);
    return ok || complain_stopped(s, n->at);
}

static bool
draw_value(Session *s, const Value *v, const char *as, const Node *n)
{
    Scene scene = {0};
    bool ok = scene_of_value(s, &scene, v, as, TEXT_MOST, n) && write_drawing(s, &scene, n);
    scene_clear(&scene);
    return ok;
}

/* Models with the same vertices are one picture, side by side. */
static bool
draw_together(Session *s, const Value *v, size_t count, const char *as, const Node *n, bool *done)
{
    const Model *models[LOOKS_MAX];
    *done = count > 1 && count <= LOOKS_MAX;
    for (size_t i = 0; *done && i < count; i++) {
        *done = v[i].kind == VALUE_MODEL && scene_fits(&v[0].model, &v[i].model);
        models[i] = &v[i].model;
    }
    if (!*done)
        return true;
    Scene scene = {0};
    bool ok = as ? scene_add_graphs(&scene, models, count, TEXT_MOST)
                 : scene_add_models(&scene, models, count, TEXT_MOST);
    *done = ok;
    for (size_t i = 0; ok && i < count; i++)
        scene.title[i] = scene_text(&scene, span_text(s, n->kids[i]->at));
    ok = !ok || write_drawing(s, &scene, n);
    scene_clear(&scene);
    return ok;
}

bool
run_draw(Session *s, const Node *n)
{
    if (n->text && strcmp(n->text, "graph") != 0)
        return complain_not_yet(s, n->text_at, "drawings as something else");
    if (n->count > 1)
        return complain_not_yet(s, n->kids[1]->at, "drawings in a file");
    const Node *list = n->kids[0];
    Value *v = memory_new(list->count, sizeof *v);
    bool ok = true, done = false;
    for (uint32_t i = 0; ok && i < list->count; i++)
        ok = elaborate(s, &v[i], list->kids[i]);
    if (ok)
        ok = draw_together(s, v, list->count, n->text, list, &done);
    for (uint32_t i = 0; ok && !done && i < list->count; i++)
        ok = draw_value(s, &v[i], n->text, list->kids[i]);
    for (uint32_t i = 0; i < list->count; i++)
        value_clear(&v[i]);
    memory_free(v);
    return ok;
}
