/* class_doubt.c -- effects in which the members of a class differ; see class_doubt.h. */
#include "lang/class/class_doubt.h"

#include "diagram/write.h"
#include "lang/complain/complain_evaluate.h"

bool
class_find_doubt(Session *s, WireList *path, const ModelClass *c, const WireList *x,
                 const WireList *y, Span at)
{
    return pdag_find_doubt(path, &c->closed, x, y, &s->budget) ||
           complain_stopped(&s->complain, &s->budget, at);
}

void
class_write_path(const ModelClass *c, const WireList *path, Sink *out)
{
    for (size_t i = 0; i < path->count; i++) {
        bool line = i && pdag_edge(&c->closed, path->at[i - 1], path->at[i]) == PDAG_LINE;
        sink_put(out, !i ? "" : line ? " -- " : " -> ");
        word_write_name(c->model.vertices.at[path->at[i]].name, out);
    }
}

/* Named after the class, with this number. */
static void
write_numbered(Session *s, const Model *m, int number, Sink *out)
{
    Sink name;
    sink_init(&name);
    sink_print(&name, "%s%d", m->name, number);
    model_write_short(m, names_take(&s->names, &name), out);
}

bool
class_write_rivals(Session *s, const ModelClass *c, const WireList *path, size_t indent, Span at,
                   Sink *out)
{
    Pdag rivals[2] = {{0}};
    bool ok = pdag_find_rivals(&rivals[0], &rivals[1], &c->closed, path, &s->budget) ||
              complain_stopped(&s->complain, &s->budget, at);
    for (int i = 0; ok && i < 2; i++) {
        WireList arrows = {0}, lines = {0};
        Model m = {0};
        pdag_list(&arrows, &lines, &rivals[i]);
        class_set_arrows(&m, &c->model, &arrows);
        sink_fill(out, ' ', indent);
        write_numbered(s, &m, i + 1, out);
        model_clear(&m);
        array_clear(&arrows);
        array_clear(&lines);
    }
    pdag_clear(&rivals[0]);
    pdag_clear(&rivals[1]);
    return ok;
}

void
class_write_member(Session *s, const ModelClass *c, Sink *out)
{
    write_numbered(s, &c->member, 1, out);
}
