/* law_bif.c -- a random network, written as BIF in an odd but legal layout, reads back as it was.
 *
 * The network is kept as whole numbers over powers of ten, with its tables as functions of
 * assignments; the writer chooses for itself how to say each thing: order of blocks and rows,
 * `table`, rows or `default`, quotes, separators, comments, properties, and one of several
 * spellings of each number. */
#include "base/random.h"
#include "bayes/bif.h"
#include "tests/suite.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>

enum {
    ROUNDS = 50,
    TRIES = 20,
    VARIABLES = 7,
    LABELS = 12,
    PARENTS = 3,
    ROWS = LABELS * LABELS * LABELS
};

typedef struct Decimal {
    uint64_t digits;
    uint32_t places;
} Decimal;

typedef struct Net {
    Random r;
    uint32_t count;
    uint32_t size[VARIABLES], parents[VARIABLES], parent[VARIABLES][PARENTS];
    uint32_t rows[VARIABLES];
    Decimal *number[VARIABLES];
    Sink text;
    BayesLabels names, labels[VARIABLES];
    Names pool;
} Net;

/* ---- making one ---- */

static Name
random_name(Net *n, uint32_t i)
{
    static const char *const odd[] = {
        "",    "a b", "<5", "5-12", "Asy/Patch", "x.y",     "12+", "table",
        "d;e", "{",   "//", "/*",   "p|q",       "default", "X1",  "\xc3\xa9t\xc3\xa9"};
    char text[64];
    const char *joint = random_below(&n->r, 2) ? "" : "_";
    snprintf(text, sizeof text, "%s%s%" PRIu32, odd[random_below(&n->r, 16)], joint, i);
    return names_add_text(&n->pool, text);
}

static void
random_table(Net *n, uint32_t v)
{
    uint32_t rows = 1;
    for (uint32_t k = 0; k < n->parents[v]; k++)
        rows *= n->size[n->parent[v][k]];
    n->rows[v] = rows;
    n->number[v] = memory_new((size_t)rows * n->size[v], sizeof *n->number[v]);
    for (uint32_t i = 0; i < rows * n->size[v]; i++) {
        uint32_t digits = 1 + random_below(&n->r, random_below(&n->r, 5) ? 8 : 19);
        Decimal *d = &n->number[v][i];
        for (uint32_t k = 0; k < digits; k++)
            d->digits = d->digits * 10 + random_below(&n->r, 10);
        d->places = random_below(&n->r, random_below(&n->r, 5) ? 10 : 90);
    }
    bool alike = random_below(&n->r, 2);
    for (uint32_t row = 1; row < rows && alike; row++)
        if (random_below(&n->r, 2))
            memcpy(n->number[v] + (size_t)row * n->size[v], n->number[v],
                   n->size[v] * sizeof *n->number[v]);
}

/* Parents come before or after v in the order of declaration: the graph follows `order`. */
static void
net_init(Net *n, uint64_t seed)
{
    *n = (Net){.r = random_start(seed)};
    n->count = 1 + random_below(&n->r, VARIABLES);
    uint32_t order[VARIABLES];
    for (uint32_t i = 0; i < n->count; i++) {
        uint32_t j = random_below(&n->r, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
    for (uint32_t v = 0; v < n->count; v++) {
        array_push(&n->names, random_name(n, v));
        n->size[v] = 1 + random_below(&n->r, random_below(&n->r, 4) ? 3 : LABELS);
        for (uint32_t i = 0; i < n->size[v]; i++)
            array_push(&n->labels[v], random_name(n, i));
    }
    for (uint32_t i = 0; i < n->count; i++) {
        uint32_t v = order[i], first = i ? random_below(&n->r, i) : 0;
        n->parents[v] = random_below(&n->r, (i < PARENTS ? i : PARENTS) + 1);
        for (uint32_t k = 0; k < n->parents[v]; k++)
            n->parent[v][k] = order[(first + k) % i];
    }
    for (uint32_t v = 0; v < n->count; v++)
        random_table(n, v);
}

static void
net_clear(Net *n)
{
    for (uint32_t v = 0; v < n->count; v++) {
        memory_free(n->number[v]);
        array_clear(&n->labels[v]);
    }
    array_clear(&n->names);
    sink_clear(&n->text);
    names_clear(&n->pool);
}

/* ---- writing it ---- */

/* Something that means nothing between two tokens. */
static void
put_gap(Net *n, bool needed)
{
    static const char *const gaps[] = {
        " ", "\n", "\t ", " , ", "|", " // c; } \"\n", "/* \" ; } */", "/**/", "\r\n"};
    uint32_t many = random_below(&n->r, 4) ? 0 : random_below(&n->r, 3);
    if (needed)
        sink_put(&n->text, " ");
    for (uint32_t i = 0; i < many; i++)
        sink_put(&n->text, gaps[random_below(&n->r, 9)]);
}

static void
put(Net *n, const char *token)
{
    sink_put(&n->text, token);
    put_gap(n, false);
}

static void
put_word(Net *n, const char *word)
{
    sink_put(&n->text, word);
    put_gap(n, true);
}

static void
put_name(Net *n, Name name)
{
    bool plain = *name && !strpbrk(name, " ;{|") && !strstr(name, "//") && !strstr(name, "/*");
    if (plain && random_below(&n->r, 3))
        put_word(n, name);
    else {
        sink_print(&n->text, "\"%s\"", name);
        put_gap(n, false);
    }
}

static void
put_property(Net *n)
{
    if (random_below(&n->r, 6) == 0)
        sink_put(&n->text, "property \"a;b\" = { (table) // 5 } ;\n");
}

/* digits / 10^places, with a point somewhere, or none, and an exponent that makes up for it. */
static void
put_number(Net *n, Decimal d)
{
    char digits[64];
    int length =
        snprintf(digits, sizeof digits, "%0*" PRIu64, 1 + (int)random_below(&n->r, 3), d.digits);
    int point = (int)random_below(&n->r, (uint32_t)length + 1);
    int power = length - point - (int)d.places;
    bool whole = point == length && random_below(&n->r, 2);
    sink_print(&n->text, "%s%.*s%s%s", random_below(&n->r, 9) ? "" : "+", point, digits,
               whole ? "" : ".", digits + point);
    if (power || !random_below(&n->r, 3))
        sink_print(&n->text, random_below(&n->r, 2) ? "e%0*d" : "E%+0*d",
                   1 + (int)random_below(&n->r, 3), power);
    put_gap(n, true);
}

static void
put_numbers(Net *n, uint32_t v, uint32_t row)
{
    for (uint32_t i = 0; i < n->size[v]; i++)
        put_number(n, n->number[v][row * n->size[v] + i]);
    put(n, ";");
}

static void
put_row(Net *n, uint32_t v, uint32_t row)
{
    uint32_t label[PARENTS], rest = row;
    for (uint32_t k = n->parents[v]; k-- > 0; rest /= n->size[n->parent[v][k]])
        label[k] = rest % n->size[n->parent[v][k]];
    put(n, "(");
    for (uint32_t k = 0; k < n->parents[v]; k++)
        put_name(n, n->labels[n->parent[v][k]].at[label[k]]);
    put(n, ")");
    put_numbers(n, v, row);
}

static bool
same_row(const Net *n, uint32_t v, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < n->size[v]; i++) {
        const Decimal *x = &n->number[v][a * n->size[v] + i],
                      *y = &n->number[v][b * n->size[v] + i];
        if (x->digits != y->digits || x->places != y->places)
            return false;
    }
    return true;
}

/* Rows in a random order; those like row 0, with luck, by a default somewhere between. */
static void
put_rows(Net *n, uint32_t v)
{
    uint32_t order[ROWS];
    bool by_default = random_below(&n->r, 2);
    for (uint32_t i = 0; i < n->rows[v]; i++) {
        uint32_t j = random_below(&n->r, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
    uint32_t place = random_below(&n->r, n->rows[v]);
    for (uint32_t i = 0; i < n->rows[v]; i++) {
        if (by_default && i == place) {
            put_word(n, "default");
            put_numbers(n, v, 0);
        }
        put_property(n);
        if (!by_default || !same_row(n, v, order[i], 0) || random_below(&n->r, 4) == 0)
            put_row(n, v, order[i]);
    }
}

static void
put_table(Net *n, uint32_t v)
{
    put_word(n, "table");
    for (uint32_t i = 0; i < n->size[v]; i++)
        for (uint32_t row = 0; row < n->rows[v]; row++)
            put_number(n, n->number[v][row * n->size[v] + i]);
    put(n, ";");
}

static void
put_probability(Net *n, uint32_t v)
{
    put_word(n, "probability");
    put(n, "(");
    put_name(n, n->names.at[v]);
    for (uint32_t k = 0; k < n->parents[v]; k++)
        put_name(n, n->names.at[n->parent[v][k]]);
    put(n, ")");
    put(n, "{");
    put_property(n);
    if (random_below(&n->r, 3))
        put_rows(n, v);
    else
        put_table(n, v);
    put_property(n);
    put(n, "}");
}

static void
put_variable(Net *n, uint32_t v)
{
    put_word(n, "variable");
    put_name(n, n->names.at[v]);
    put(n, "{");
    put_property(n);
    put_word(n, "type");
    put_word(n, "discrete");
    put(n, "[");
    sink_print(&n->text, "%" PRIu32 " ", n->size[v]);
    put(n, "]");
    put(n, "{");
    for (uint32_t i = 0; i < n->size[v]; i++)
        put_name(n, n->labels[v].at[i]);
    put(n, "}");
    put(n, ";");
    put_property(n);
    put(n, "}");
}

/* Variables in their order; their tables anywhere. */
static void
put_net(Net *n)
{
    bool given[VARIABLES] = {false};
    if (random_below(&n->r, 2))
        sink_put(&n->text, "network \"n t\" { property x y z; }\n");
    for (uint32_t v = 0; v < n->count; v++) {
        uint32_t u = random_below(&n->r, n->count);
        if (!given[u])
            put_probability(n, u);
        given[u] = true;
        put_variable(n, v);
    }
    for (uint32_t v = 0; v < n->count; v++)
        if (!given[v])
            put_probability(n, v);
}

/* ---- and reading it ---- */

static bool
same_number(const BayesNet *b, BayesNumber has, Decimal wanted)
{
    mpq_t x, y;
    mpq_init(x);
    mpq_init(y);
    bayes_number(x, b, has);
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, wanted.digits);
    mpz_set_str(mpq_numref(y), text, 10);
    mpz_ui_pow_ui(mpq_denref(y), 10, wanted.places);
    mpq_canonicalize(y);
    bool same =
        mpz_cmp(mpq_numref(x), mpq_numref(y)) == 0 && mpz_cmp(mpq_denref(x), mpq_denref(y)) == 0;
    mpq_clear(y);
    mpq_clear(x);
    return same;
}

static bool
same_variable(const Net *n, const BayesNet *b, uint32_t v)
{
    const BayesVariable *x = &b->variables.at[v];
    bool same = strcmp(x->name, n->names.at[v]) == 0 && x->labels.count == n->size[v] &&
                x->parents.count == n->parents[v] && x->rows == n->rows[v];
    for (uint32_t i = 0; same && i < n->size[v]; i++)
        same = strcmp(x->labels.at[i], n->labels[v].at[i]) == 0;
    for (uint32_t k = 0; same && k < n->parents[v]; k++)
        same = x->parents.at[k] == n->parent[v][k];
    for (uint32_t i = 0; same && i < n->rows[v] * n->size[v]; i++)
        same = same_number(b, x->numbers[i], n->number[v][i]);
    return same;
}

static bool
reads_back(uint64_t seed)
{
    Net n;
    Names names = {0};
    BayesNet b = {0};
    BayesMistake m = {0};
    Budget budget = {0};
    net_init(&n, seed);
    put_net(&n);
    bool good = bif_read(&b, &m, n.text.text, n.text.count, &names, &budget);
    if (!good)
        fprintf(stderr, "fault %d at %u of:\n%s\n", (int)m.fault, m.start, n.text.text);
    good = good && b.variables.count == n.count;
    for (uint32_t v = 0; good && v < n.count; v++)
        good = same_variable(&n, &b, v);
    bayes_mistake_clear(&m);
    bayes_clear(&b);
    names_clear(&names);
    net_clear(&n);
    return good;
}

START_TEST(odd_layouts_read_back)
{
    for (int i = _i * TRIES; i < (_i + 1) * TRIES; i++)
        ck_assert_msg(reads_back((uint64_t)i), "seed %d", i);
}
END_TEST

/* A text cut before its last brace is refused, at a place that is in it. */
static bool
is_refused_when_cut(uint64_t seed)
{
    Net n;
    Names names = {0};
    BayesNet b = {0};
    BayesMistake m = {0};
    Budget budget = {0};
    net_init(&n, seed);
    put_net(&n);
    const char *brace = strrchr(n.text.text, '}');
    size_t count = random_below(&n.r, (uint32_t)(brace - n.text.text));
    n.text.text[count] = '\0';
    bool good = !bif_read(&b, &m, n.text.text, count, &names, &budget) && m.end <= count;
    bayes_mistake_clear(&m);
    bayes_clear(&b);
    names_clear(&names);
    net_clear(&n);
    return good;
}

START_TEST(cut_texts_are_refused)
{
    for (int i = _i * TRIES; i < (_i + 1) * TRIES; i++)
        ck_assert_msg(is_refused_when_cut((uint64_t)i), "seed %d", i);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("bif");
    TCase *t = tcase_create("bif");
    tcase_add_loop_test(t, odd_layouts_read_back, 0, ROUNDS);
    tcase_add_loop_test(t, cut_texts_are_refused, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
