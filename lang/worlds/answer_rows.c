/* answer_rows.c -- answers, row by row; see answer_rows.h. */
#include "lang/worlds/answer_rows.h"

#include "lang/ask/mean.h"
#include "lang/complain/complain_query.h"
#include "lang/session/convert.h"

void
answer_rows_init(AnswerRows *a)
{
    *a = (AnswerRows){0};
    matrix_init_empty(&a->table);
}

void
answer_rows_clear(AnswerRows *a)
{
    array_clear(&a->in);
    array_clear(&a->out);
    matrix_clear(&a->table);
}

void
answer_rows_start(AnswerRows *a, const WorldReader *r, const WorldQuestion *q)
{
    SizeList in = {0}, out = {0};
    world_ports(r, q, &a->in, &a->out);
    ports_to_sizes(&in, &a->in);
    ports_to_sizes(&out, &a->out);
    matrix_clear(&a->table);
    matrix_init(&a->table, &in, &out);
    array_clear(&out);
    array_clear(&in);
}

bool
answer_rows_has_mean(Session *s, const AnswerRows *a, const WorldReader *r, const Node *call)
{
    return (a->out.count == 1 && r->question.heads == 1) ||
           complain_mean(&s->complain, call->kids[1]->at);
}

void
answer_rows_add(AnswerRows *a, const Matrix *row)
{
    for (size_t e = 0; e < row->start.at[1]; e++)
        matrix_add_entry(&a->table, matrix_entry_tuple(row, e), &row->weight.at[e]);
    matrix_end_row(&a->table, row->undefined.at[0]);
}

bool
answer_rows_undefined(const AnswerRows *a)
{
    return !a->in.count && a->table.undefined.at[0];
}

/* Need the rows not sum to one: is there an event left of the bar, or no output? */
static bool
is_weighted(const AnswerRows *a, const WorldQuestion *q)
{
    bool weighted = !a->out.count;
    for (size_t i = 0; i < q->atoms.count; i++)
        weighted = weighted || !(q->atoms.at[i].free || q->atoms.at[i].condition);
    return weighted;
}

bool
answer_rows_take(Session *s, AnswerRows *a, const WorldQuestion *q, bool mean, const Node *call,
                 Value *to)
{
    if (mean) {
        if (!matrix_mean(s, &a->table, a->out.at[0].type, call))
            return false;
        a->out.count = 0;
    }
    if (a->in.count || a->out.count) {
        value_take_matrix(to, &a->table, &a->in, &a->out, is_weighted(a, q));
        return true;
    }
    mpq_t number;
    mpq_init(number);
    matrix_entry(number, &a->table, 0, NULL);
    value_set_number(to, number);
    mpq_clear(number);
    return true;
}
