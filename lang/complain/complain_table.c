/* complain_table.c -- complaints about kets and tables; see complain_table.h. */
#include "lang/complain/complain_table.h"

#include "lang/complain/words.h"

/* ---- kets and tables ---- */

bool
complain_ket_width(Complainer *c, Span at, size_t found, size_t wanted, bool all)
{
    return complain(c, "E059", at,
                    "A label for each wire, with commas between them: |0,1> is of type Bit * Bit.",
                    "found %zu label%s, %s %zu", found, found == 1 ? "" : "s",
                    all ? "the first has" : "wanted", wanted);
}

bool
complain_key_width(Complainer *c, Span at, size_t found, const PortList *in)
{
    Words w;
    if (!in->count)
        return complain(c, "E059", at,
                        "It is no table, but a sum of labels with their weights: "
                        "1/2|a> + 1/2|b>.",
                        "this is a row for an input, and a state has none");
    return complain(c, "E059", at,
                    "Left of the arrow stands a label for each input, with commas between them.",
                    "this row starts with %zu label%s, wanted %zu: the inputs are `%s`", found,
                    found == 1 ? "" : "s", in->count, ports_words(&w, in));
}

bool
complain_table_without_kets(Complainer *c, Span at)
{
    return complain(c, "E054", at,
                    "Declare it: channel c : A -> B = { ... }. A state is no table, but a sum of "
                    "labels with their weights: 1/2|a> + 1/2|b>.",
                    "the type of this table cannot be told from its rows");
}

bool
complain_repeated_row(Complainer *c, Span at, const PortList *in, const uint32_t *tuple)
{
    Words w;
    return complain(c, "E060", at, "Each value of the inputs has one row.",
                    "the row `%s` stands twice", tuple_words(&w, in, tuple));
}

bool
complain_missing_row(Complainer *c, Span at, const PortList *in, const uint32_t *tuple)
{
    Words w, v;
    return complain(c, "E061", at,
                    "A table has a row for each value of its inputs; a row may be `undefined`.",
                    "the row `%s` is missing (the inputs are `%s`)", tuple_words(&w, in, tuple),
                    ports_words(&v, in));
}

bool
complain_row_type(Complainer *c, Span at, const Value *found, const PortList *wanted)
{
    Words v, w;
    return complain(c, "E062", at,
                    "Right of a row's arrow stands a state: kets with weights, or a name.",
                    "this row is `%s`, wanted a state of type `%s`",
                    arrow_words(&v, &found->in, &found->out), ports_words(&w, wanted));
}

/* The sum of a row, which is not one.  A very long one is written as what is missing to one, or
 * beyond it. */
static const char *
sum_words(Words *w, const mpq_t sum)
{
    if (rational_width(sum) <= 150)
        return rational_words(w, sum);
    Sink text;
    mpq_t rest;
    sink_init(&text);
    mpq_init(rest);
    mpq_set_ui(rest, 1, 1);
    mpq_sub(rest, sum, rest);
    sink_put(&text, mpq_sgn(rest) < 0 ? "1 minus about " : "1 plus about ");
    mpq_abs(rest, rest);
    decimal_write(rest, 6, &text);
    mpq_clear(rest);
    return shorten(w, &text);
}

/* Nearer to one than 1/1000? */
static bool
is_almost_one(const mpq_t sum)
{
    mpq_t rest, little;
    mpq_init(rest);
    mpq_init(little);
    mpq_set_ui(rest, 1, 1);
    mpq_set_ui(little, 1, 1000);
    mpq_sub(rest, sum, rest);
    mpq_abs(rest, rest);
    bool almost = mpq_cmp(rest, little) <= 0;
    mpq_clear(little);
    mpq_clear(rest);
    return almost;
}

/* What to do about weights with this sum: are they counts, or rounded? */
static void
advise_sum(char *help, size_t space, const char *what, const mpq_t sum)
{
    if (mpz_cmp_ui(mpq_denref(sum), 1) == 0 && mpz_sizeinbase(mpq_numref(sum), 10) < 40 &&
        mpq_cmp_ui(sum, 1, 1) > 0) {
        char count[64];
        mpz_get_str(count, 10, mpq_numref(sum));
        snprintf(help, space,
                 "The probabilities of a %s sum to exactly 1. If these are counts, write "
                 "`1/%s * (...)` or `normalise(...)`.", what, count);
    } else if (is_almost_one(sum)) {
        snprintf(help, space,
                 "The probabilities of a %s sum to exactly 1. If these were rounded, write them as "
                 "fractions, or `normalise(...)`.", what);
    } else {
        snprintf(help, space, "The probabilities of a %s sum to exactly 1.", what);
    }
}

bool
complain_row_sum(Complainer *c, Span at, const PortList *in, const uint32_t *row, const mpq_t sum)
{
    Words w, v;
    char help[240];
    sum_words(&w, sum);
    advise_sum(help, sizeof help, in->count ? "row" : "state", sum);
    if (in->count)
        return complain(c, "E063", at, help, "the row `%s` sums to %s, not to 1",
                        tuple_words(&v, in, row), w.text);
    return complain(c, "E063", at, help, "this sums to %s, not to 1", w.text);
}

bool
complain_zero_state(Complainer *c, Span at)
{
    return complain_as(c, UNDEFINED, EXIT_WRONG, "E170", at,
                       "Weights are divided by their sum, so one of them has to be more than 0.",
                       "undefined: these weights are all 0");
}

bool
complain_negative(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                  const PortList *out, const uint32_t *ket, const mpq_t weight)
{
    const char *help = "A probability is not less than 0.";
    Words r, k, w;
    rational_words(&w, weight);
    tuple_words(&k, out, ket);
    if (in->count)
        return complain(c, "E064", at, help, "in the row `%s` the weight of |%s> is %s",
                        tuple_words(&r, in, row), k.text, w.text);
    return complain(c, "E064", at, help, "the weight of |%s> is %s", k.text, w.text);
}

bool
complain_sum_types(Complainer *c, Span at, const Value *first, const Value *other)
{
    Words v, w;
    return complain(c, "E065", at, "Only states and channels of the same type add up.",
                    "this term is `%s`, the first is `%s`",
                    arrow_words(&v, &other->in, &other->out),
                    arrow_words(&w, &first->in, &first->out));
}

bool
complain_not_a_function(Complainer *c, Span at, const PortList *in, const uint32_t *row)
{
    Words w;
    return complain(c, "E066", at,
                    "Declare it as a channel if it is meant to be random.",
                    "the row `%s` does not give one label with certainty, as a function does",
                    tuple_words(&w, in, row));
}

bool
complain_wants_rows(Complainer *c, Span at, const PortList *in)
{
    Words w;
    return complain(c, "E067", at,
                    "Write { a -> ...  b -> ... }, or `discard ; ...`, the same for each value.",
                    "found a state, wanted a row for each value of `%s`", ports_words(&w, in));
}
