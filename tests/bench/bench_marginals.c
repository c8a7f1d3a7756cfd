/* bench_marginals.c -- how fast exact answers come on networks of the bnlearn repository.
 *
 *     bench_marginals [--all] [--leaves | --tenth] [--no-mpq] FILE.bif...
 *
 * For each file one question, the marginal of the deepest vertex, or of the deepest one that is not
 * observed, or with --all those of all vertices (then there are no parts): --leaves observes every
 * leaf, --tenth every tenth vertex, at a forward sample.  It shows the time of the whole evaluation
 * and of its parts; then the same plan carried out with doubles and with mpq, by one plain loop
 * over each step's variables.  The answers must agree. Files are read by a small reader of this
 * bench; a row's residual goes into its first largest entry. */
#include "base/random.h"
#include "network/answer.h"
#include "network/evaluate.h"
#include "network/join.h"
#include "network/reduce.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORD = 256, SECONDS = 20 };

typedef struct Vertex {
    const Type *type;
    const Box *box;
    WireList parents; /* vertices */
    uint32_t wire, depth, sample;
    bool inner; /* somebody's parent */
} Vertex;

typedef struct Bench {
    Names names;
    Signature s;
    Meaning meaning;
    ARRAY(Vertex) vertices;
    Map index; /* name, as a number -> vertex */
    Diagram d;
    Random r;
    FILE *file;
    char word[WORD];
    int step; /* 0: nothing is observed, 1: the leaves, n: every nth */
    bool all, with_mpq;
} Bench;

/* ---- reading ---- */

/* The next word, or one of `{}()[],;|`; false at the end of the file. */
static bool
next(Bench *b)
{
    int c = fgetc(b->file);
    size_t n = 0;
    while (c != EOF && isspace(c))
        c = fgetc(b->file);
    while (c != EOF && !isspace(c) && !strchr("{}()[],;|", c) && n + 1 < WORD) {
        b->word[n++] = (char)c;
        c = fgetc(b->file);
    }
    if (n && c != EOF)
        ungetc(c, b->file);
    else if (c != EOF)
        b->word[n++] = (char)c;
    b->word[n] = 0;
    return n > 0;
}

static bool
at(const Bench *b, const char *word)
{
    return strcmp(b->word, word) == 0;
}

static void
skip_to(Bench *b, const char *word)
{
    while (next(b) && !at(b, word))
        ;
}

static void
read_variable(Bench *b)
{
    Vertex v = {0};
    next(b);
    Name name = names_add_text(&b->names, b->word);
    Type *type = signature_add_type(&b->s, name);
    skip_to(b, "]");
    skip_to(b, "{");
    while (next(b) && !at(b, "}"))
        if (!at(b, ","))
            type_add_label(type, names_add_text(&b->names, b->word));
    skip_to(b, "}");
    v.type = type;
    map_set_at(&b->index, (uint64_t)(uintptr_t)name, b->vertices.count);
    array_push(&b->vertices, v);
}

static uint32_t
read_vertex(Bench *b)
{
    uint64_t vertex = 0;
    bool known =
        map_find(&b->index, (uint64_t)(uintptr_t)names_add_text(&b->names, b->word), &vertex);
    assert(known);
    (void)known;
    return (uint32_t)vertex;
}

/* The residual goes into the first largest entry. */
static void
repair(mpq_t *row, uint32_t size)
{
    mpq_t rest;
    uint32_t largest = 0;
    mpq_init(rest);
    mpq_set_ui(rest, 1, 1);
    for (uint32_t i = 0; i < size; i++) {
        mpq_sub(rest, rest, row[i]);
        if (mpq_cmp(row[i], row[largest]) > 0)
            largest = i;
    }
    mpq_add(row[largest], row[largest], rest);
    mpq_clear(rest);
}

/* The number of the row whose labels come next. */
static size_t
read_row_labels(Bench *b, const Vertex *v)
{
    size_t row = 0;
    for (size_t i = 0; i < v->parents.count; i++) {
        const Type *type = b->vertices.at[v->parents.at[i]].type;
        uint32_t label = 0;
        next(b);
        bool known = type_find(type, names_add_text(&b->names, b->word), &label);
        assert(known);
        (void)known;
        row = row * type->size + label;
        next(b);
    }
    return row;
}

static void
read_rows(Bench *b, const Vertex *v, mpq_t *weights)
{
    uint32_t size = v->type->size;
    while (next(b) && !at(b, "}")) {
        size_t row = at(b, "table") ? 0 : read_row_labels(b, v);
        for (uint32_t i = 0; i < size; i++) {
            next(b);
            if (rational_read(weights[row * size + i], b->word, strlen(b->word)) != RATIONAL_READ)
                abort();
            next(b);
        }
        repair(weights + row * size, size);
    }
}

static void
add_matrix(Bench *b, Vertex *v, const SizeList *in, mpq_t *weights)
{
    SizeList out = {0};
    Matrix m;
    array_push(&out, v->type->size);
    matrix_init(&m, in, &out);
    for (size_t row = 0; row < size_product(in); row++) {
        for (uint32_t i = 0; i < v->type->size; i++)
            matrix_add_entry(&m, &i, weights[row * v->type->size + i]);
        matrix_end_row(&m, false);
    }
    meaning_add(&b->meaning, v->box->id, &m);
    matrix_clear(&m);
    array_clear(&out);
}

static void
read_probability(Bench *b)
{
    TypeList types = {0}, out = {0};
    SizeList in = {0};
    next(b);
    next(b);
    Vertex *v = &b->vertices.at[read_vertex(b)];
    while (next(b) && !at(b, ")"))
        if (!at(b, "|") && !at(b, ","))
            array_push(&v->parents, read_vertex(b));
    next(b);
    for (size_t i = 0; i < v->parents.count; i++) {
        array_push(&types, b->vertices.at[v->parents.at[i]].type);
        array_push(&in, types.at[i]->size);
    }
    array_push(&out, v->type);
    v->box = signature_add_box(&b->s, v->type->name, &types, &out);
    size_t count = (size_t)size_product(&in) * v->type->size;
    mpq_t *weights = memory_new(count, sizeof *weights);
    for (size_t i = 0; i < count; i++)
        mpq_init(weights[i]);
    read_rows(b, v, weights);
    add_matrix(b, v, &in, weights);
    for (size_t i = 0; i < count; i++)
        mpq_clear(weights[i]);
    memory_free(weights);
    array_clear(&types);
    array_clear(&out);
    array_clear(&in);
}

/* A label by chance, its parents having theirs. */
static void
sample(Bench *b, Vertex *v)
{
    const Matrix *m = meaning_find(&b->meaning, v->box->id);
    uint32_t tuple[64];
    for (size_t i = 0; i < v->parents.count; i++) {
        tuple[i] = b->vertices.at[v->parents.at[i]].sample;
        b->vertices.at[v->parents.at[i]].inner = true;
    }
    size_t row = matrix_find_row(m, tuple);
    double chance = (double)random_below(&b->r, 1 << 30) / (1 << 30);
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++) {
        v->sample = m->index.at[e];
        chance -= mpq_get_d(&m->weight.at[e]);
        if (chance < 0)
            return;
    }
}

/* Boxes after those they read; every vertex is an output, in the order of the file. */
static void
make_diagram(Bench *b)
{
    size_t done = 0;
    bool *placed = memory_new(b->vertices.count, sizeof *placed);
    while (done < b->vertices.count)
        for (size_t i = 0; i < b->vertices.count; i++) {
            Vertex *v = &b->vertices.at[i];
            WireList reads = {0};
            for (size_t j = 0; j < v->parents.count && placed[v->parents.at[j]]; j++) {
                const Vertex *parent = &b->vertices.at[v->parents.at[j]];
                array_push(&reads, parent->wire);
                v->depth = parent->depth + 1 > v->depth ? parent->depth + 1 : v->depth;
            }
            if (!placed[i] && reads.count == v->parents.count) {
                sample(b, v);
                v->wire = diagram_add_box(&b->d, v->box, reads.at, 0);
                placed[i] = true;
                done++;
            }
            array_clear(&reads);
        }
    for (size_t i = 0; i < b->vertices.count; i++)
        diagram_add_output(&b->d, b->vertices.at[i].wire, b->vertices.at[i].type->name);
    memory_free(placed);
}

static bool
bench_init(Bench *b, const char *path)
{
    b->file = fopen(path, "r");
    if (!b->file)
        return false;
    signature_init(&b->s);
    while (next(b)) {
        if (at(b, "variable"))
            read_variable(b);
        else if (at(b, "probability"))
            read_probability(b);
        else
            skip_to(b, "}");
    }
    fclose(b->file);
    make_diagram(b);
    return true;
}

static void
bench_clear(Bench *b)
{
    for (size_t i = 0; i < b->vertices.count; i++)
        array_clear(&b->vertices.at[i].parents);
    array_clear(&b->vertices);
    map_clear(&b->index);
    diagram_clear(&b->d);
    meaning_clear(&b->meaning);
    signature_clear(&b->s);
    names_clear(&b->names);
}

/* ---- one plain loop, with doubles or mpq ---- */

typedef struct Plain {
    double *floats; /* one of the two */
    mpq_t *rationals;
    size_t count;
} Plain;

typedef struct Loop {
    const Network *n;
    const Plan *p;
    bool exact;
    Plain *tables, *results;
    size_t *strides; /* beside p->scopes */
    int64_t deadline;
} Loop;

static Plain
plain_new(size_t count, bool exact)
{
    Plain t = {.count = count};
    if (exact) {
        t.rationals = memory_new(count, sizeof *t.rationals);
        for (size_t i = 0; i < count; i++)
            mpq_init(t.rationals[i]);
    } else {
        t.floats = memory_new(count, sizeof *t.floats);
    }
    return t;
}

static void
plain_clear(Plain *t)
{
    for (size_t i = 0; t->rationals && i < t->count; i++)
        mpq_clear(t->rationals[i]);
    memory_free(t->rationals);
    memory_free(t->floats);
    *t = (Plain){0};
}

static void
entry_of(mpq_t q, const Table *t, size_t i)
{
    mpq_set_ui(q, 0, 1);
    table_get(mpq_numref(q), t, i);
    if (!t->whole)
        mpz_set(mpq_denref(q), t->denominator);
    mpq_canonicalize(q);
}

static Plain
plain_of(const Table *t, bool exact)
{
    Plain to = plain_new(t->count, exact);
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < t->count; i++) {
        entry_of(q, t, i);
        if (exact)
            mpq_set(to.rationals[i], q);
        else
            to.floats[i] = mpq_get_d(q);
    }
    mpq_clear(q);
    return to;
}

typedef struct Axes {
    const Plain *table;
    size_t offset;
    const uint32_t *scope;
    const size_t *strides;
    size_t count;
} Axes;

static Axes
axes_of(const Loop *l, size_t factor)
{
    const Shape *s = &l->n->shape;
    size_t first = s->factors.count;
    if (factor < first) {
        const Scope *scope = &s->factors.at[factor];
        return (Axes){&l->tables[l->n->factors.at[factor].table], l->n->factors.at[factor].offset,
                      s->scopes.at + scope->first, l->n->strides.at + scope->first, scope->count};
    }
    const Scope *scope = &l->p->steps.at[factor - first].result;
    return (Axes){&l->results[factor - first], 0, l->p->scopes.at + scope->first,
                  l->strides + scope->first, scope->count};
}

static size_t
stride_in(const Axes *a, uint32_t variable)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->scope[i] == variable)
            return a->strides[i];
    return 0;
}

typedef struct Digit {
    uint32_t size, value;
} Digit;

/* The next assignment, the last digit fastest; index[] moves along.  False: that was all. */
static bool
count_on(Digit *digits, size_t count, size_t *index, const size_t *strides, size_t width)
{
    for (size_t d = count; d-- > 0;) {
        const size_t *move = strides + d * width;
        bool more = ++digits[d].value < digits[d].size;
        for (size_t i = 0; i < width; i++)
            index[i] += more ? move[i] : 0 - move[i] * (digits[d].size - 1);
        if (more)
            return true;
        digits[d].value = 0;
    }
    return false;
}

static void
multiply(const Plain *const *tables, const size_t *index, size_t width, Plain *to, mpq_t product)
{
    if (to->rationals) {
        mpq_set_ui(product, 1, 1);
        for (size_t i = 1; i < width && mpq_sgn(product); i++)
            mpq_mul(product, product, tables[i]->rationals[index[i]]);
        mpq_add(to->rationals[index[0]], to->rationals[index[0]], product);
        return;
    }
    double x = 1;
    for (size_t i = 1; i < width; i++)
        x *= tables[i]->floats[index[i]];
    to->floats[index[0]] += x;
}

static bool
run_plain_step(Loop *l, size_t step)
{
    const PlanStep *s = &l->p->steps.at[step];
    const Shape *shape = &l->n->shape;
    size_t width = s->factors + 1, digits_count = s->result.count + 1, size = 1;
    for (size_t i = s->result.count; i-- > 0;) {
        l->strides[s->result.first + i] = size;
        size *= shape->sizes.at[l->p->scopes.at[s->result.first + i]];
    }
    l->results[step] = plain_new(size, l->exact);
    Digit *digits = memory_new(digits_count, sizeof *digits);
    size_t *strides = memory_new(digits_count * width, sizeof *strides);
    size_t *index = memory_new(width, sizeof *index);
    const Plain **tables = memory_new(width, sizeof *tables);
    for (size_t i = 0; i < width; i++) {
        Axes a = axes_of(l, i ? l->p->consumed.at[s->first_factor + i - 1]
                              : shape->factors.count + step);
        tables[i] = a.table;
        index[i] = a.offset;
        for (size_t d = 0; d < digits_count; d++) {
            uint32_t v = d ? l->p->scopes.at[s->result.first + d - 1] : s->variable;
            digits[d].size = v == NO_VARIABLE ? 1 : shape->sizes.at[v];
            strides[d * width + i] = stride_in(&a, v);
        }
    }
    mpq_t product;
    mpq_init(product);
    size_t look = 0;
    bool going = true;
    do {
        multiply(tables, index, width, &l->results[step], product);
        if (++look % 65536 == 0)
            going = budget_now() < l->deadline;
    } while (going && count_on(digits, digits_count, index, strides, width));
    mpq_clear(product);
    memory_free(digits);
    memory_free(strides);
    memory_free(index);
    memory_free(tables);
    for (size_t i = 0; i < s->factors; i++)
        if (l->p->consumed.at[s->first_factor + i] >= shape->factors.count)
            plain_clear(&l->results[l->p->consumed.at[s->first_factor + i] - shape->factors.count]);
    return going;
}

/* Seconds for the steps alone, or a negative number: too long. */
static double
run_plain(const Network *n, const Plan *p, bool exact)
{
    Loop l = {.n = n, .p = p, .exact = exact};
    l.tables = memory_new(n->tables.count, sizeof *l.tables);
    l.results = memory_new(p->steps.count, sizeof *l.results);
    l.strides = memory_new(p->scopes.count, sizeof *l.strides);
    for (size_t i = 0; i < n->tables.count; i++)
        l.tables[i] = plain_of(&n->tables.at[i], exact);
    int64_t start = budget_now();
    bool going = true;
    l.deadline = start + SECONDS * INT64_C(1000000000);
    for (size_t i = 0; i < p->steps.count && going; i++)
        going = run_plain_step(&l, i);
    double seconds = (double)(budget_now() - start) / 1e9;
    for (size_t i = 0; i < n->tables.count; i++)
        plain_clear(&l.tables[i]);
    for (size_t i = 0; i < p->steps.count; i++)
        plain_clear(&l.results[i]);
    memory_free(l.tables);
    memory_free(l.results);
    memory_free(l.strides);
    return going ? seconds : -1;
}

/* ---- one question ---- */

typedef struct Times {
    double whole, interpret, plan, run, answer, floats, exact;
    double cost;
    size_t bits;
    Outcome outcome;
} Times;

static Outcome
evaluate_once(Bench *b, const Query *q, Matrix *m, double *seconds)
{
    Budget budget = {.bytes = UINT64_C(2) << 30};
    Trouble t = {0};
    int64_t start = budget_now();
    budget.deadline = start + SECONDS * INT64_C(1000000000);
    Outcome outcome = b->all ? evaluate_marginals(m, q, &b->meaning, &budget, &t)
                             : evaluate(m, q, &b->meaning, &budget, &t);
    *seconds = (double)(budget_now() - start) / 1e9;
    trouble_clear(&t);
    return outcome;
}

/* The best of several times. */
static void
time_whole(Bench *b, const Query *q, Matrix *m, Times *t)
{
    double sum = 0, seconds;
    t->whole = HUGE_VAL;
    for (int i = 0; i < 200 && sum < 0.3; i++) {
        t->outcome = evaluate_once(b, q, m, &seconds);
        t->whole = seconds < t->whole ? seconds : t->whole;
        sum += seconds;
    }
}

static void
time_parts(Bench *b, const Query *q, Times *t)
{
    Budget budget = {.bytes = UINT64_C(2) << 30};
    Trouble trouble = {0};
    Ask a = {0};
    Network n = {0};
    Plan p;
    Run r;
    mpz_t denominator;
    mpz_init(denominator);
    plan_init(&p);
    int64_t begin = budget_now();
    ask_query(&a, q, true);
    Outcome outcome = network_interpret(&n, &a, &b->meaning, NULL, &budget, &trouble);
    bool good = outcome == OUTCOME_DONE && network_reduce(&n, budget.bytes, &budget);
    int64_t made = budget_now();
    good = good && plan_make(&p, &n.shape, budget.bytes, &budget);
    if (good && !p.too_large)
        plan_join(&p, &n.shape, budget.bytes, false);
    int64_t planned = budget_now();
    run_init(&r, &n, &p);
    good = good && !p.too_large && t->outcome == OUTCOME_DONE && run_steps(&r, &budget);
    int64_t ran = budget_now();
    t->interpret = (double)(made - begin) / 1e9;
    t->plan = (double)(planned - made) / 1e9;
    t->run = good ? (double)(ran - planned) / 1e9 : -1;
    t->cost = mpz_get_d(p.cost);
    network_denominator(denominator, &n);
    t->bits = mpz_sizeinbase(denominator, 2);
    t->floats = p.too_large ? -1 : run_plain(&n, &p, false);
    t->exact = p.too_large || !b->with_mpq ? -1 : run_plain(&n, &p, true);
    mpz_clear(denominator);
    run_clear(&r);
    plan_clear(&p);
    network_clear(&n);
    ask_clear(&a);
    trouble_clear(&trouble);
}

static bool
is_observed(const Bench *b, uint32_t vertex)
{
    return b->step == 1 ? !b->vertices.at[vertex].inner
                        : b->step && vertex % (uint32_t)b->step == 0;
}

static void
make_query(Bench *b, Query *q)
{
    uint32_t best = 0, most = 0;
    q->diagram = &b->d;
    for (uint32_t i = 0; i < b->vertices.count; i++) {
        if (is_observed(b, i)) {
            Event e = {.position = i, .condition = true};
            array_push(&e.labels, b->vertices.at[i].sample);
            array_push(&q->events, e);
        } else if (b->vertices.at[i].depth >= most) {
            most = b->vertices.at[i].depth;
            best = i;
        }
    }
    for (uint32_t i = 0; b->all && i < b->vertices.count; i++)
        array_push(&q->heads, i);
    if (!b->all)
        array_push(&q->heads, best);
}

static void
print_times(const char *path, const Times *t)
{
    static const char *const outcomes[] = {"", "stopped", "too large", "no meaning", "no carrier"};
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    printf("%-16s %10.3f  = %9.3f %9.3f %10.3f  %6zu %9.2e", name, t->whole * 1e3,
           t->interpret * 1e3, t->plan * 1e3, t->run * 1e3, t->bits, t->cost);
    if (t->floats >= 0)
        printf(" %10.3f %7.2f", t->floats * 1e3, t->whole / (t->floats + t->plan));
    if (t->exact >= 0)
        printf(" %10.3f %8.4f", t->exact * 1e3, t->whole / t->exact);
    printf(" %s\n", outcomes[t->outcome]);
    fflush(stdout);
}

/* Some of the marginals are the answers to their own questions. */
static void
check_some(Bench *b, const Query *q, const Matrix *all)
{
    enum { CHECKED = 12 };
    SizeList none = {0};
    Matrix m;
    double seconds, sum = 0;
    matrix_init(&m, &none, &none);
    b->all = false;
    for (size_t i = 0; i < CHECKED && sum < SECONDS; i++, sum += seconds) {
        size_t head = q->heads.count * i / CHECKED;
        Query one = *q;
        one.heads.at = q->heads.at + head;
        one.heads.count = 1;
        if (evaluate_once(b, &one, &m, &seconds) == OUTCOME_DONE &&
            !matrix_equal(&m, &all[head], NULL))
            printf("the marginal of vertex %zu is not the answer to its own question\n", head);
    }
    matrix_clear(&m);
}

static void
bench_file(const char *path, const Bench *like)
{
    Bench b = *like;
    if (!bench_init(&b, path)) {
        printf("%s cannot be read\n", path);
        return;
    }
    Query q = {0};
    Times t = {.floats = -1, .exact = -1};
    SizeList none = {0};
    make_query(&b, &q);
    Matrix *m = memory_new(q.heads.count, sizeof *m);
    for (size_t i = 0; i < q.heads.count; i++)
        matrix_init(&m[i], &none, &none);
    time_whole(&b, &q, m, &t);
    if (!b.all)
        time_parts(&b, &q, &t);
    print_times(path, &t);
    if (b.all && t.outcome == OUTCOME_DONE)
        check_some(&b, &q, m);
    for (size_t i = 0; i < q.heads.count; i++)
        matrix_clear(&m[i]);
    memory_free(m);
    query_clear(&q);
    bench_clear(&b);
}

int
main(int count, char **words)
{
    Bench b = {.with_mpq = true, .r = random_start(1)};
    printf("%-16s %10s  = %9s %9s %10s  %6s %9s %10s %7s %10s %8s\n", "milliseconds", "whole",
           "interpret", "plan", "run", "bits", "cost", "double", "ratio", "mpq", "ratio");
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "--leaves") == 0)
            b.step = 1;
        else if (strcmp(words[i], "--tenth") == 0)
            b.step = 10;
        else if (strcmp(words[i], "--all") == 0)
            b.all = true;
        else if (strcmp(words[i], "--no-mpq") == 0)
            b.with_mpq = false;
        else
            bench_file(words[i], &b);
    }
    return 0;
}
