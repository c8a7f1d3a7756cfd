/* scene_value.c -- values as scenes, and scenes as text; see scene_value.h. */
#include "lang/draw/scene_value.h"

#include "lang/draw/picture_format.h"
#include "lang/session/convert.h"

TextStyle
session_text_style(const Session *s, const char *margin)
{
    return (TextStyle){.width = s->style.width,
                       .unicode = s->options.unicode,
                       .color = s->style.color,
                       .margin = margin};
}

/* ---- for others ---- */

static void
write_scene(Session *s, const Scene *scene, const char *margin, Sink *out)
{
    TextStyle style = session_text_style(s, margin);
    style.color = style.color && !s->forms.json;
    (void)!scene_write_text(scene, &style, &s->budget, out); /* a limit will be met again */
}

void
scene_value_write_diagram(Session *s, const Diagram *d, const char *margin, Sink *out)
{
    Scene scene = {0};
    scene_add_diagram(&scene, d, TEXT_MOST);
    write_scene(s, &scene, margin, out);
    scene_clear(&scene);
}

void
scene_value_write_surgery(Session *s, const Model *before, const Model *after,
                          const WireList *asked, const char *margin, Sink *out)
{
    const Model *both[] = {before, after};
    Scene scene = {0};
    size_t n = before == after ? 1 : 2;
    if (scene_fits(before, after) && scene_add_models(&scene, both, n, asked, TEXT_MOST)) {
        scene.title[0] = n > 1 ? "before" : NULL;
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
    scene_add_comb(to, &v->diagram, holes, n, &v->comb.order);
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
        return as ? scene_add_graphs(to, &m, 1, NULL, most)
                  : scene_add_models(to, &m, 1, NULL, most);
    }
    if (v->kind == VALUE_DIAGRAM && v->is_comb && v->diagram.uses.count <= most) {
        comb_scene(to, v);
        return true;
    }
    return diagram_scene(s, to, v, most, n);
}
