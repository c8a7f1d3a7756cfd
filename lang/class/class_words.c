/* class_words.c -- members, size and the maximal graph of a class of models; see class_words.h. */
#include "lang/class/class_words.h"

#include "diagram/write.h"
#include "graph/markov.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/class/complain_class.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/number.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/session/print.h"
#include "show/json.h"

static bool
read_class(Session *s, Value *to, const Node *call)
{
    if (call->count > 2 || call->kids[1]->count != 1)
        return complain_call(s, call);
    return elaborate_class(s, to, call->kids[1]->kids[0]);
}

/* ---- members ---- */

typedef struct MembersAnswer {
    Answer answer;
    Model model; /* the variables, and the name of the class */
    SetList members;
    bool cut;
} MembersAnswer;

static const MembersAnswer *
members_in(const Answer *a)
{
    return (const MembersAnswer *)a;
}

static void
members_free(Answer *a)
{
    MembersAnswer *m = (MembersAnswer *)a;
    model_clear(&m->model);
    set_list_clear(&m->members);
    memory_free(m);
}

static uint64_t
members_bytes(const Answer *a)
{
    const MembersAnswer *m = members_in(a);
    uint64_t bytes = sizeof *m + m->model.vertices.count * sizeof(Vertex);
    for (size_t i = 0; i < m->members.count; i++)
        bytes += sizeof(WireList) + m->members.at[i].count * sizeof(uint32_t);
    return bytes;
}

/* `model g1 { A  B <- A }`: the i-th, with its line end. */
static void
write_member(Session *s, const MembersAnswer *m, size_t i, Sink *out)
{
    Model member = {0};
    Sink name;
    sink_init(&name);
    sink_print(&name, "%s%zu", m->model.name, i + 1);
    class_set_arrows(&member, &m->model, &m->members.at[i]);
    model_write_short(&member, names_take(&s->names, &name), out);
    model_clear(&member);
}

static void
members_write(Session *s, const Answer *a, Sink *out)
{
    const MembersAnswer *m = members_in(a);
    for (size_t i = 0; i < m->members.count; i++)
        write_member(s, m, i, out);
    if (m->cut)
        sink_print(out, "# not all: the limit is %d members; size(...) counts them\n",
                   CLASS_MEMBERS_MAX);
}

static void
members_write_json(Session *s, const Answer *a, Sink *out)
{
    const MembersAnswer *m = members_in(a);
    sink_put(out, "{\"kind\":\"members\",\"value\":[");
    for (size_t i = 0; i < m->members.count; i++) {
        Sink text;
        sink_init_within(&text, out->budget);
        write_member(s, m, i, &text);
        sink_put(out, i ? "," : "");
        json_write_text(sink_text(&text), text.count ? text.count - 1 : 0, out);
        sink_clear(&text);
    }
    sink_put(out, m->cut ? "],\"complete\":false}\n" : "]}\n");
}

static const AnswerClass members_class = {
    .name = "the members of a class",
    .free = members_free,
    .bytes = members_bytes,
    .write = members_write,
    .write_json = members_write_json,
};

/* members(g, 2) */
static bool
elaborate_member(Session *s, Value *to, const Node *call)
{
    Value v = {0};
    SetList all = {0};
    Sink name;
    uint64_t which = 0;
    bool complete;
    bool ok = elaborate_class(s, &v, call->kids[1]->kids[0]) &&
              elaborate_count(s, &which, call->kids[1]->kids[1], "the number of a member",
                              CLASS_MEMBERS_MAX);
    const ModelClass *c = ok ? class_in(&v) : NULL;
    if (ok)
        ok = pdag_members(&all, &complete, &c->closed, (size_t)which, &s->budget) ||
             complain_stopped(&s->complain, &s->budget, call->at);
    if (ok && all.count < which)
        ok = complain_no_such_member(&s->complain, call->kids[1]->kids[1]->at, c->model.name,
                                     all.count);
    sink_init(&name);
    if (ok) {
        sink_print(&name, "%s%zu", c->model.name, (size_t)which);
        class_member(s, to, c, &all.at[which - 1], names_take(&s->names, &name));
    } else {
        sink_clear(&name);
    }
    set_list_clear(&all);
    value_clear(&v);
    return ok;
}

bool
elaborate_members(Session *s, Value *to, const Node *call)
{
    Value v = {0};
    if (call->count == 2 && call->kids[1]->count == 2)
        return elaborate_member(s, to, call);
    if (!read_class(s, &v, call))
        return false;
    const ModelClass *c = class_in(&v);
    MembersAnswer *m = memory_new(1, sizeof *m);
    WireList none = {0};
    bool complete;
    *m = (MembersAnswer){.answer = {.class = &members_class}};
    class_set_arrows(&m->model, &c->model, &none);
    bool ok = pdag_members(&m->members, &complete, &c->closed, CLASS_MEMBERS_MAX, &s->budget) ||
              complain_stopped(&s->complain, &s->budget, call->at);
    m->cut = ok && !complete;
    if (ok)
        value_set_answer(to, &m->answer);
    else
        members_free(&m->answer);
    value_clear(&v);
    return ok;
}

/* ---- size ---- */

static bool
make_essential(Pdag *to, const Model *member, Budget *b)
{
    Graph g = {0};
    Essential e = {0};
    graph_make(&g, member);
    essential_graph(&e, &g);
    bool ok = pdag_make(to, g.count, &e.arrows, &e.lines, b);
    essential_clear(&e);
    graph_clear(&g);
    return ok;
}

bool
elaborate_size(Session *s, Value *to, const Node *call)
{
    Value v = {0};
    Pdag essential = {0};
    mpq_t size;
    mpq_init(size);
    bool read = read_class(s, &v, call);
    const ModelClass *c = read ? class_in(&v) : NULL;
    bool ok = read && ((make_essential(&essential, &c->member, &s->budget) &&
                        pdag_size(mpq_numref(size), &c->closed, &essential, &s->budget)) ||
                       complain_stopped(&s->complain, &s->budget, call->at));
    if (ok)
        value_set_number(to, size);
    mpq_clear(size);
    pdag_clear(&essential);
    value_clear(&v);
    return ok;
}

/* ---- the maximal graph ---- */

/* The class of the closed graph. */
static bool
make_maximal(Session *s, Value *to, const ModelClass *c, Span at)
{
    WireList arrows = {0}, lines = {0};
    Model m = {0};
    pdag_list(&arrows, &lines, &c->closed);
    class_set_arrows(&m, &c->model, &arrows);
    bool ok = class_make(s, to, &m, &lines, at);
    array_clear(&arrows);
    array_clear(&lines);
    model_clear(&m);
    return ok;
}

bool
elaborate_maximal(Session *s, Value *to, const Node *call)
{
    Value v = {0};
    bool ok = read_class(s, &v, call) && make_maximal(s, to, class_in(&v), call->at);
    value_clear(&v);
    return ok;
}

typedef struct MaximalWhy {
    const ModelClass *class;
    const Value *maximal;
    const OrientedList *done;
    Name question;
} MaximalWhy;

static void
put_name(const Model *m, uint32_t v, Sink *out)
{
    word_write_name(m->vertices.at[v].name, out);
}

static void
put_edge(const Model *m, uint32_t u, const char *between, uint32_t v, Sink *out)
{
    put_name(m, u, out);
    sink_put(out, between);
    put_name(m, v, out);
}

/* "B -> C, as A -> B: else A and C would meet in B, and nothing joins them" */
static void
write_oriented(const Model *m, const Oriented *o, Sink *out)
{
    sink_put(out, "  ");
    put_edge(m, o->from, " -> ", o->to, out);
    sink_put(out, ": else ");
    if (o->rule == MEEK_COLLIDER) {
        put_edge(m, o->by[0], " -> ", o->from, out);
        sink_put(out, " <- ");
        put_name(m, o->to, out);
        sink_put(out, ", and nothing joins ");
        put_edge(m, o->by[0], " and ", o->to, out);
    } else if (o->rule == MEEK_CYCLE) {
        put_edge(m, o->from, " -> ", o->by[0], out);
        sink_put(out, " -> ");
        put_edge(m, o->to, " -> ", o->from, out);
        sink_put(out, ", a cycle");
    } else if (o->rule == MEEK_KITE) {
        put_edge(m, o->by[0], " -> ", o->from, out);
        sink_put(out, " <- ");
        put_name(m, o->by[1], out);
        sink_put(out, ", or a cycle by ");
        put_edge(m, o->by[0], " or ", o->by[1], out);
    } else {
        put_edge(m, o->to, " -> ", o->from, out);
        sink_put(out, " <- ");
        put_name(m, o->by[0], out);
        sink_put(out, ", or a cycle ");
        put_edge(m, o->by[0], " -> ", o->by[1], out);
        sink_put(out, " -> ");
        put_edge(m, o->to, " -> ", o->from, out);
        sink_put(out, " -> ");
        put_name(m, o->by[0], out);
    }
    sink_put(out, "\n");
}

static void
write_why(Session *s, const void *what, Sink *out)
{
    const MaximalWhy *w = what;
    write_value(s, w->maximal, NULL, &s->style, out);
    sink_put(out, w->done->count ? "these arrows follow:\n" : "nothing follows\n");
    for (size_t i = 0; i < w->done->count; i++)
        write_oriented(&w->class->model, &w->done->at[i], out);
}

static void
write_why_json(Session *s, const void *what, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    write_why(s, what, &text);
    sink_put(out, "{\"kind\":\"explain\",\"question\":");
    json_write_string(((const MaximalWhy *)what)->question, out);
    sink_put(out, ",\"text\":");
    json_write_text(sink_text(&text), text.count, out);
    sink_put(out, "}\n");
    sink_clear(&text);
}

static const Voice why_voice = {.text = write_why, .json = write_why_json};

/* The graph as it was declared, closed step by step. */
static bool
close_again(OrientedList *done, const ModelClass *c, Budget *b)
{
    WireList arrows = {0};
    Pdag p = {0};
    for (uint32_t v = 0; v < c->model.vertices.count; v++)
        for (size_t i = 0; i < c->model.vertices.at[v].parents.count; i++) {
            array_push(&arrows, c->model.vertices.at[v].parents.at[i]);
            array_push(&arrows, v);
        }
    bool ok = pdag_make(&p, c->closed.count, &arrows, &c->lines, b) && pdag_close(&p, done, b);
    pdag_clear(&p);
    array_clear(&arrows);
    return ok;
}

bool
explain_maximal(Session *s, const Node *n)
{
    if (node_is_in(n))
        return complain_unused_context(&s->complain, n->kids[1]->at);
    Value v = {0}, maximal = {0};
    OrientedList done = {0};
    bool ok = read_class(s, &v, n) && make_maximal(s, &maximal, class_in(&v), n->at) &&
              (close_again(&done, class_in(&v), &s->budget) ||
               complain_stopped(&s->complain, &s->budget, n->at));
    if (ok)
        say(s, &why_voice,
            &(MaximalWhy){class_in(&v), &maximal, &done, span_text(&s->names, n->at)});
    array_clear(&done);
    value_clear(&v);
    value_clear(&maximal);
    return ok;
}
