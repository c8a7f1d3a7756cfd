/* most_answer.c -- see most_answer.h.  Each line is what one would ask for by P: it can be pasted
 * back. */
#include "lang/ask/most_answer.h"

#include "show/fraction.h"
#include "show/json.h"
#include "show/number.h"
#include "show/table.h"

enum { LINE = 98, MARGIN = 2 };

typedef struct MostAnswer {
    Answer answer;
    Most most;
    PortList heads;
    Name given;
} MostAnswer;

static const MostAnswer *
most_in(const Answer *a)
{
    return (const MostAnswer *)a;
}

static void
most_free(Answer *a)
{
    MostAnswer *m = (MostAnswer *)a;
    most_clear(&m->most);
    array_clear(&m->heads);
    memory_free(m);
}

static uint64_t
most_bytes(const Answer *a)
{
    const MostAnswer *m = most_in(a);
    return sizeof *m + m->heads.count * sizeof(Port) + m->most.labels.count * sizeof(uint32_t) +
           rational_bytes(m->most.joint) + rational_bytes(m->most.given);
}

static bool
most_whole(const Answer *a)
{
    return mpz_cmp_ui(most_in(a)->most.count, most_in(a)->most.listed) == 0;
}

void
most_share(mpq_t to, const Most *m)
{
    mpq_div(to, m->joint, m->given);
}

/* The same values of the same variables, as probable. */
static bool
most_equal(const Answer *a, const Answer *b)
{
    const MostAnswer *x = most_in(a), *y = most_in(b);
    bool same = x->heads.count == y->heads.count && x->most.listed == y->most.listed;
    for (size_t i = 0; same && i < x->heads.count; i++)
        same = x->heads.at[i].name == y->heads.at[i].name &&
               x->heads.at[i].type == y->heads.at[i].type;
    for (size_t i = 0; same && i < x->most.labels.count; i++)
        same = x->most.labels.at[i] == y->most.labels.at[i];
    mpq_t p, q;
    mpq_inits(p, q, NULL);
    most_share(p, &x->most);
    most_share(q, &y->most);
    same = same && mpq_equal(p, q);
    mpq_clears(p, q, NULL);
    return same;
}

static void
write_count(const Most *m, Sink *out)
{
    mpq_t count;
    mpq_init(count);
    mpq_set_z(count, m->count);
    rational_write(count, out);
    mpq_clear(count);
}

/* ---- as text ---- */

/* One more piece of a line, or the beginning of the next. */
static void
put_piece(Sink *out, size_t *column, Sink *piece)
{
    size_t width = piece_width(piece);
    if (*column > MARGIN && *column + width > LINE) {
        sink_print(out, "\n%*s", MARGIN, "");
        *column = MARGIN;
    } else if (*column > MARGIN) {
        sink_put(out, " ");
        ++*column;
    }
    sink_put(out, sink_text(piece));
    *column += width;
    piece_start(piece);
}

static void
write_head(const MostAnswer *m, size_t row, size_t head, Sink *out)
{
    const Port *p = &m->heads.at[head];
    word_write_name(p->name, out);
    sink_put(out, " = ");
    type_write_label(p->type, m->most.labels.at[row * m->heads.count + head], out);
}

static bool
has_names(const PortList *heads)
{
    for (size_t i = 0; i < heads->count; i++)
        if (!heads->at[i].name)
            return false;
    return true;
}

/* P(A = a, B = b | C = c) */
static void
write_event(const MostAnswer *m, size_t row, Sink *out)
{
    Sink piece;
    size_t column = 0;
    sink_init(&piece);
    sink_put(&piece, "P(");
    for (size_t i = 0; i < m->heads.count; i++) {
        write_head(m, row, i, &piece);
        bool last = i + 1 == m->heads.count;
        sink_put(&piece, !last ? "," : m->given ? "" : ")");
        put_piece(out, &column, &piece);
    }
    if (m->given) {
        sink_print(&piece, "| %s)", m->given);
        put_piece(out, &column, &piece);
    }
    sink_clear(&piece);
}

/* |a,b>: the wires have no names. */
static void
write_ket(const MostAnswer *m, size_t row, Sink *out)
{
    sink_put(out, "|");
    for (size_t i = 0; i < m->heads.count; i++) {
        sink_put(out, i ? "," : "");
        type_write_label(m->heads.at[i].type, m->most.labels.at[row * m->heads.count + i], out);
    }
    sink_put(out, ">");
    if (m->given)
        sink_print(out, " given %s", m->given);
}

static void
most_write(Session *s, const Answer *a, Sink *out)
{
    const MostAnswer *m = most_in(a);
    mpq_t share;
    mpq_init(share);
    most_share(share, &m->most);
    bool named = has_names(&m->heads);
    for (size_t row = 0; row < m->most.listed; row++) {
        if (named)
            write_event(m, row, out);
        else
            write_ket(m, row, out);
        sink_put(out, " = ");
        number_write(share, &s->style, out);
    }
    if (!most_whole(a)) {
        sink_put(out, "# ");
        write_count(&m->most, out);
        sink_print(out, " are equally probable, these are %zu of them\n", m->most.listed);
    } else if (m->most.listed > 1) {
        sink_print(out, "# these %zu are equally probable\n", m->most.listed);
    }
    mpq_clear(share);
}

/* ---- as JSON ---- */

/* ["0","1"] */
static void
write_json_row(const MostAnswer *m, size_t row, Sink *out)
{
    Sink text;
    sink_init(&text);
    sink_put(out, "[");
    for (size_t i = 0; i < m->heads.count; i++) {
        sink_put(out, i ? "," : "");
        type_write_text(m->heads.at[i].type, m->most.labels.at[row * m->heads.count + i], &text);
        json_write_text(sink_text(&text), text.count, out);
        piece_start(&text);
    }
    sink_put(out, "]");
    sink_clear(&text);
}

static void
most_write_json(Session *s, const Answer *a, Sink *out)
{
    const MostAnswer *m = most_in(a);
    mpq_t share;
    mpq_init(share);
    most_share(share, &m->most);
    sink_put(out, "{\"kind\":\"most\",\"wires\":");
    ports_write_json(&m->heads, out);
    sink_put(out, ",\"values\":[");
    for (size_t row = 0; row < m->most.listed; row++) {
        sink_put(out, row ? "," : "");
        write_json_row(m, row, out);
    }
    sink_put(out, "],\"p\":\"");
    rational_write(share, out);
    sink_put(out, "\",\"decimal\":\"");
    decimal_write(share, s->style.digits, out);
    sink_put(out, "\",\"count\":\"");
    write_count(&m->most, out);
    sink_put(out, most_whole(a) ? "\"}\n" : "\",\"complete\":false}\n");
    mpq_clear(share);
}

static const AnswerClass most_class = {
    .name = "the most probable values",
    .free = most_free,
    .bytes = most_bytes,
    .equal = most_equal,
    .whole = most_whole,
    .write = most_write,
    .write_json = most_write_json,
};

void
value_take_most(Value *to, Most *m, const PortList *heads, Name given)
{
    MostAnswer *a = memory_new(1, sizeof *a);
    *a = (MostAnswer){.answer = {.class = &most_class}, .most = *m, .given = given};
    most_init(m);
    array_set(&a->heads, heads);
    value_set_answer(to, &a->answer);
}

const Most *
value_most(const Value *v)
{
    return &most_in(v->answer)->most;
}

const PortList *
value_most_heads(const Value *v)
{
    return &most_in(v->answer)->heads;
}
