/* run_sample.c -- see run_sample.h. */
#include "lang/sampling/run_sample.h"

#include "lang/complain/complain_name.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/question_context.h"
#include "lang/identify/observed_state.h"
#include "lang/sampling/box_rows.h"
#include "lang/sampling/chain_rule.h"
#include "lang/sampling/complain_sample.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

enum { ROWS_MAX = 1000000000, SEED_MAX_BITS = 62 };

typedef struct Sampling {
    Session *s;
    const Node *n, *of;
    uint64_t rows;
    Random random;
    DrawnRows drawn;
} Sampling;

/* ---- P(...) ---- */

/* The call, where P itself answers it; NULL: it does not. */
static const Node *
question_of(const Session *s, const Node *e)
{
    const Notion *notion = notion_asked(s, e);
    if (!notion || notion->elaborate != elaborate_probability)
        return NULL;
    return node_is_in(e) ? e->kids[0] : e;
}

/* Where it is asked; false: complained. */
static bool
find_context(Session *s, Context *to, const Node *e)
{
    if (e->kind == NODE_FROM)
        return elaborate_from(s, to, e->kids[1], e->kids + 2, e->count - 2);
    return elaborate_context(s, to, e->kids[1], e->kind == NODE_WITH ? e->kids[2] : NULL);
}

static bool
check_question(Sampling *x, const NumberQuery *a)
{
    Complainer *c = &x->s->complain;
    for (size_t i = 0; i < a->question.heads; i++)
        if (item_is_event(&a->question.items.at[i]) && a->query.heads.count)
            return complain_sample_event(c, a->question.items.at[i].node->at);
    if (a->in.count)
        return complain_sample_inputs(c, a->node->at, &a->in);
    return a->query.heads.count || complain_sample_number(c, a->node->at);
}

static bool
sample_question(Sampling *x, const Node *call)
{
    Session *s = x->s;
    NumberQuery a = {.s = s, .node = call};
    bool ok = number_query_read(&a, false) && (x->of == call || context_is_used(s, x->of)) &&
              check_question(x, &a) &&
              drawn_rows_init(&x->drawn, s, &a.out, x->rows, x->of) &&
              chain_rule_draw(&x->drawn, &a, x->rows, &x->random, call);
    number_query_clear(&a);
    return ok;
}

static bool
sample_asked(Sampling *x, const Node *call)
{
    Session *s = x->s;
    const Context *outer = s->asked;
    unsigned consulted = s->consulted;
    Context c = {0};
    if (call == x->of)
        return sample_question(x, call);
    bool ok = find_context(s, &c, x->of);
    s->asked = &c;
    s->consulted = 0;
    ok = ok && sample_question(x, call);
    s->asked = outer;
    s->consulted = consulted;
    context_clear(&c);
    return ok;
}

/* ---- other states ---- */

static bool
sample_diagram(Sampling *x, const Diagram *d)
{
    PortList in = {0}, out = {0};
    ends_to_ports(&in, d, &d->inputs);
    ends_to_ports(&out, d, &d->outputs);
    bool ok = !in.count || complain_sample_inputs(&x->s->complain, x->of->at, &in);
    ok = ok && drawn_rows_init(&x->drawn, x->s, &out, x->rows, x->of) &&
         box_rows_draw(&x->drawn, d, x->rows, &x->random, x->of);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

static bool
sample_matrix(Sampling *x, const Value *v)
{
    if (v->in.count)
        return complain_sample_inputs(&x->s->complain, x->of->at, &v->in);
    return check_rows(x->s, v, x->of) &&
           drawn_rows_init(&x->drawn, x->s, &v->out, x->rows, x->of) &&
           chain_rule_draw_matrix(&x->drawn, &v->matrix, x->rows, &x->random, x->of);
}

static bool
sample_value(Sampling *x, const Value *v)
{
    if (v->kind == VALUE_MATRIX)
        return sample_matrix(x, v);
    if (v->kind == VALUE_DIAGRAM && !v->is_comb)
        return sample_diagram(x, &v->diagram);
    if (v->kind != VALUE_MODEL)
        return complain_wanted(&x->s->complain, x->of->at, "a state", v);
    Diagram d = {0};
    model_state(&d, &v->model);
    bool ok = sample_diagram(x, &d);
    diagram_clear(&d);
    return ok;
}

static bool
draw(Sampling *x)
{
    const Node *call = question_of(x->s, x->of);
    if (call)
        return sample_asked(x, call);
    Value v = {0};
    bool ok = elaborate(x->s, &v, x->of) && sample_value(x, &v);
    value_clear(&v);
    return ok;
}

/* ---- the statement ---- */

bool
run_sample(Session *s, const Node *n)
{
    uint64_t seed = 0;
    const Node *file = n->kids[DRAW_ROWS_FILE];
    Sampling x = {.s = s, .n = n, .of = n->kids[DRAW_ROWS_OF]};
    if (!elaborate_count(s, &x.rows, n->kids[DRAW_ROWS_COUNT], "a number of rows", ROWS_MAX) ||
        !elaborate_count(s, &seed, n->kids[DRAW_ROWS_SEED], "a seed",
                         UINT64_C(1) << SEED_MAX_BITS) ||
        (n->text && !may_define(s, n->text, n->text_at)))
        return false;
    x.random = random_start(seed);
    bool ok = draw(&x) && (!file || drawn_rows_write(&x.drawn, file, x.of));
    if (ok && n->text)
        ok = drawn_rows_declare(&x.drawn, n);
    else if (ok && !file)
        ok = drawn_rows_say(&x.drawn, x.of);
    drawn_rows_clear(&x.drawn);
    return ok;
}
