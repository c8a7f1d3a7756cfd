/* bits.c -- amounts of information as values; see bits.h. */
#include "lang/information/bits.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "show/json.h"

typedef struct Bits {
    Answer answer;
    LogSum sum;
    Name why;     /* it is infinite; NULL: it is not */
    Name decimal;
} Bits;

static const AnswerClass bits_class;

static const Bits *
bits_in(const Answer *a)
{
    return (const Bits *)a;
}

static void
bits_free(Answer *a)
{
    log_sum_clear(&((Bits *)a)->sum);
    memory_free(a);
}

static uint64_t
bits_bytes(const Answer *a)
{
    const LogSum *s = &bits_in(a)->sum;
    uint64_t bytes = sizeof(Bits) + s->terms.count * sizeof *s->terms.at;
    for (size_t i = 0; i < s->terms.count; i++)
        bytes += rational_bytes(s->terms.at[i].of) + rational_bytes(s->terms.at[i].times);
    return bytes;
}

static void
bits_write(Session *s, const Answer *a, Sink *out)
{
    const Bits *b = bits_in(a);
    (void)s;
    if (b->why)
        sink_print(out, "# infinite: %s\n", b->why);
    else
        sink_print(out, "# %s bits\n", b->decimal);
}

static void
bits_write_json(Session *s, const Answer *a, Sink *out)
{
    const Bits *b = bits_in(a);
    (void)s;
    sink_print(out, "{\"kind\":\"decimal\",\"decimal\":\"%s\",\"unit\":\"bits\"",
               b->why ? "infinite" : b->decimal);
    if (b->why) {
        sink_put(out, ",\"because\":");
        json_write_string(b->why, out);
    }
    sink_put(out, "}\n");
}

/* ---- order ---- */

static bool
is_infinite(const Value *v)
{
    return v->kind == VALUE_ANSWER && bits_in(v->answer)->why;
}

/* to += times v */
static bool
add_value(Session *s, LogSum *to, const Value *v, bool minus, const Node *n)
{
    mpq_t two;
    if (v->kind == VALUE_ANSWER && v->answer->class == &bits_class) {
        const LogSum *sum = &bits_in(v->answer)->sum;
        for (size_t i = 0; !minus && i < sum->terms.count; i++)
            log_sum_add(to, sum->terms.at[i].times, sum->terms.at[i].of);
        if (minus)
            log_sum_subtract(to, sum);
        return true;
    }
    if (v->kind != VALUE_NUMBER)
        return complain_wanted(&s->complain, n->at, "a number", v);
    LogSum one = {0};
    mpq_init(two);
    mpq_set_ui(two, 2, 1);
    log_sum_add(&one, v->number, two);
    for (size_t i = 0; !minus && i < one.terms.count; i++)
        log_sum_add(to, one.terms.at[i].times, one.terms.at[i].of);
    if (minus)
        log_sum_subtract(to, &one);
    log_sum_clear(&one);
    mpq_clear(two);
    return true;
}

static bool
sum_sign(Session *s, int *sign, const LogSum *sum, const Node *n)
{
    bool stopped = false;
    mpq_t q;
    mpq_init(q);
    LogSumKind kind = log_sum_rational(q, sum, &s->budget);
    *sign = mpq_sgn(q);
    mpq_set_ui(q, 0, 1);
    if (kind == LOG_SUM_IRRATIONAL)
        *sign = real_sign_against(log_sum_find, sum, q, &stopped);
    mpq_clear(q);
    if (kind == LOG_SUM_STOPPED || stopped)
        return complain_stopped(&s->complain, &s->budget, n->at);
    return kind == LOG_SUM_RATIONAL || *sign || complain_number_too_large(&s->complain, n->at);
}

static bool
bits_order(Session *s, int *sign, const Value *a, const Value *b, mpq_srcptr more, const Node *n)
{
    LogSum difference = {.budget = &s->budget};
    mpq_t two, minus;
    mpq_inits(two, minus, NULL);
    mpq_set_ui(two, 2, 1);
    bool ok = add_value(s, &difference, a, false, n->kids[0]) &&
              add_value(s, &difference, b, true, n->kids[1]);
    if (more) {
        mpq_neg(minus, more);
        log_sum_add(&difference, minus, two);
    }
    if (ok && (is_infinite(a) || is_infinite(b)))
        *sign = is_infinite(a) - is_infinite(b);
    else
        ok = ok && sum_sign(s, sign, &difference, n);
    mpq_clears(two, minus, NULL);
    log_sum_clear(&difference);
    return ok;
}

static const AnswerClass bits_class = {
    .name = "a number that is no fraction",
    .free = bits_free,
    .bytes = bits_bytes,
    .order = bits_order,
    .write = bits_write,
    .write_json = bits_write_json,
};

/* ---- values ---- */

static Bits *
add_bits(Value *to)
{
    Bits *b = memory_new(1, sizeof *b);
    *b = (Bits){.answer = {.class = &bits_class}};
    value_set_answer(to, &b->answer);
    return b;
}

void
value_set_infinite(Session *s, Value *to, const Sink *why)
{
    add_bits(to)->why = names_add_text(&s->names, sink_text(why));
}

bool
value_set_bits(Session *s, Value *to, LogSum *sum, const Node *n)
{
    mpq_t q;
    Sink text;
    sink_init(&text);
    mpq_init(q);
    sum->budget = &s->budget;
    log_sum_collect(sum);
    LogSumKind kind = log_sum_rational(q, sum, &s->budget);
    RealWrite written = REAL_STOPPED;
    if (kind == LOG_SUM_RATIONAL)
        value_set_number(to, q);
    else if (kind != LOG_SUM_STOPPED)
        written = real_write(log_sum_find, sum, s->style.digits, &text);
    if (written == REAL_UNPROVEN)
        sink_put(&text, "?");
    if (written != REAL_STOPPED) {
        Bits *b = add_bits(to);
        b->decimal = names_add_text(&s->names, sink_text(&text));
        b->sum = *sum;
        *sum = (LogSum){0};
    }
    sink_clear(&text);
    mpq_clear(q);
    return kind == LOG_SUM_RATIONAL || written != REAL_STOPPED ||
           complain_stopped(&s->complain, &s->budget, n->at);
}
