/* explain_most.c -- explain, with most(...): what is given, the greatest, the next after it, the
 * answer.  Each part is asked where the whole is asked. */
#include "lang/ask/explain_part.h"
#include "lang/ask/explain_soft.h"
#include "lang/ask/most.h"
#include "lang/ask/most_answer.h"
#include "lang/elaborate/elaborate.h"
#include "show/number.h"

enum { COMPARED_MAX = 4096 }; /* the most values of all heads that the next is looked for among */

/* `call` in place of n's own, in the same context. */
static Node *
ask_there(Session *s, const Node *n, Node *call)
{
    if (!node_is_in(n))
        return call;
    Node *there = node_new(&s->arena, n->kind, n->at);
    node_add(&s->arena, there, call);
    for (uint32_t i = 1; i < n->count; i++)
        node_add(&s->arena, there, n->kids[i]);
    return there;
}

/* P(...) of these heads and what is right of the bar, where most(...) is asked. */
static Node *
ask_share(Session *s, const Node *n, const Node *call, Node *heads, Node *conditions)
{
    Node *p = explain_new_question(s, call, heads, conditions);
    Node *word = node_new(&s->arena, NODE_NAME, call->kids[0]->at);
    word->text = names_add(&s->names, "P", 1);
    p->kids[0] = word;
    return ask_there(s, n, p);
}

static void
add_step(Steps *t, const char *move, const char *law, const mpq_t share)
{
    ExplainStep step;
    explain_step_init(&step, move);
    sink_put(&step.law, law);
    number_write(share, &t->s->style, &step.body);
    steps_add(t, &step);
}

static const char greatest_law[] =
    "What is not asked for is summed out, then the greatest is taken by the same elimination, as a "
    "greatest product distributes like a sum (Dechter 1999).";

/* The greatest entry that is below the one found; false: there is none. */
static bool
find_next(mpq_t to, const Matrix *m, const mpq_t most)
{
    mpq_set_ui(to, 0, 1);
    for (size_t e = 0; e < m->weight.count; e++)
        if (mpq_cmp(&m->weight.at[e], most) < 0 && mpq_cmp(&m->weight.at[e], to) > 0)
            mpq_set(to, &m->weight.at[e]);
    return mpq_sgn(to) != 0;
}

static bool
is_cheap(const PortList *heads)
{
    uint64_t all = 1;
    for (size_t i = 0; i < heads->count && all <= COMPARED_MAX; i++)
        all *= heads->at[i].type->size;
    return all <= COMPARED_MAX;
}

static Node *
name_heads(Session *s, const Node *call, const PortList *heads)
{
    Node *list = node_new(&s->arena, NODE_LIST, call->at);
    for (size_t i = 0; i < heads->count; i++) {
        Node *name = node_new(&s->arena, NODE_NAME, call->at);
        name->text = heads->at[i].name;
        node_add(&s->arena, list, name);
    }
    return list;
}

/* The next share, where all can be looked at. */
static bool
add_next(Steps *t, const Node *n, const Node *call, const Value *answer, const mpq_t share)
{
    Session *s = t->s;
    const PortList *heads = value_most_heads(answer);
    bool named = is_cheap(heads);
    for (size_t i = 0; i < heads->count; i++)
        named = named && heads->at[i].name;
    if (!named)
        return true;
    Node *right = call->count > 2 ? call->kids[2] : node_new(&s->arena, NODE_LIST, call->at);
    Value all = {0};
    mpq_t next;
    mpq_init(next);
    bool ok = elaborate(s, &all, ask_share(s, n, call, name_heads(s, call, heads), right));
    if (ok && all.kind == VALUE_MATRIX && find_next(next, &all.matrix, share))
        add_step(t, "The next share after it, given the same", "No other values lie between.",
                 next);
    mpq_clear(next);
    value_clear(&all);
    return ok;
}

static bool
explain_parts(Steps *t, const Node *n, const Node *call, const Value *answer)
{
    Session *s = t->s;
    Node *done = node_new(&s->arena, NODE_LIST, call->at);
    Node *given = node_new(&s->arena, NODE_LIST, call->at);
    explain_split(s, call, done, given);
    bool divided = given->count && !call_has_soft(call);
    if (divided &&
        !explain_value(t, ask_share(s, n, call, given, done), "What is given, alone",
                       "Discarding after a channel is discarding: f ; discard = discard."))
        return false;
    mpq_t share;
    mpq_init(share);
    most_share(share, value_most(answer));
    add_step(t, divided ? "The greatest share, together with what is given" : "The greatest share",
             greatest_law, divided ? value_most(answer)->joint : share);
    bool ok = add_next(t, n, call, answer, share);
    mpq_clear(share);
    return ok && explain_value(t, n, divided ? "The one divided by the other" : "The answer",
                               divided ? "By disintegration: the share among what is given."
                                       : "Where it is reached: every value that has this share.");
}

bool
explain_most(Session *s, const Node *n)
{
    Steps t = {.s = s, .open_from = 1};
    const Node *call = n;
    while (node_is_in(call))
        call = call->kids[0];
    Value answer = {0};
    bool ok = elaborate(s, &answer, n) && explain_parts(&t, n, call, &answer);
    value_clear(&answer);
    steps_finish(&t, ok);
    return ok;
}
