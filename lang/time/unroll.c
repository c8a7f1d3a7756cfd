/* unroll.c -- unroll(m, S0 -> S, 10); see unroll.h. */
#include "lang/time/unroll.h"

#include "diagram/unroll.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/vertex.h"
#include "lang/read/lexer.h"
#include "lang/session/define.h"
#include "lang/session/vertex_box.h"
#include "lang/time/complain_time.h"

#include "grammar.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_MOST = 1000000 };

typedef struct Unroller {
    Session *s;
    const Node *call;
    const Model *model;
    uint32_t *next; /* see Unrolling */
    Unrolling unrolling;
} Unroller;

/* ---- what is there once ---- */

static bool
take_once(Session *s, Model *m, uint32_t v, Span at, void *more)
{
    uint32_t *next = more;
    if (next[v] != UNROLL_COPIED)
        return complain_step_twice(&s->complain, at, m->vertices.at[v].name);
    next[v] = UNROLL_ONCE;
    return true;
}

/* May what is of one type stand for the other in the step before?  An abstract one gets that. */
static bool
takes_place(const Type *before, const Type *after)
{
    return before == after || !before->size;
}

/* A -> B -> S: B takes the place of A, and S that of B. */
static bool
take_chain(Unroller *u, const Node *way, bool *last)
{
    uint32_t before = 0, v;
    for (uint32_t i = 0; i < way->count; i++) {
        if (!find_vertex(u->s, u->model, way->kids[i], &v))
            return false;
        const Vertex *x = &u->model->vertices.at[v];
        if (u->next[v] != UNROLL_COPIED || last[v])
            return complain_step_twice(&u->s->complain, way->kids[i]->at, x->name);
        if (i && !takes_place(u->model->vertices.at[before].type, x->type))
            return complain_step_types(&u->s->complain, way->kids[i]->at,
                                       &u->model->vertices.at[before], x);
        if (i)
            u->next[before] = v;
        u->next[v] = i + 1 < way->count ? UNROLL_ONCE : UNROLL_COPIED;
        before = v;
    }
    last[before] = true;
    return true;
}

static bool
take_all(Unroller *u, Model *m)
{
    const Node *args = u->call->kids[1];
    bool *last = memory_new(m->vertices.count, sizeof *last);
    bool ok = true;
    for (size_t v = 0; v < m->vertices.count; v++)
        u->next[v] = UNROLL_COPIED;
    for (uint32_t i = 1; ok && i + 1 < args->count; i++) {
        const Node *n = args->kids[i];
        ok = n->kind == NODE_ARROW || n->kind == NODE_WAY
                 ? take_chain(u, n, last)
                 : for_vertices(u->s, m, n, take_once, u->next);
    }
    for (uint32_t v = 0; ok && v < m->vertices.count; v++)
        if (last[v] && u->next[v] != UNROLL_COPIED)
            ok = complain_step_twice(&u->s->complain, u->call->at, m->vertices.at[v].name);
    memory_free(last);
    return ok;
}

/* What has a successor of another abstract type is of that, and boxes that read or give it are new
 * ones. */
static bool
give_types(Unroller *u, Model *m)
{
    bool *changed = memory_new(m->vertices.count, sizeof *changed);
    bool ok = true;
    for (uint32_t v = 0; v < m->vertices.count; v++) {
        uint32_t last = v;
        while (u->next[last] < UNROLL_ONCE)
            last = u->next[last];
        changed[v] = m->vertices.at[v].type != m->vertices.at[last].type;
        m->vertices.at[v].type = m->vertices.at[last].type;
    }
    for (uint32_t v = 0; ok && v < m->vertices.count; v++) {
        const Vertex *x = &m->vertices.at[v];
        bool touches = changed[v];
        for (size_t i = 0; i < x->parents.count; i++)
            touches = touches || changed[x->parents.at[i]];
        if (touches && x->fixed)
            ok = complain_step_types(&u->s->complain, u->call->at, x, x);
        else if (touches)
            vertex_add_box(u->s, m, v, x->name ? x->name : edge_name(u->s, m, x));
    }
    memory_free(changed);
    return ok;
}

/* An unnamed latent is there once where both its ends are. */
static bool
settle_unnamed(Unroller *u)
{
    for (size_t v = 0; v < u->model->vertices.count; v++) {
        const Vertex *x = &u->model->vertices.at[v];
        if (x->name)
            continue;
        bool first = u->next[x->ends[0]] == UNROLL_COPIED;
        bool second = u->next[x->ends[1]] == UNROLL_COPIED;
        if (first != second)
            return complain_shared_cause(&u->s->complain, u->call->at,
                                         u->model->vertices.at[x->ends[first]].name,
                                         u->model->vertices.at[x->ends[second]].name);
        u->next[v] = first ? UNROLL_COPIED : UNROLL_ONCE;
    }
    return true;
}

static bool
check_once(Unroller *u)
{
    for (size_t v = 0; v < u->model->vertices.count; v++) {
        const Vertex *x = &u->model->vertices.at[v];
        for (size_t i = 0; u->next[v] != UNROLL_COPIED && i < x->parents.count; i++)
            if (u->next[x->parents.at[i]] == UNROLL_COPIED)
                return complain_reads_step(&u->s->complain, u->call->at, x->name,
                                           u->model->vertices.at[x->parents.at[i]].name);
    }
    return true;
}

/* ---- the copies ---- */

static bool
read_steps(Unroller *u, const Node *n)
{
    mpq_t steps;
    mpq_init(steps);
    bool ok = elaborate_number(u->s, steps, n);
    if (ok && (mpz_cmp_ui(mpq_denref(steps), 1) != 0 || mpq_cmp_ui(steps, 1, 1) < 0 ||
               mpq_cmp_ui(steps, STEPS_MOST, 1) > 0))
        ok = complain_steps(&u->s->complain, n->at, steps);
    if (ok)
        u->unrolling.steps = (uint32_t)mpz_get_ui(mpq_numref(steps));
    mpq_clear(steps);
    return ok;
}

/* How large the new model is, in wires, reads and uses, before it is made. */
static bool
affords(Unroller *u)
{
    uint64_t size = 0;
    for (size_t v = 0; v < u->model->vertices.count; v++) {
        const Diagram *d = &u->model->vertices.at[v].mechanism;
        uint64_t one = d->wires.count + d->uses.count + d->reads.count;
        size += one * (u->next[v] == UNROLL_COPIED ? u->unrolling.steps : 1);
    }
    return diagram_affords(u->s, size, u->call);
}

static Name
name_of_copy(void *more, uint32_t v, uint32_t k)
{
    Unroller *u = more;
    return step_name(&u->s->names, u->model->vertices.at[v].name, k);
}

/* The name of what a token of a mechanism's source stands for in step k, or NULL. */
static Name
renamed(Unroller *u, const Token *t, uint32_t k)
{
    uint32_t v, step;
    if (!token_is_name(t->kind) || !model_find(u->model, t->text, &v))
        return NULL;
    v = unroll_find(&u->unrolling, v, k, &step);
    return step ? name_of_copy(u, v, step) : u->model->vertices.at[v].name;
}

/* The source of v's mechanism, with the variables of step k; what is called is no variable. */
static Name
fixed_of_copy(void *more, uint32_t v, uint32_t k)
{
    Unroller *u = more;
    const char *fixed = u->model->vertices.at[v].fixed;
    if (!u->model->vertices.at[v].parents.count)
        return fixed;
    Source *source = source_new("", NULL, fixed, strlen(fixed));
    Lexer l = {.source = source, .names = &u->s->names};
    Sink text;
    uint32_t done = 0;
    sink_init(&text);
    for (Token t = lexer_next(&l, &u->s->arena), next; t.kind > 0; t = next) {
        next = lexer_next(&l, &u->s->arena);
        Name name = next.kind == TOKEN_LPAREN ? NULL : renamed(u, &t, k);
        if (!name)
            continue;
        sink_add(&text, fixed + done, t.at.start - done);
        word_write_name(name, &text);
        done = t.at.end;
    }
    sink_put(&text, fixed + done);
    source_free(source);
    return names_take(&u->s->names, &text);
}

/* No copy has the name of what is there once. */
static bool
check_names(Unroller *u)
{
    const Model *m = u->model;
    for (size_t v = 0; v < m->vertices.count; v++) {
        Name name = m->vertices.at[v].name;
        uint32_t k = named_step(name), other;
        if (!k || k > u->unrolling.steps || u->next[v] == UNROLL_COPIED)
            continue;
        Name base = names_add(&u->s->names, name, (size_t)(strrchr(name, '_') - name));
        if (model_find(m, base, &other) && u->next[other] == UNROLL_COPIED)
            return complain_copy_name(&u->s->complain, u->call->at, name, base);
    }
    return true;
}

static bool
unroll(Unroller *u, Value *to, Model *m)
{
    u->model = m;
    u->next = memory_new(m->vertices.count, sizeof *u->next);
    u->unrolling.model = m;
    u->unrolling.next = u->next;
    const Node *args = u->call->kids[1];
    bool ok = take_all(u, m) && give_types(u, m) && settle_unnamed(u) && check_once(u) &&
              read_steps(u, args->kids[args->count - 1]) && check_names(u) && affords(u);
    if (ok) {
        Value v = {.kind = VALUE_MODEL};
        UnrollNames names = {name_of_copy, fixed_of_copy, u};
        model_unroll(&v.model, &u->unrolling, &names);
        value_swap(to, &v);
        value_clear(&v);
    }
    memory_free(u->next);
    return ok;
}

bool
elaborate_unroll(Session *s, Value *to, const Node *call)
{
    if (call->count > 2 || call->kids[1]->count < 2)
        return complain_call(s, call);
    Unroller u = {.s = s, .call = call};
    Value m = {0};
    bool ok = elaborate_model(s, &m, call->kids[1]->kids[0]) &&
              is_closed_model(s, &m.model, call->kids[1]->kids[0]->at) && unroll(&u, to, &m.model);
    value_clear(&m);
    return ok;
}
