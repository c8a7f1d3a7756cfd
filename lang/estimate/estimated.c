/* estimated.c -- quantities and their derivatives; see estimated.h. */
#include "lang/estimate/estimated.h"

#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/mean_terms.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/question_context.h"
#include "lang/estimate/complain_estimate.h"
#include "lang/identify/complain_identify.h"
#include "lang/worlds/world_sum.h"

#include <string.h>

void
findings_clear(Findings *f)
{
    for (size_t i = 0; i < f->strata.count; i++)
        stratum_clear(&f->strata.at[i]);
    array_clear(&f->strata);
    map_clear(&f->known);
}

/* ---- reading ---- */

void
estimated_clear(Estimated *q)
{
    for (size_t i = 0; i < q->count; i++)
        estimated_clear(&q->kids[i]);
    memory_free(q->kids);
    if (q->kind == ESTIMATED_CALL)
        number_query_clear(&q->query);
    if (q->kind == ESTIMATED_WORLDS)
        world_effect_clear(&q->worlds);
    array_clear(&q->in);
    array_clear(&q->out);
    linear_numbers_clear(&q->reckoned);
    if (q->kind == ESTIMATED_NUMBER)
        mpq_clear(q->number);
    *q = (Estimated){0};
}

void
estimated_mark(Sample *x, const Estimated *q, bool *more)
{
    if (q->kind == ESTIMATED_CALL)
        sample_mark(x, &q->query.query, more);
    if (q->kind == ESTIMATED_WORLDS)
        sample_mark_all(x, more);
    for (size_t i = 0; i < q->count; i++)
        estimated_mark(x, &q->kids[i], more);
}

/* PN(X -> Y, 0 -> 1), or another quantity that stands for an expression? */
static bool
is_named(const Session *s, const Node *n)
{
    const Notion *notion = n->kind == NODE_CALL ? notion_called(s, n) : NULL;
    return notion && notion->expand;
}

/* Is there a P or E in it, or what stands for one? */
static bool
asks(const Session *s, const Node *n)
{
    bool found = n->kind == NODE_CALL && notion_called(s, n);
    for (uint32_t i = 0; !found && n->kind != NODE_CALL && i < n->count; i++)
        found = n->kids[i] && asks(s, n->kids[i]);
    return found;
}

static bool read_kid(Session *s, Estimated *to, const Node *n);

/* The wires of a table that it is; of a mean, without its own. */
static void
set_ports(Estimated *to, const PortList *in, const PortList *out)
{
    array_set(&to->in, in);
    if (!to->mean)
        array_set(&to->out, out);
}

static void
set_number(Estimated *to, const mpq_t number)
{
    to->kind = ESTIMATED_NUMBER;
    mpq_init(to->number);
    mpq_set(to->number, number);
}

/* A number times a call. */
static bool
read_summand(Session *s, Estimated *to, const WorldSummand *t)
{
    *to = (Estimated){.kind = ESTIMATED_PRODUCT, .node = t->call, .count = 2};
    to->kids = memory_new(2, sizeof *to->kids);
    set_number(&to->kids[0], t->times);
    return read_kid(s, &to->kids[1], t->call);
}

/* An event or arithmetic, as a sum of calls in which nothing is joined. */
static bool
read_world_sum(Session *s, Estimated *to, const WorldSum *t)
{
    to->kind = ESTIMATED_SUM;
    to->kids = memory_new(t->list.count + 1, sizeof *to->kids);
    set_number(&to->kids[to->count++], t->constant);
    bool ok = true;
    for (size_t i = 0; ok && i < t->list.count; i++)
        ok = read_summand(s, &to->kids[to->count++], &t->list.at[i]);
    return ok;
}

/* A call in which nothing is joined. */
static bool
read_world_call(Session *s, Estimated *to, const Node *n)
{
    PortList in = {0}, out = {0};
    to->kind = ESTIMATED_WORLDS;
    if (!world_effect_make(s, &to->worlds, n) || !estimated_worlds_check(s, to))
        return false;
    world_ports(&to->worlds.reader, &to->worlds.rows.at[0]->question, &in, &out);
    if (to->mean)
        to->label_type = out.at[0].type;
    set_ports(to, &in, &out);
    array_clear(&in);
    array_clear(&out);
    return true;
}

static bool
read_worlds(Session *s, Estimated *to, const Node *n)
{
    WorldSum t;
    mpq_t one;
    if (!asks_one_model(s, n))
        return false;
    if (s->asked->kind != CONTEXT_FROM)
        return complain_no_estimate(&s->complain, n->at,
                                    "what would have been is asked in a model from a state");
    world_sum_init(&t);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    bool ok = world_sum_add(s, &t, &s->asked->model, n, one, true);
    if (ok && world_sum_is_call(&t, n))
        ok = read_world_call(s, to, n);
    else if (ok)
        ok = read_world_sum(s, to, &t);
    mpq_clear(one);
    world_sum_clear(&t);
    return ok;
}

/* The likelihoods of jeffrey(...) come of the rows as well: how far they may be off would count. */
static bool
check_evidence(Session *s, const Node *call)
{
    Question q = {0};
    bool ok = true;
    question_read(&q, call);
    for (size_t i = 0; ok && i < q.items.count; i++)
        if (q.items.at[i].form == ITEM_JEFFREY)
            ok = complain_no_estimate(&s->complain, q.items.at[i].node->at,
                                      "a state that jeffrey(...) moves");
    question_clear(&q);
    return ok;
}

/* E of arithmetic: that of a wire which is reckoned from the others. */
static bool
read_arithmetic(Estimated *to)
{
    NumberQuery *a = &to->query;
    Derived d = {0};
    bool ok = derived_number(a, &d, a->reckoned.at[0]);
    if (ok && d.constant)
        ok = complain_no_estimate(&a->s->complain, a->node->at, "no variable is in it");
    if (ok) {
        array_push(&a->query.heads, derived_output(a, &d));
        to->reckoned = d.number;
        d.number = (LinearNumbers){0};
    }
    derived_clear(&d);
    return ok;
}

static bool
read_call(Session *s, Estimated *to, const Node *n)
{
    to->mean = strcmp(n->kids[0]->text, "E") == 0;
    if (call_has_worlds(n))
        return read_worlds(s, to, n);
    to->kind = ESTIMATED_CALL;
    to->query = (NumberQuery){.s = s, .node = n};
    if (!check_evidence(s, n))
        return false;
    if (!number_query_read(&to->query, to->mean))
        return false;
    if (to->query.wanted && !read_arithmetic(to))
        return false;
    if (to->mean && !to->query.wanted)
        to->label_type = to->query.out.at[0].type;
    set_ports(to, &to->query.in, &to->query.out);
    return true;
}

static bool
read_named(Session *s, Estimated *to, const Node *n)
{
    const Context *c = s->asked;
    if (c->kind != CONTEXT_FROM)
        return complain_no_shape(&s->complain, n->at);
    if (!asks_one_model(s, n))
        return false;
    const Node *meant = notion_called(s, n)->expand(s, &c->shape, n);
    return meant && estimated_read(s, to, meant);
}

/* A number where P and E are counted with; not a table. */
static bool
read_kid(Session *s, Estimated *to, const Node *n)
{
    if (!estimated_read(s, to, n))
        return false;
    if (!to->in.count && !to->out.count)
        return true;
    return complain_no_estimate(&s->complain, n->at,
                                "what has no value here makes it a table, and not a number");
}

static bool
read_kids(Session *s, Estimated *to, const Node *n, EstimatedKind kind, size_t count)
{
    to->kind = kind;
    to->kids = memory_new(count, sizeof *to->kids);
    bool ok = true;
    for (; ok && to->count < count; to->count++)
        ok = read_kid(s, &to->kids[to->count], n->kids[to->count]);
    return ok;
}

static bool
read_power(Session *s, Estimated *to, const Node *n)
{
    enum { POWER_MAX = 1000 };
    mpq_t power;
    mpq_init(power);
    bool ok = read_kids(s, to, n, ESTIMATED_POWER, 1) && elaborate_number(s, power, n->kids[1]);
    if (ok && (mpz_cmp_ui(mpq_denref(power), 1) != 0 ||
               mpz_cmpabs_ui(mpq_numref(power), POWER_MAX) > 0))
        ok = complain_exponent(&s->complain, n->kids[1]->at);
    if (ok)
        to->power = mpz_get_si(mpq_numref(power));
    mpq_clear(power);
    return ok;
}

/* From a state the mean of a sum needs no more than the mean of each term: where it is a number it
 * is that sum.  NULL: it is none. */
static const Node *
parts_of_moment(Session *s, const Node *n)
{
    bool from = s->asked->kind == CONTEXT_FROM && n->kind == NODE_CALL && node_is_effect(n);
    return from && mean_is_number(s, n) ? mean_terms(s, n) : NULL;
}

bool
estimated_read(Session *s, Estimated *to, const Node *n)
{
    to->node = n;
    const Node *parts = parts_of_moment(s, n);
    if (parts)
        return estimated_read(s, to, parts);
    if (node_is_moment(n) && !mean_is_number(s, n))
        return complain_no_estimate(&s->complain, n->at, "what is given has no value here");
    if (node_is_moment(n))
        return (parts = world_moment(s, n)) && estimated_read(s, to, parts);
    if (node_is_effect(n))
        return read_call(s, to, n);
    if (is_named(s, n))
        return read_named(s, to, n);
    if (!asks(s, n)) {
        to->kind = ESTIMATED_NUMBER;
        mpq_init(to->number);
        return elaborate_number(s, to->number, n);
    }
    switch (n->kind) {
    case NODE_SUM: return read_kids(s, to, n, ESTIMATED_SUM, n->count);
    case NODE_NEGATE: return read_kids(s, to, n, ESTIMATED_NEGATE, 1);
    case NODE_PRODUCT: return read_kids(s, to, n, ESTIMATED_PRODUCT, n->count);
    case NODE_QUOTIENT: return read_kids(s, to, n, ESTIMATED_QUOTIENT, 2);
    case NODE_POWER: return read_power(s, to, n);
    default: break;
    }
    return complain_no_estimate(&s->complain, n->at, "this is no arithmetic with P and E");
}

/* ---- one call ---- */

/* The numbers of the answer; of a mean, those of its rows. */
static bool
take_slopes(Session *s, const Estimated *q, PartList *to, const Gradient *g)
{
    size_t rows = matrix_rows(&g->answer), each = rows ? g->slopes.count / rows : 0;
    const Type *type = q->label_type;
    bool ok = true;
    mpq_t times;
    mpq_init(times);
    mpq_set_ui(times, 1, 1);
    for (size_t i = 0; ok && i < g->slopes.count; i++) {
        const Slope *slope = &g->slopes.at[i];
        if (!q->mean || i % each == 0)
            parts_add(to)->undefined = slope->undefined;
        bool counts = !slope->undefined && (!q->mean || mpq_sgn(slope->value));
        if (counts && q->label_type && !label_number(times, type, slope->tuple[0]))
            ok = complain_mean_label(&s->complain, q->node->at, type, slope->tuple[0]);
        if (counts && q->reckoned.count)
            mpq_set(times, &q->reckoned.at[slope->tuple[0]]);
        if (ok && counts)
            part_add(&to->at[to->count - 1], to->entries, times, slope->value,
                     (const mpq_t *)slope->by);
    }
    mpq_clear(times);
    return ok;
}

static bool
same_stratum(const Stratum *a, const Stratum *b)
{
    bool same = a->names.count == b->names.count;
    for (size_t i = 0; same && i < a->names.count; i++)
        same = a->names.at[i] == b->names.at[i] && a->labels.at[i] == b->labels.at[i];
    return same;
}

static uint64_t
hash_stratum(const Stratum *s)
{
    uint64_t hash = s->names.count;
    for (size_t i = 0; i < s->names.count; i++)
        hash = hash_number(hash_number(hash ^ map_key(s->names.at[i])) ^ s->labels.at[i]);
    return hash;
}

void
findings_take(Findings *found, Gradient *g)
{
    for (size_t i = 0; i < g->strata.count; i++) {
        Stratum *s = &g->strata.at[i];
        uint64_t hash = hash_stratum(s), at;
        if (map_find(&found->known, hash, &at) && same_stratum(&found->strata.at[at], s)) {
            stratum_clear(s);
            continue;
        }
        map_set_at(&found->known, hash, found->strata.count);
        array_push(&found->strata, *s);
    }
    g->strata.count = 0;
}

static bool
complain_undefined_call(const Estimated *q, const Trouble *t)
{
    NumberQuery *a = (NumberQuery *)&q->query;
    ReachedRow reached = {0};
    if (t->box)
        reached = (ReachedRow){t->box, trouble_event(a->s, t)};
    return number_query_undefined(a, q->node, &reached);
}

/* Where the whole question is one number, it has to have a value. */
static bool
check_defined(const Estimated *q, const Gradient *g, const Trouble *t)
{
    return q->query.in.count || !g->answer.undefined.at[0] || complain_undefined_call(q, t);
}

static bool
find_call(Sample *x, const Estimated *q, PartList *to, Findings *found)
{
    Session *s = x->s;
    const Query *query = &q->query.query;
    Trouble t = {0};
    Gradient g;
    ReachedRow reached;
    gradient_init(&g);
    if (s->staging && s->options.stage >= STAGE_DIAGRAM) {
        bool staged = session_evaluate(s, &g.answer, query, q->node, &reached);
        gradient_clear(&g);
        return staged;
    }
    Outcome o = found ? gradient_find(&g, query, &x->box, 1, &s->meaning, &s->budget, &t)
                      : gradient_values(&g, query, &s->meaning, &s->budget, &t);
    bool ok = o == OUTCOME_DONE || session_complain(s, o, &t, q->node);
    if (ok && found) {
        found->varies = t.varies ? t.varies : found->varies;
        findings_take(found, &g);
        to->entries = g.entries;
        ok = check_defined(q, &g, &t);
    }
    ok = ok && take_slopes(s, q, to, &g);
    trouble_clear(&t);
    gradient_clear(&g);
    return ok;
}

/* ---- arithmetic ---- */

static bool
find_number(const Estimated *q, PartList *to)
{
    mpq_set(parts_add(to)->value, q->number);
    return true;
}

/* What is so long that it would not be kept, or has no value where one is wanted. */
static bool
check_part(Sample *x, const Estimated *q, const Part *p, const Findings *found)
{
    Complainer *c = &x->s->complain;
    if (p->undefined && found)
        return complain_division_by_zero(c, q->node->at);
    return rational_bytes(p->value) <= RATIONAL_BITS_MAX / 4 ||
           complain_number_too_large(c, q->node->at);
}

static bool
find_kids(Sample *x, const Estimated *q, PartList *to, Findings *found)
{
    bool ok = estimated_find(x, &q->kids[0], to, found);
    for (size_t i = 1; ok && i < q->count; i++) {
        PartList next = {0};
        ok = estimated_find(x, &q->kids[i], &next, found);
        if (ok) {
            part_apply(q->kind == ESTIMATED_SUM       ? PART_SUM
                       : q->kind == ESTIMATED_PRODUCT ? PART_PRODUCT
                                                      : PART_QUOTIENT,
                       to, &next);
            ok = check_part(x, q, &to->at[0], found);
        }
        parts_clear(&next);
    }
    if (ok && q->kind == ESTIMATED_NEGATE)
        part_negate(to);
    if (ok && q->kind == ESTIMATED_POWER)
        part_raise(to, q->power);
    return ok && check_part(x, q, &to->at[0], found);
}

bool
estimated_find(Sample *x, const Estimated *q, PartList *to, Findings *found)
{
    if (q->kind == ESTIMATED_NUMBER)
        return find_number(q, to);
    if (q->kind == ESTIMATED_WORLDS)
        return estimated_worlds_find(x, q, to, found);
    return q->kind == ESTIMATED_CALL ? find_call(x, q, to, found) : find_kids(x, q, to, found);
}

/* ---- words ---- */

void
estimated_write_part(const Estimated *q, size_t part, Sink *out)
{
    PortList all = {0};
    array_set(&all, &q->in);
    for (size_t i = 0; i < q->out.count; i++)
        array_push(&all, q->out.at[i]);
    uint32_t *label = memory_new(all.count + 1, sizeof *label);
    for (size_t i = all.count; i-- > 0; part /= all.at[i].type->size)
        label[i] = (uint32_t)(part % all.at[i].type->size);
    for (size_t i = 0; i < all.count; i++) {
        sink_put(out, i ? ", " : "");
        word_write_name(all.at[i].name ? all.at[i].name : "_", out);
        sink_put(out, " = ");
        type_write_label(all.at[i].type, label[i], out);
    }
    memory_free(label);
    array_clear(&all);
}
