/* value.c -- see value.h.  An answer counts the values that share it: the last one frees it. */
#include "lang/value/value.h"

static void
release_answer(Answer *a)
{
    if (a && --a->holders == 0)
        a->class->free(a);
}

void
value_clear(Value *v)
{
    if (v->kind == VALUE_NUMBER)
        mpq_clear(v->number);
    if (v->kind == VALUE_MATRIX)
        matrix_clear(&v->matrix);
    diagram_clear(&v->diagram);
    comb_clear(&v->comb);
    array_clear(&v->in);
    array_clear(&v->out);
    model_clear(&v->model);
    release_answer(v->answer);
    for (size_t i = 0; i < v->parts.count; i++)
        value_clear(&v->parts.at[i]);
    array_clear(&v->parts);
    *v = (Value){0};
}

void
value_swap(Value *a, Value *b)
{
    Value c = *a;
    *a = *b;
    *b = c;
}

static void
set_matrix(Value *to, const Value *v)
{
    SizeList none = {0};
    matrix_init(&to->matrix, &none, &none);
    matrix_set(&to->matrix, &v->matrix);
    array_set(&to->in, &v->in);
    array_set(&to->out, &v->out);
    to->weighted = v->weighted;
}

void
value_set(Value *to, const Value *v)
{
    Value copy = {.kind = v->kind, .truth = v->truth, .functor = v->functor, .source = v->source,
                  .of = v->of, .answer = v->answer};
    if (copy.answer)
        copy.answer->holders++;
    if (v->kind == VALUE_NUMBER) {
        mpq_init(copy.number);
        mpq_set(copy.number, v->number);
    }
    if (v->kind == VALUE_DIAGRAM)
        diagram_set(&copy.diagram, &v->diagram);
    if (v->is_comb) {
        copy.is_comb = true;
        comb_set(&copy.comb, &v->comb);
    }
    if (v->kind == VALUE_MATRIX)
        set_matrix(&copy, v);
    if (v->kind == VALUE_MODEL)
        model_set(&copy.model, &v->model);
    for (size_t i = 0; i < v->parts.count; i++) {
        Value part = {0};
        value_set(&part, &v->parts.at[i]);
        array_push(&copy.parts, part);
    }
    value_swap(to, &copy);
    value_clear(&copy);
}

void
value_set_number(Value *to, const mpq_t q)
{
    Value v = {.kind = VALUE_NUMBER};
    mpq_init(v.number);
    mpq_set(v.number, q);
    value_swap(to, &v);
    value_clear(&v);
}

void
value_set_truth(Value *to, bool truth)
{
    value_clear(to);
    to->kind = VALUE_TRUTH;
    to->truth = truth;
}

void
value_take_diagram(Value *to, Diagram *d)
{
    Value v = {.kind = VALUE_DIAGRAM};
    diagram_swap(&v.diagram, d);
    value_swap(to, &v);
    value_clear(&v);
}

void
value_take_matrix(Value *to, Matrix *m, const PortList *in, const PortList *out, bool weighted)
{
    Value v = {.kind = VALUE_MATRIX, .weighted = weighted};
    SizeList none = {0};
    matrix_init(&v.matrix, &none, &none);
    matrix_swap(&v.matrix, m);
    array_set(&v.in, in);
    array_set(&v.out, out);
    value_swap(to, &v);
    value_clear(&v);
}

void
value_set_answer(Value *to, Answer *a)
{
    Value v = {.kind = VALUE_ANSWER, .answer = a};
    a->holders++;
    value_swap(to, &v);
    value_clear(&v);
}

uint64_t
value_bytes(const Value *v)
{
    uint64_t bytes = sizeof *v + diagram_bytes(&v->diagram);
    if (v->answer && v->answer->class->bytes)
        bytes += v->answer->class->bytes(v->answer);
    if (v->kind == VALUE_MATRIX)
        bytes += matrix_bytes(&v->matrix);
    if (v->kind == VALUE_NUMBER)
        bytes += rational_bytes(v->number);
    for (size_t i = 0; i < v->model.vertices.count; i++)
        bytes += sizeof(Vertex) + diagram_bytes(&v->model.vertices.at[i].mechanism);
    for (size_t i = 0; i < v->parts.count; i++)
        bytes += value_bytes(&v->parts.at[i]);
    return bytes;
}

const char *
value_kind_name(const Value *v)
{
    switch (v->kind) {
    case VALUE_NUMBER:
        return "a number";
    case VALUE_TRUTH:
        return "a truth value";
    case VALUE_DIAGRAM:
        return v->is_comb ? "a comb" : v->diagram.inputs.count ? "a channel" : "a state";
    case VALUE_MATRIX:
        return v->in.count ? "a channel" : "a state";
    case VALUE_MODEL:
        return "a model";
    case VALUE_FUNCTOR:
        return "a functor";
    case VALUE_ANSWER:
        return v->answer->class->name;
    case VALUE_TUPLE:
        return "several values";
    case VALUE_NONE:
        break;
    }
    return "nothing";
}

void
value_push_diagram(Value *tuple, Diagram *d)
{
    Value v = {0};
    value_take_diagram(&v, d);
    array_push(&tuple->parts, v);
}
