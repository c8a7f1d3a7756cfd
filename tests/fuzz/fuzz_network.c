/* fuzz_network.c -- any bytes as a network in each of the formats, read within a small budget.
 *
 * Beside not crashing, leaking or hanging: what is refused has a fault and a place in the text, and
 * what is read keeps the promises of its header, before and after a repair; and what is written of
 * it in another format reads back to the same network. */
#include "bayes/bayes_write.h"
#include "bayes/bif.h"
#include "bayes/hugin.h"
#include "bayes/uai.h"
#include "bayes/xdsl.h"
#include "bayes/xmlbif.h"
#include "tests/fuzz/require.h"

#include <stdlib.h>
#include <string.h>

static void
check_variable(const BayesNet *b, const BayesVariable *v)
{
    size_t rows = 1;
    mpq_t q;
    mpq_init(q);
    require(v->has_table && v->labels.count > 0);
    for (size_t i = 0; i < v->parents.count; i++) {
        require(v->parents.at[i] < b->variables.count);
        rows *= b->variables.at[v->parents.at[i]].labels.count;
    }
    require(rows == v->rows);
    for (size_t row = 0; row < rows; row++)
        require(v->given[row] > 0); /* no table begins a file */
    for (size_t i = 0; i < rows * v->labels.count; i++) {
        bayes_number(q, b, v->numbers[i]);
        require(mpq_sgn(q) >= 0);
    }
    mpq_clear(q);
}

static void
check_repair(BayesNet *b)
{
    BayesMistake m = {0};
    BayesRepair r;
    mpq_inits(r.most, r.within, NULL);
    mpq_set_ui(r.within, 1, 10);
    uint64_t wrong = bayes_find_row_sum(b, &m);
    require((wrong > 0) == (m.fault == BAYES_ROW_SUM));
    if (bayes_repair(b, &r, &m)) {
        require(r.rows == wrong);
        require(bayes_find_row_sum(b, &m) == 0);
    }
    mpq_clears(r.most, r.within, NULL);
    bayes_mistake_clear(&m);
}

static void
check_same_variable(const BayesNet *a, const BayesVariable *x, const BayesNet *b,
                    const BayesVariable *y)
{
    mpq_t p, q;
    mpq_inits(p, q, NULL);
    require(x->labels.count == y->labels.count && x->parents.count == y->parents.count);
    for (size_t i = 0; i < x->labels.count; i++)
        require(x->labels.at[i] == y->labels.at[i]);
    for (size_t i = 0; i < x->parents.count; i++)
        require(a->variables.at[x->parents.at[i]].name == b->variables.at[y->parents.at[i]].name);
    for (size_t i = 0; i < x->rows * x->labels.count; i++) {
        bayes_number(p, a, x->numbers[i]);
        bayes_number(q, b, y->numbers[i]);
        require(mpq_equal(p, q));
    }
    mpq_clears(p, q, NULL);
}

/* Numbers that were read are decimals but for some of noisy maxima, which may be too long. */
static bool
has_decimals(const BayesNet *b)
{
    for (size_t i = 0; i < b->variables.count; i++) {
        const BayesVariable *v = &b->variables.at[i];
        for (size_t k = 0; k < v->rows * v->labels.count; k++)
            if (!bayes_number_is_decimal(b, v->numbers[k]))
                return false;
    }
    return true;
}

static void
check_writer(const BayesNet *b, BayesWriter *write, BayesReader *read, Names *names)
{
    Sink text;
    BayesNet again = {0};
    BayesMistake m = {0};
    Budget budget = {.bytes = 1 << 22};
    sink_init(&text);
    BayesOutput o = {.net = b, .title = names_add_text(names, "fuzz"), .out = &text};
    if (write(&o)) {
        bool ok = read(&again, &m, sink_text(&text), text.count, names, &budget);
        require(ok || m.fault == BAYES_STOPPED || m.fault == BAYES_TABLE_MEMORY);
        for (size_t i = 0; i < again.variables.count; i++) {
            uint64_t at = 0;
            bool found = map_find(&b->index, map_key(again.variables.at[i].name), &at);
            require(found);
            check_same_variable(b, &b->variables.at[at], &again, &again.variables.at[i]);
        }
    }
    bayes_mistake_clear(&m);
    bayes_clear(&again);
    sink_clear(&text);
}

static void
check_writers(const BayesNet *b, Names *names)
{
    if (!has_decimals(b))
        return;
    check_writer(b, bif_write, bif_read, names);
    check_writer(b, xmlbif_write, xmlbif_read, names);
    check_writer(b, hugin_write, hugin_read, names);
    check_writer(b, xdsl_write, xdsl_read, names);
}

static void
check_reader(BayesReader *read, const char *text, size_t size)
{
    BayesNet b = {0};
    BayesMistake m = {0};
    Names names = {0};
    Budget budget = {.bytes = 1 << 18};
    bool ok = read(&b, &m, text, size, &names, &budget);
    require(ok == (m.fault == BAYES_FINE));
    require(m.start <= m.end && m.end <= size);
    for (size_t i = 0; i < b.variables.count; i++)
        check_variable(&b, &b.variables.at[i]);
    if (ok) {
        check_writers(&b, &names);
        check_repair(&b);
    }
    bayes_mistake_clear(&m);
    bayes_clear(&b);
    names_clear(&names);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static BayesReader *const readers[] = {bif_read, xmlbif_read, hugin_read, uai_read, xdsl_read};
    if (size > 20000)
        return 0;
    rational_start();
    char *text = malloc(size + 1);
    require(text != NULL);
    if (size)
        memcpy(text, data, size);
    text[size] = '\0';
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        check_reader(readers[i], text, size);
    free(text);
    return 0;
}
