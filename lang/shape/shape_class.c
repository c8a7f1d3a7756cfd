/* shape_class.c -- answers to questions about a shape, as data; see shape_class.h.
 *
 * For a comparison each answer becomes rows of names in one order, with NULL between the parts of a
 * row; names are interned, so that equal ones are the same. */
#include "lang/shape/shape_class.h"

#include "lang/shape/shape_question.h"
#include "show/json.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows ---- */

typedef ARRAY(NameList) NameRows;

static void
drop_rows(NameRows *r)
{
    for (size_t i = 0; i < r->count; i++)
        array_clear(&r->at[i]);
    array_clear(r);
}

static int
compare_names(const void *x, const void *y)
{
    Name a = *(const Name *)x, b = *(const Name *)y;
    if (a == b)
        return 0;
    return !a ? -1 : !b ? 1 : strcmp(a, b);
}

static int
compare_rows(const void *x, const void *y)
{
    const NameList *a = x, *b = y;
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (a->at[i] != b->at[i])
            return compare_names(&a->at[i], &b->at[i]);
    return (a->count > b->count) - (a->count < b->count);
}

/* One more part of a row, a set; its end is marked. */
static void
add_set(NameList *row, const NameList *set)
{
    size_t start = row->count;
    for (size_t i = 0; i < set->count; i++)
        array_push(row, set->at[i]);
    if (set->count)
        qsort(row->at + start, set->count, sizeof *row->at, compare_names);
    array_push(row, NULL);
}

static bool
same_rows(NameRows *a, NameRows *b)
{
    bool same = a->count == b->count;
    if (same && a->count) {
        qsort(a->at, a->count, sizeof *a->at, compare_rows);
        qsort(b->at, b->count, sizeof *b->at, compare_rows);
    }
    for (size_t i = 0; same && i < a->count; i++)
        same = compare_rows(&a->at[i], &b->at[i]) == 0;
    drop_rows(a);
    drop_rows(b);
    return same;
}

/* ["A","B"] */
void
shape_write_names_json(const NameList *names, Sink *out)
{
    sink_put(out, "[");
    for (size_t i = 0; i < names->count; i++) {
        sink_put(out, i ? "," : "");
        json_write_string(names->at[i], out);
    }
    sink_put(out, "]");
}

/* ---- sets of variables ---- */

typedef struct SetsAnswer {
    Answer answer;
    NameSets list;
} SetsAnswer;

static const NameSets *
sets_in(const Answer *a)
{
    return &((const SetsAnswer *)a)->list;
}

static void
sets_free(Answer *a)
{
    NameSets *n = &((SetsAnswer *)a)->list;
    for (size_t i = 0; i < n->sets.count; i++)
        array_clear(&n->sets.at[i]);
    array_clear(&n->sets);
    memory_free(a);
}

static uint64_t
sets_bytes(const Answer *a)
{
    const NameSets *n = sets_in(a);
    uint64_t bytes = sizeof(SetsAnswer);
    for (size_t i = 0; i < n->sets.count; i++)
        bytes += sizeof(NameList) + n->sets.at[i].count * sizeof(Name);
    return bytes;
}

static void
sets_rows(NameRows *to, const Answer *a)
{
    const NameSets *n = sets_in(a);
    for (size_t i = 0; i < n->sets.count; i++) {
        NameList row = {0};
        add_set(&row, &n->sets.at[i]);
        array_push(to, row);
    }
}

static bool
sets_equal(const Answer *a, const Answer *b)
{
    NameRows x = {0}, y = {0};
    sets_rows(&x, a);
    sets_rows(&y, b);
    return same_rows(&x, &y);
}

static bool
sets_whole(const Answer *a)
{
    return !sets_in(a)->cut;
}

static void
sets_write(Session *s, const Answer *a, Sink *out)
{
    const NameSets *n = sets_in(a);
    for (size_t i = 0; i < n->sets.count; i++) {
        shape_write_names(&n->sets.at[i], out);
        sink_put(out, "\n");
    }
    if (!n->sets.count)
        sink_put(out, "none\n");
    if (n->reason)
        sink_print(out, "# %s\n", n->reason);
    if (n->note)
        sink_print(out, "# %s\n", n->note);
    if (n->cut && !n->reason)
        sink_print(out, "# not all: the limit is %d sets\n", SHAPE_SETS_MAX);
    (void)s;
}

static void
sets_write_json(Session *s, const Answer *a, Sink *out)
{
    const NameSets *n = sets_in(a);
    sink_put(out, "{\"kind\":\"sets\",\"value\":[");
    for (size_t i = 0; i < n->sets.count; i++) {
        sink_put(out, i ? "," : "");
        shape_write_names_json(&n->sets.at[i], out);
    }
    sink_put(out, "]");
    if (n->cut)
        sink_put(out, ",\"complete\":false");
    if (n->reason) {
        sink_put(out, ",\"reason\":");
        json_write_string(n->reason, out);
    }
    if (n->note) {
        sink_put(out, ",\"note\":");
        json_write_string(n->note, out);
    }
    sink_put(out, "}\n");
    (void)s;
}

static const AnswerClass sets_class = {
    .name = "sets of variables",
    .free = sets_free,
    .bytes = sets_bytes,
    .equal = sets_equal,
    .whole = sets_whole,
    .write = sets_write,
    .write_json = sets_write_json,
};

void
value_take_sets(Value *to, NameSets *sets)
{
    SetsAnswer *a = memory_new(1, sizeof *a);
    *a = (SetsAnswer){{.class = &sets_class}, *sets};
    *sets = (NameSets){0};
    value_set_answer(to, &a->answer);
}

/* ---- instruments, and independences ---- */

typedef struct FactsAnswer {
    Answer answer;
    ShapeFacts list;        /* instruments, or independences */
    ShapeFacts constraints; /* those that stand in a comb */
    bool cut;               /* a limit was reached: there may be more */
} FactsAnswer;

static const FactsAnswer *
facts_in(const Answer *a)
{
    return (const FactsAnswer *)a;
}

void
shape_facts_clear(ShapeFacts *l)
{
    for (size_t i = 0; i < l->count; i++) {
        array_clear(&l->at[i].of);
        array_clear(&l->at[i].given);
        array_clear(&l->at[i].comb);
        array_clear(&l->at[i].kept);
    }
    array_clear(l);
}

/* The same, ascending, by name. */
static void
sort_names(NameList *to, const Model *m, WireList *set)
{
    sort_vertices(set);
    shape_add_names(to, m, set);
}

void
shape_add_independence(ShapeFacts *to, const Model *m, Independence *i)
{
    ShapeFact f = {.variable = m->vertices.at[i->v].name};
    sort_names(&f.of, m, &i->of);
    sort_names(&f.given, m, &i->given);
    array_push(to, f);
}

void
shape_add_verma(ShapeFacts *to, const Model *m, Verma *v)
{
    ShapeFact f = {.variable = m->vertices.at[v->v].name};
    sort_names(&f.of, m, &v->free);
    sort_names(&f.given, m, &v->given);
    sort_names(&f.comb, m, &v->comb);
    sort_names(&f.kept, m, &v->set);
    array_push(to, f);
}

static void
facts_free(Answer *a)
{
    FactsAnswer *f = (FactsAnswer *)a;
    shape_facts_clear(&f->list);
    shape_facts_clear(&f->constraints);
    memory_free(a);
}

static uint64_t
list_bytes(const ShapeFacts *l)
{
    uint64_t names = 0;
    for (size_t i = 0; i < l->count; i++)
        names +=
            l->at[i].of.count + l->at[i].given.count + l->at[i].comb.count + l->at[i].kept.count;
    return l->count * sizeof *l->at + names * sizeof(Name);
}

static uint64_t
facts_bytes(const Answer *a)
{
    return sizeof(FactsAnswer) + list_bytes(&facts_in(a)->list) +
           list_bytes(&facts_in(a)->constraints);
}

/* A is independent of B: so B is of A.  In a comb the two are not alike. */
static bool
is_symmetric(const ShapeFact *f)
{
    return f->of.count == 1 && !f->comb.count;
}

static void
list_rows(NameRows *to, const ShapeFacts *l)
{
    for (size_t i = 0; i < l->count; i++) {
        const ShapeFact *f = &l->at[i];
        NameList row = {0};
        array_push(&row, f->variable);
        add_set(&row, &f->of);
        if (is_symmetric(f))
            qsort(row.at, 2, sizeof *row.at, compare_names);
        add_set(&row, &f->given);
        add_set(&row, &f->comb);
        add_set(&row, &f->kept);
        array_push(to, row);
    }
}

static bool
facts_equal(const Answer *a, const Answer *b)
{
    NameRows x = {0}, y = {0};
    list_rows(&x, &facts_in(a)->list);
    list_rows(&x, &facts_in(a)->constraints);
    list_rows(&y, &facts_in(b)->list);
    list_rows(&y, &facts_in(b)->constraints);
    return same_rows(&x, &y);
}

static bool
facts_whole(const Answer *a)
{
    return !facts_in(a)->cut;
}

static void
write_given(const ShapeFact *f, Sink *out)
{
    if (!f->given.count)
        return;
    sink_put(out, " given ");
    shape_write_names(&f->given, out);
}

static void
instruments_write(Session *s, const Answer *a, Sink *out)
{
    const ShapeFacts *l = &facts_in(a)->list;
    for (size_t i = 0; i < l->count; i++) {
        word_write_name(l->at[i].variable, out);
        write_given(&l->at[i], out);
        sink_put(out, "\n");
    }
    if (!l->count)
        sink_put(out, "none\n# no observed variable moves the cause, and the effect through it "
                      "alone\n");
    if (facts_in(a)->cut)
        sink_put(out, INSTRUMENTS_CUT);
    (void)s;
}

static void
instruments_write_json(Session *s, const Answer *a, Sink *out)
{
    const ShapeFacts *l = &facts_in(a)->list;
    sink_put(out, "{\"kind\":\"instruments\",\"value\":[");
    for (size_t i = 0; i < l->count; i++) {
        sink_put(out, i ? ",{\"instrument\":" : "{\"instrument\":");
        json_write_string(l->at[i].variable, out);
        sink_put(out, ",\"given\":");
        shape_write_names_json(&l->at[i].given, out);
        sink_put(out, "}");
    }
    sink_put(out, facts_in(a)->cut ? "],\"complete\":false}\n" : "]}\n");
    (void)s;
}

/* What is in the comb and is not kept; both are in the order of the model. */
static void
discarded(NameList *to, const ShapeFact *f)
{
    for (size_t i = 0, k = 0; i < f->comb.count; i++)
        if (k < f->kept.count && f->kept.at[k] == f->comb.at[i])
            k++;
        else
            array_push(to, f->comb.at[i]);
}

void
shape_write_fact(const ShapeFact *f, Sink *out)
{
    NameList left = {0};
    word_write_name(f->variable, out);
    sink_put(out, " independent of ");
    shape_write_bare(&f->of, out);
    write_given(f, out);
    if (f->comb.count) {
        sink_put(out, ", in the comb of ");
        shape_write_names(&f->comb, out);
        discarded(&left, f);
    }
    if (left.count) {
        sink_put(out, " with ");
        shape_write_bare(&left, out);
        sink_put(out, " discarded");
    }
    array_clear(&left);
}

static void
write_independences(const ShapeFacts *l, Sink *out)
{
    for (size_t i = 0; i < l->count; i++) {
        shape_write_fact(&l->at[i], out);
        sink_put(out, "\n");
    }
}

static void
implications_write(Session *s, const Answer *a, Sink *out)
{
    const FactsAnswer *f = facts_in(a);
    write_independences(&f->list, out);
    write_independences(&f->constraints, out);
    if (!f->list.count && !f->constraints.count)
        sink_put(out, "none\n# no independence, and no other constraint that the moves reveal\n");
    if (f->cut)
        sink_print(out, "# not all: the limit is %d of each kind\n", SHAPE_SETS_MAX);
    (void)s;
}

void
shape_write_fact_json(const ShapeFact *f, Sink *out)
{
    sink_put(out, "\"variable\":");
    json_write_string(f->variable, out);
    sink_put(out, ",\"of\":");
    shape_write_names_json(&f->of, out);
    sink_put(out, ",\"given\":");
    shape_write_names_json(&f->given, out);
    if (!f->comb.count)
        return;
    sink_put(out, ",\"comb\":");
    shape_write_names_json(&f->comb, out);
    sink_put(out, ",\"kept\":");
    shape_write_names_json(&f->kept, out);
}

static void
write_json_independences(const ShapeFacts *l, Sink *out)
{
    sink_put(out, "[");
    for (size_t i = 0; i < l->count; i++) {
        sink_put(out, i ? ",{" : "{");
        shape_write_fact_json(&l->at[i], out);
        sink_put(out, "}");
    }
    sink_put(out, "]");
}

static void
implications_write_json(Session *s, const Answer *a, Sink *out)
{
    const FactsAnswer *f = facts_in(a);
    sink_put(out, "{\"kind\":\"implications\",\"independences\":");
    write_json_independences(&f->list, out);
    sink_put(out, ",\"constraints\":");
    write_json_independences(&f->constraints, out);
    sink_put(out, f->cut ? ",\"complete\":false}\n" : "}\n");
    (void)s;
}

static const AnswerClass instruments_class = {
    .name = "an answer about a shape",
    .free = facts_free,
    .bytes = facts_bytes,
    .equal = facts_equal,
    .whole = facts_whole,
    .write = instruments_write,
    .write_json = instruments_write_json,
};

static const AnswerClass implications_class = {
    .name = "an answer about a shape",
    .free = facts_free,
    .bytes = facts_bytes,
    .equal = facts_equal,
    .whole = facts_whole,
    .write = implications_write,
    .write_json = implications_write_json,
};

static void
take_facts(Value *to, const AnswerClass *class, ShapeFacts *list, ShapeFacts *constraints, bool cut)
{
    FactsAnswer *a = memory_new(1, sizeof *a);
    *a = (FactsAnswer){{.class = class}, *list, *constraints, cut};
    *list = *constraints = (ShapeFacts){0};
    value_set_answer(to, &a->answer);
}

void
value_take_instruments(Value *to, ShapeFacts *instruments, bool cut)
{
    ShapeFacts none = {0};
    take_facts(to, &instruments_class, instruments, &none, cut);
}

void
value_take_implications(Value *to, ShapeFacts *independences, ShapeFacts *constraints, bool cut)
{
    take_facts(to, &implications_class, independences, constraints, cut);
}
