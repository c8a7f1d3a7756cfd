/* figure.c -- see figure.h.  A picture is drawn with a copy of the budget, so that what it uses up
 * does not stop the statement. */
#include "lang/draw/figure.h"

#include "diagram/write.h"
#include "lang/draw/scene_value.h"
#include "lang/report/highlight.h"
#include "lang/report/report.h"
#include "lang/report/voice.h"

enum {
    BOXES_MOST = 200,   /* of a picture in a page */
    DECLARED_MOST = 60  /* variables of a model, boxes of a diagram that is drawn unasked */
};

void
figure_write_scene(Session *s, const Scene *scene, const char *title, Sink *out)
{
    Budget budget = s->budget; /* what a picture uses up does not stop the statement */
    SvgStyle style = {.title = title};
    Sink svg;
    sink_init(&svg);
    budget.tick = NULL;
    if (scene->nodes.count && scene_write_svg(scene, &style, &budget, &svg)) {
        sink_put(out, "<figure>\n");
        sink_add(out, sink_text(&svg), svg.count);
        if (scene->left_out)
            sink_print(out, "<figcaption>%zu more boxes are left out here: <code>draw ... to "
                            "\"f.svg\"</code> shows more.</figcaption>\n", scene->left_out);
        sink_put(out, "</figure>\n");
    }
    sink_clear(&svg);
}

void
figure_write_diagram(Session *s, const Diagram *d, const char *title, Sink *out)
{
    Scene scene = {0};
    scene_add_diagram(&scene, d, BOXES_MOST);
    figure_write_scene(s, &scene, title, out);
    scene_clear(&scene);
}

void
figure_write_surgery(Session *s, const Model *before, const Model *after, const WireList *asked,
                     Sink *out)
{
    const Model *both[] = {before, after};
    Scene scene = {0};
    size_t n = before == after ? 1 : 2;
    bool ok = scene_fits(before, after) &&
              scene_add_models(&scene, both, n, asked, BOXES_MOST);
    if (ok) {
        scene.title[0] = n > 1 ? "before" : NULL;
        scene.title[1] = "after";
        figure_write_scene(s, &scene, n > 1 ? "Before and after" : "The model", out);
    }
    scene_clear(&scene);
}

/* ---- what is declared ---- */

/* The graph of a model, beside its string diagram. */
static void
write_model(Session *s, const Model *m, Sink *out)
{
    Scene graph = {0}, diagram = {0};
    sink_put(out, "<div class=\"pair\">\n");
    if (scene_add_graphs(&graph, &m, 1, NULL, BOXES_MOST))
        figure_write_scene(s, &graph, "The causal graph", out);
    if (scene_add_models(&diagram, &m, 1, NULL, BOXES_MOST))
        figure_write_scene(s, &diagram, "The string diagram", out);
    sink_put(out, "</div>\n");
    scene_clear(&diagram);
    scene_clear(&graph);
}

void
figure_add_model(Session *s, const Model *m)
{
    if (!page_is_alone(s))
        return;
    Sink source, *out = report_figure(s->report);
    sink_init(&source);
    model_write(m, m->name, &source);
    sink_put(out, "<pre class=\"src\">");
    highlight_write(sink_text(&source), source.count - 1, s->language,
                    out); /* without the line end */
    sink_put(out, "</pre>\n");
    sink_clear(&source);
    if (m->vertices.count <= DECLARED_MOST)
        write_model(s, m, out);
}

static bool
is_small(const Value *v)
{
    size_t size = v->kind == VALUE_MODEL ? v->model.vertices.count : v->diagram.uses.count;
    return size <= DECLARED_MOST;
}

void
figure_write_value(Session *s, const Value *v, const char *title, const Node *n, Sink *out)
{
    if (s->import_depth)
        return;
    if (v->kind == VALUE_MODEL) {
        write_model(s, &v->model, out);
        return;
    }
    Scene scene = {0};
    if (v->kind == VALUE_DIAGRAM && scene_of_value(s, &scene, v, NULL, BOXES_MOST, n))
        figure_write_scene(s, &scene, title, out);
    scene_clear(&scene);
}

static void
add_named(Session *s, Name name, const Node *n, bool combs_only)
{
    const Value *v = session_find(s, name);
    if (v && is_small(v) && (v->is_comb || !combs_only))
        figure_write_value(s, v, name, n, report_figure(s->report));
}

void
figure_add_declared(Session *s, const Node *n)
{
    if (n->text)
        add_named(s, n->text, n, false);
}

void
figure_add_combs(Session *s, const Node *n)
{
    const Node *names = n->kids[0];
    for (uint32_t i = 0; i < names->count; i++)
        add_named(s, names->kids[i]->text, names->kids[i], true);
}
