/* observed_worlds.c -- counterfactuals from a state; see observed_worlds.h. */
#include "lang/worlds/observed_worlds.h"

#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/session/convert.h"
#include "lang/session/meaning.h"
#include "lang/worlds/answer_rows.h"
#include "lang/worlds/complain_worlds.h"
#include "lang/worlds/identify_worlds.h"
#include "lang/worlds/world_value.h"

typedef struct Observed {
    Session *s;
    const Node *call, *at; /* the question, and where it is asked */
    WorldEffect effect;
    AnswerRows answer;
} Observed;

bool
observed_row_known(Matrix *to, const WorldRow *r, const PortList *ports)
{
    SizeList none = {0}, out = {0};
    WorldVerdict v = r->answer.verdict;
    if (v != WORLDS_NEVER && v != WORLDS_ALWAYS && v != WORLDS_UNDEFINED)
        return false;
    ports_to_sizes(&out, ports);
    matrix_clear(to);
    matrix_init(to, &none, &out);
    if (v == WORLDS_ALWAYS) {
        WireList tuple = {0};
        mpq_t one;
        mpq_init(one);
        mpq_set_ui(one, 1, 1);
        for (size_t i = 0; i < r->question.atoms.count; i++) {
            uint32_t label = 0;
            if (r->question.atoms.at[i].free && world_known_label(r, i, &label))
                array_push(&tuple, label);
        }
        matrix_add_entry(to, tuple.at, one);
        array_clear(&tuple);
        mpq_clear(one);
    }
    matrix_end_row(to, v == WORLDS_UNDEFINED);
    array_clear(&out);
    return true;
}

/* Is it what probabilities can be?  Else the states are not of one model of this shape. */
static bool
check_row_is_possible(Observed *x, const Matrix *row)
{
    mpq_t sum;
    const __mpq_struct *bad = NULL;
    mpq_init(sum);
    for (size_t e = 0; !bad && e < row->weight.count; e++)
        if (mpq_sgn(&row->weight.at[e]) < 0)
            bad = &row->weight.at[e];
    if (!bad && !row->undefined.at[0])
        matrix_row_sum(sum, row, 0);
    if (mpq_cmp_ui(sum, 1, 1) > 0)
        bad = sum;
    bool ok = !bad || complain_impossible(&x->s->complain, x->at->at, bad);
    mpq_clear(sum);
    return ok;
}

static bool
add_row(Observed *x, const WorldRow *r)
{
    WorldSource from = {.s = x->s, .effect = &x->effect, .context = x->s->asked};
    Trouble t = {0};
    WorldCheck check;
    Matrix row;
    bool ok = true;
    matrix_init_empty(&row);
    if (!observed_row_known(&row, r, &x->answer.out)) {
        ok = r->answer.verdict == WORLDS_IDENTIFIED
                 ? check_world_row(x->s, &check, &x->effect, r, x->at->at)
                 : complain_world_row(x->s, &x->effect, r, x->at);
        Outcome o = ok ? world_value(&row, &from, r, &t) : OUTCOME_DONE;
        ok = ok && (o == OUTCOME_DONE || session_complain(x->s, o, &t, x->at)) &&
             check_row_is_possible(x, &row);
    }
    if (ok)
        answer_rows_add(&x->answer, &row);
    trouble_clear(&t);
    matrix_clear(&row);
    return ok;
}

static bool
evaluate_all(Observed *x, Value *to, bool mean)
{
    Session *s = x->s;
    const WorldEffect *e = &x->effect;
    const WorldQuestion *q = &e->rows.at[0]->question;
    answer_rows_start(&x->answer, &e->reader, q);
    bool ok = !mean || answer_rows_has_mean(s, &x->answer, &e->reader, x->call);
    for (size_t i = 0; ok && i < e->rows.count; i++)
        ok = add_row(x, e->rows.at[i]);
    if (ok && answer_rows_undefined(&x->answer))
        ok = complain_undefined_from(&s->complain, x->at->at,
                                     s->asked->experiments.count > 0);
    return ok && answer_rows_take(s, &x->answer, q, mean, x->call, to);
}

bool
observed_worlds(Session *s, Value *to, const Node *call, bool mean)
{
    return observed_worlds_at(s, to, call, call, mean);
}

bool
observed_worlds_at(Session *s, Value *to, const Node *call, const Node *at, bool mean)
{
    Observed x = {.s = s, .call = call, .at = at};
    answer_rows_init(&x.answer);
    s->consulted |= CONSULTED_SHAPE | CONSULTED_NUMBERS;
    bool ok = world_effect_make(s, &x.effect, call) && evaluate_all(&x, to, mean);
    answer_rows_clear(&x.answer);
    world_effect_clear(&x.effect);
    return ok;
}
