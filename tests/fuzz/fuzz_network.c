/* fuzz_network.c -- any bytes as a network in each of the formats, read within a small budget.
 *
 * Beside not crashing, leaking or hanging: what is refused has a fault and a place in the text, and
 * what is read keeps the promises of its header, before and after a repair. */
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
    if (ok)
        check_repair(&b);
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
