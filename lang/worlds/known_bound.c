/* known_bound.c -- see known_bound.h. */
#include "lang/worlds/known_bound.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/label.h"
#include "lang/worlds/world_reader.h"
#include "show/fraction.h"

enum { TYPES_MAX = 1024 }; /* where nobody has asked for bounds: well below a second */

bool
known_bound_start(Session *s, Bound *b, KnownModel *k, const Model *m, const Node *n)
{
    bool ok = known_model_make(k, m, &s->meaning, &s->budget);
    if (ok) {
        model_set(&b->model, &k->model);
        graph_make(&b->graph, &b->model);
        ok = projection_make(&b->projection, &b->graph, &s->budget);
    }
    if (ok) {
        bound_start(b);
        ok = bound_know(b, k, &s->budget);
    }
    return ok || complain_stopped(&s->complain, &s->budget, n->at);
}

/* The call as a term of b.  *one: it asks for one number, which nothing is in the way of. */
static bool
read_call(Session *s, Bound *b, const WorldSummand *term, bool *one)
{
    const Node *call = term->call;
    bool mean = !node_is_question(call);
    WorldReader r = {.s = s, .model = &b->noise.model};
    BoundTerm t = {.mean = mean};
    const Type *type = NULL;
    uint32_t free = 0;
    mpq_init(t.times);
    mpq_set(t.times, term->times);
    linear_numbers_init(&t.number, 0);
    question_read(&r.question, call);
    bool ok = world_reader_read(&r, &t.question);
    for (size_t i = 0; ok && i < t.question.atoms.count; i++)
        if (t.question.atoms.at[i].free) {
            type = b->model.vertices.at[t.question.atoms.at[i].vertex].type;
            free++;
        }
    *one = ok && !r.rows.count && free == mean && !t.question.functions.count;
    if (*one && mean) {
        linear_numbers_clear(&t.number);
        linear_numbers_init(&t.number, type->size);
        for (uint32_t i = 0; *one && i < type->size; i++)
            *one = label_number(&t.number.at[i], type, i);
    }
    world_reader_clear(&r);
    array_push(&b->terms, t);
    return ok;
}

static void
write_ends(Session *s, const Bound *b, Sink *out)
{
    bool point = mpq_equal(b->ends[0].value, b->ends[1].value);
    sink_put(out, point ? ", " : ", between ");
    fraction_write(b->ends[0].value, &s->style, out);
    if (!point) {
        sink_put(out, " and ");
        fraction_write(b->ends[1].value, &s->style, out);
    }
    sink_put(out, b->some_never ? " where it is defined" : "");
}

/* Why there are no ends. */
static const char *
reason(const Bound *b, BoundVerdict v)
{
    if (v == BOUND_LINEAR && b->linear_result == LINEAR_ABSENT)
        return "Built with cddlib, Catgut would say between which numbers it lies. ";
    if (v == BOUND_LINEAR && b->linear_result == LINEAR_MISSING)
        return "With cddlib on this machine (libcdd0d), Catgut would say between which numbers it "
               "lies. ";
    if (v == BOUND_LARGE || v == BOUND_COMBINED)
        return "There are too many ways in which rows can go together to look for its least and "
               "largest value here; `bounds` looks further. ";
    return "";
}

bool
known_bound_find(KnownEnds *to, Session *s, const Model *m, const Node *n,
                 const WorldSum *terms)
{
    Bound b;
    KnownModel k;
    bool one = true;
    known_model_init(&k);
    bound_init(&b);
    b.types = TYPES_MAX;
    bool ok = known_bound_start(s, &b, &k, m, n);
    for (size_t i = 0; ok && one && i < terms->list.count; i++)
        ok = read_call(s, &b, &terms->list.at[i], &one);
    mpq_set(b.constant, terms->constant);
    if (ok && !one)
        sink_put(&to->help, "Ask for one label of each, `= 0`, to be told between which numbers it "
                            "lies. ");
    if (ok && one) {
        BoundVerdict v = bound_find(&b, &s->budget);
        to->point = v == BOUND_FOUND && !b.some_never &&
                    mpq_equal(b.ends[0].value, b.ends[1].value);
        mpq_set(to->value, b.ends[0].value);
        if (v == BOUND_STOPPED)
            ok = complain_stopped(&s->complain, &s->budget, n->at);
        else if (terms->no_ends)
            sink_put(&to->help, "Its means are not, and between which numbers it lies itself is "
                                "not looked for. ");
        else if (v == BOUND_FOUND)
            write_ends(s, &b, &to->between);
        else
            sink_put(&to->help, reason(&b, v));
    }
    bound_clear(&b);
    known_model_clear(&k);
    return ok;
}
