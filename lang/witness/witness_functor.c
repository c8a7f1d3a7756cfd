/* witness_functor.c -- linear models over bits as declarations of functors; see witness_functor.h.
 *
 * One item a vertex: a comment that says what its bits are, then its table, a row a line.  What is
 * fixed in place has no item. */
#include "lang/witness/witness_functor.h"


#include <string.h>

enum { COLUMNS = 96 };

/* ---- carriers ---- */

static bool
has_item(const Vertex *v)
{
    return v->box && !v->fixed && !v->open;
}

static uint32_t
bit_count(const Mechanism *m)
{
    return (uint32_t)m->noise.count;
}

void
witness_sizes(uint32_t *size, const EffectQuery *q, const Witness *w)
{
    const Model *m = &q->model;
    Map largest = {0};
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        uint64_t n = UINT64_C(1) << bit_count(&w->first.at[i]), before = 1;
        n = n == 1 && !v->latent ? 2 : n;
        map_find(&largest, map_key(v->type), &before);
        map_set_at(&largest, map_key(v->type), n > before ? n : before);
    }
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Type *t = m->vertices.at[i].type;
        uint64_t n = t->size;
        if (!n)
            map_find(&largest, map_key(t), &n);
        size[i] = (uint32_t)n;
    }
    map_clear(&largest);
}

uint64_t
witness_entries(const EffectQuery *q, const uint32_t *size)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < q->model.vertices.count; i++) {
        const Vertex *v = &q->model.vertices.at[i];
        uint64_t n = has_item(v) ? size[i] : 0;
        for (size_t k = 0; k < v->parents.count; k++) {
            uint64_t p = size[v->parents.at[k]];
            n = n > UINT64_MAX / p ? UINT64_MAX : n * p;
        }
        sum = n > UINT64_MAX - sum ? UINT64_MAX : sum + n;
    }
    return sum;
}

/* The bits that a label stands for. */
static uint32_t
label_bits(uint32_t label, uint32_t bits)
{
    uint32_t ones = (UINT32_C(1) << bits) - 1;
    return label < ones ? label : ones;
}

/* ---- numbers ---- */

/* (1 + d) / 2 or (1 - d) / 2. */
static void
bit_chance(mpq_t to, uint32_t noise, bool flipped)
{
    mpz_set_ui(mpq_denref(to), 1);
    mpz_mul_2exp(mpq_denref(to), mpq_denref(to), noise);
    mpz_set(mpq_numref(to), mpq_denref(to));
    if (!noise)
        mpz_set_ui(mpq_numref(to), 1);
    else if (flipped)
        mpz_sub_ui(mpq_numref(to), mpq_numref(to), 1);
    else
        mpz_add_ui(mpq_numref(to), mpq_numref(to), 1);
    mpz_mul_2exp(mpq_denref(to), mpq_denref(to), 1);
    mpq_canonicalize(to);
}

/* The chance of one label where the bits should be `parities`. */
static void
label_chance(mpq_t to, const Mechanism *m, uint32_t size, uint32_t label, uint32_t parities)
{
    uint32_t bits = bit_count(m), ones = (UINT32_C(1) << bits) - 1;
    uint32_t value = label_bits(label, bits);
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(to, 1, value == ones ? size - ones : 1);
    for (uint32_t b = 0; b < bits; b++) {
        bit_chance(part, m->noise.at[b], (value ^ parities) >> b & 1);
        mpq_mul(to, to, part);
    }
    mpq_clear(part);
}

/* ---- tables ---- */

typedef struct FunctorWriter {
    const EffectQuery *q;
    const uint32_t *size;
    const Mechanism *mechanisms;
    Sink *out;
    uint32_t v; /* the vertex being written */
} FunctorWriter;

/* Labels of a carrier chosen here are 0, 1, 2, ... */
static void
write_label(const Type *t, uint32_t label, Sink *out)
{
    if (t->size)
        type_write_label(t, label, out);
    else
        sink_print(out, "%u", label);
}

/* `3/4|0> + 1/4|1>`; `column` is where it starts, and where it goes on in further lines.  There is
 * no matrix: a row is known by its parities alone. */
static void
write_kets(const FunctorWriter *w, uint32_t parities, size_t column)
{
    const Mechanism *m = &w->mechanisms[w->v];
    size_t at = column;
    Sink ket;
    mpq_t p;
    mpq_init(p);
    sink_init(&ket);
    for (uint32_t k = 0; k < w->size[w->v]; k++) {
        label_chance(p, m, w->size[w->v], k, parities);
        ket.count = 0;
        if (mpq_cmp_ui(p, 1, 1) != 0)
            rational_write(p, &ket);
        sink_put(&ket, "|");
        write_label(w->q->model.vertices.at[w->v].type, k, &ket);
        sink_put(&ket, ">");
        if (k && at + 3 + ket.count > COLUMNS) {
            sink_put(w->out, " +\n");
            sink_fill(w->out, ' ', column);
            at = column;
        } else if (k) {
            sink_put(w->out, " + ");
            at += 3;
        }
        sink_add(w->out, sink_text(&ket), ket.count);
        at += ket.count;
    }
    sink_clear(&ket);
    mpq_clear(p);
}

static uint32_t
place_of(const WireList *list, uint32_t v)
{
    uint32_t i = 0;
    while (list->at[i] != v)
        i++;
    return i;
}

/* The parity that each bit has but for its noise, where the parents have these labels. */
static uint32_t
row_parities(const FunctorWriter *w, const uint32_t *key)
{
    const Mechanism *m = &w->mechanisms[w->v];
    const WireList *parents = &w->q->model.vertices.at[w->v].parents;
    uint32_t parities = 0;
    for (size_t i = 0; i < m->terms.count; i++) {
        const Term *t = &m->terms.at[i];
        uint32_t bits = bit_count(&w->mechanisms[t->of.vertex]);
        uint32_t value = label_bits(key[place_of(parents, t->of.vertex)], bits);
        parities ^= (value >> t->of.bit & 1) << t->bit;
    }
    return parities;
}

static void
write_row(const FunctorWriter *w, const uint32_t *key)
{
    const WireList *parents = &w->q->model.vertices.at[w->v].parents;
    Sink labels;
    sink_init(&labels);
    for (size_t i = 0; i < parents->count; i++) {
        sink_put(&labels, i ? "," : "");
        write_label(w->q->model.vertices.at[parents->at[i]].type, key[i], &labels);
    }
    sink_print(w->out, "    %s -> ", sink_text(&labels));
    write_kets(w, row_parities(w, key), labels.count + 8);
    sink_put(w->out, "\n");
    sink_clear(&labels);
}

/* The next tuple, the last label fastest.  False: that was the last. */
static bool
next_key(const FunctorWriter *w, uint32_t *key)
{
    const WireList *parents = &w->q->model.vertices.at[w->v].parents;
    size_t i = parents->count;
    while (i > 0 && ++key[i - 1] == w->size[parents->at[i - 1]])
        key[--i] = 0;
    return i > 0;
}

static void
write_table(const FunctorWriter *w)
{
    size_t count = w->q->model.vertices.at[w->v].parents.count;
    if (!count) {
        write_kets(w, 0, 4);
        return;
    }
    uint32_t *key = memory_new(count, sizeof *key);
    sink_put(w->out, "{\n");
    do
        write_row(w, key);
    while (next_key(w, key));
    sink_put(w->out, "  }");
    memory_free(key);
}

/* ---- comments ---- */

/* `A <-> B` */
static void
write_ends(const FunctorWriter *w, const Vertex *v)
{
    word_write_name(w->q->model.vertices.at[v->ends[0]].name, w->out);
    sink_put(w->out, " <-> ");
    word_write_name(w->q->model.vertices.at[v->ends[1]].name, w->out);
}

/* The name of a bit.  Names are quoted as in source, so that none can end the comment. */
static void
write_bit_name(const FunctorWriter *w, Bit of)
{
    const Vertex *v = &w->q->model.vertices.at[of.vertex];
    if (bit_count(&w->mechanisms[of.vertex]) > 1)
        sink_print(w->out, "bit %u of ", of.bit);
    if (v->name) {
        word_write_name(v->name, w->out);
    } else {
        sink_put(w->out, "(");
        write_ends(w, v);
        sink_put(w->out, ")");
    }
}

/* `X + (X <-> Y), flipped with probability 1/4` */
static void
write_bit(const FunctorWriter *w, uint32_t bit)
{
    const Mechanism *m = &w->mechanisms[w->v];
    size_t terms = 0;
    for (size_t i = 0; i < m->terms.count; i++) {
        if (m->terms.at[i].bit != bit)
            continue;
        sink_put(w->out, terms++ ? " + " : "");
        write_bit_name(w, m->terms.at[i].of);
    }
    if (!m->noise.at[bit]) {
        sink_put(w->out, "a fair coin");
        return;
    }
    mpq_t p;
    mpq_init(p);
    bit_chance(p, m->noise.at[bit], true);
    sink_put(w->out, !terms ? "1" : terms > 1 ? " modulo 2, flipped" : ", flipped");
    sink_put(w->out, " with probability ");
    rational_write(p, w->out);
    mpq_clear(p);
}

static void
write_comment(const FunctorWriter *w)
{
    uint32_t bits = bit_count(&w->mechanisms[w->v]);
    for (uint32_t b = 0; b < bits; b++) {
        sink_put(w->out, "  # ");
        if (bits > 1)
            sink_print(w->out, "bit %u: ", b);
        write_bit(w, b);
        sink_put(w->out, "\n");
    }
    if (!bits)
        sink_print(w->out, "  # %s\n", w->size[w->v] == 1 ? "not needed" : "uniform");
}

/* ---- items ---- */

static void
write_carrier(uint32_t size, Sink *out)
{
    if (size <= 2)
        sink_put(out, size == 1 ? "{0}" : "{0, 1}");
    else
        sink_print(out, "{0..%u}", size - 1);
}

/* Each abstract type of a named vertex, once. */
static void
write_carriers(const FunctorWriter *w)
{
    Map done = {0};
    for (size_t i = 0; i < w->q->model.vertices.count; i++) {
        const Vertex *v = &w->q->model.vertices.at[i];
        if (v->type->size || !v->name || map_find(&done, map_key(v->type), NULL))
            continue;
        map_set_at(&done, map_key(v->type), 1);
        sink_put(w->out, "  ");
        word_write_name(v->type->name, w->out);
        sink_put(w->out, " = ");
        write_carrier(w->size[i], w->out);
        sink_put(w->out, "\n");
    }
    map_clear(&done);
}

static void
write_item(const FunctorWriter *w)
{
    const Vertex *v = &w->q->model.vertices.at[w->v];
    write_comment(w);
    sink_put(w->out, "  ");
    if (v->name) {
        word_write_name(v->name, w->out);
    } else {
        write_ends(w, v);
        sink_put(w->out, " : ");
        write_carrier(w->size[w->v], w->out);
    }
    sink_put(w->out, " = ");
    write_table(w);
    sink_put(w->out, "\n");
}

/* Is label 0 called 0, and label 1 called 1, and are these all where there is one bit? */
static bool
is_plain(const FunctorWriter *w, uint32_t v)
{
    const Type *t = w->q->model.vertices.at[v].type;
    bool plain = w->size[v] == UINT32_C(1) << bit_count(&w->mechanisms[v]);
    Sink labels;
    sink_init(&labels);
    for (uint32_t k = 0; plain && t->size && k < 2; k++)
        write_label(t, k, &labels);
    plain = plain && (!t->size || strcmp(sink_text(&labels), "01") == 0);
    sink_clear(&labels);
    return plain;
}

/* How labels stand for bits, where that is not plain. */
static void
write_legend(const FunctorWriter *w)
{
    bool plain = true, single = true;
    for (uint32_t v = 0; v < w->q->model.vertices.count; v++) {
        uint32_t bits = bit_count(&w->mechanisms[v]);
        if (!bits || is_plain(w, v))
            continue;
        plain = false;
        single = single && bits == 1;
    }
    if (!plain && single)
        sink_put(w->out, "  # the first label stands for 0, every other for 1\n");
    else if (!plain)
        sink_put(w->out, "  # labels stand for 0, 1, 2, ... in binary, the last ones for ones\n");
}

void
witness_write(const EffectQuery *q, const uint32_t *size, const Mechanism *mechanisms, Name name,
              Sink *out)
{
    FunctorWriter w = {.q = q, .size = size, .mechanisms = mechanisms, .out = out};
    sink_put(out, "functor ");
    word_write_name(name, out);
    sink_put(out, " : ");
    word_write_name(q->model.name, out);
    sink_put(out, " {\n");
    write_legend(&w);
    write_carriers(&w);
    for (int latent = 1; latent >= 0; latent--)
        for (w.v = 0; w.v < q->model.vertices.count; w.v++) {
            const Vertex *v = &q->model.vertices.at[w.v];
            if (has_item(v) && v->latent == (latent == 1))
                write_item(&w);
        }
    sink_put(out, "}");
}
