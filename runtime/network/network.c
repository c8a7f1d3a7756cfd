/* network.c -- see network.h.  A Builder goes through the uses once; its arrays are indexed by the
 * wires of the ask's diagram.  A table is found again by its box and a slot (0: dense, 1: the
 * weights of a sparse box, 2 + p: the values at port p), so a chain of one box has one table. */
#include "network/network.h"

#include "base/saturate.h"
#include "network/outcome.h"

#include <assert.h>

enum {
    SMALL = 1024,     /* tables up to this size are always dense */
    SPARSE_FACTOR = 4 /* a dense table may be so much larger than the sparse ones */
};

#define UNFIXED UINT32_MAX

/* An entry of a matrix, or ANY: whatever an undefined row might give. */
typedef struct Pair {
    size_t row, entry;
} Pair;

#define ANY SIZE_MAX

typedef struct Builder {
    Network *to;
    const Diagram *diagram;
    const Ask *ask;
    const Meaning *meaning;
    TableStore *store; /* NULL: none, or the tables are not as they would be for others */
    Budget *budget;
    Trouble *trouble;
    WireList fixed;          /* the only label of a wire, or UNFIXED */
    WireList variable;       /* of a wire, or NO_WIRE while it has none */
    WireList first;          /* the first port of the use in hand that is on a wire */
    ARRAY(bool) wanted;      /* is a wire read, or asked about? */
    Map tables;              /* (box, slot) -> table */
    Map uniforms;            /* size -> table */
    ARRAY(uint64_t) strides; /* of the ports of the use in hand */
    ARRAY(Pair) pairs;       /* of the use in hand, those that agree with what is fixed */
    size_t all_pairs;        /* and how many there are with those that do not */
    bool any;                /* is one of them ANY? */
    WireList ports;          /* of the use in hand, one for each variable */
} Builder;

/* ---- small things ---- */

void
network_clear(Network *n)
{
    for (size_t i = 0; i < n->tables.count; i++)
        table_clear(&n->tables.at[i]);
    array_clear(&n->tables);
    shape_clear(&n->shape);
    array_clear(&n->wires);
    array_clear(&n->factors);
    array_clear(&n->strides);
    array_clear(&n->heads);
    array_clear(&n->givens);
    array_clear(&n->labels);
    n->impossible = false;
}

void
network_denominator(mpz_t to, const Network *n)
{
    mpz_t power;
    mpz_init(power);
    mpz_set_ui(to, 1);
    for (size_t i = 0; i < n->tables.count; i++) {
        const Table *t = &n->tables.at[i];
        if (t->whole)
            continue;
        mpz_pow_ui(power, t->denominator, t->uses);
        mpz_mul(to, to, power);
    }
    mpz_clear(power);
}

static uint32_t
wire_size(const Builder *s, uint32_t wire)
{
    return s->diagram->wires.at[wire]->size;
}

static size_t
box_ports(const Box *box)
{
    return box->kind == BOX_UNIFORM ? 1 : box->in.count + box->out.count;
}

static uint32_t
port_wire(const Builder *s, const Use *u, size_t port)
{
    size_t in = u->box->in.count;
    return port < in ? s->diagram->reads.at[u->in + port] : u->out + (uint32_t)(port - in);
}

/* ---- variables, factors, tables ---- */

static uint32_t
variable_add(Network *n, uint32_t size, Role role, uint32_t wire)
{
    array_push(&n->shape.sizes, size);
    array_push(&n->shape.roles, role);
    array_push(&n->shape.sources, NO_FACTOR);
    array_push(&n->wires, wire);
    return (uint32_t)(n->wires.count - 1);
}

static uint32_t
wire_variable(Builder *s, uint32_t wire)
{
    assert(s->fixed.at[wire] == UNFIXED);
    if (s->variable.at[wire] == NO_WIRE)
        s->variable.at[wire] = variable_add(s->to, wire_size(s, wire), ROLE_SUMMED, wire);
    return s->variable.at[wire];
}

static uint64_t
factor_width(const Table *t)
{
    return t->bit ? 0 : t->width;
}

/* A factor that reads this table; its axes follow. */
static void
factor_add(Builder *s, size_t table, const Box *box)
{
    Network *n = s->to;
    Factor factor = {.table = table, .box = box};
    Scope scope = {.first = n->shape.scopes.count, .bits = factor_width(&n->tables.at[table])};
    array_push(&n->factors, factor);
    array_push(&n->shape.factors, scope);
    n->tables.at[table].uses++;
}

static void
axis_add(Builder *s, uint32_t variable, size_t stride)
{
    Network *n = s->to;
    Scope *scope = &n->shape.factors.at[n->shape.factors.count - 1];
    for (size_t i = 0; i < scope->count; i++)
        if (n->shape.scopes.at[scope->first + i] == variable) {
            n->strides.at[scope->first + i] += stride;
            return;
        }
    array_push(&n->shape.scopes, variable);
    array_push(&n->strides, stride);
    scope->count++;
}

/* The last factor's index moves by stride with the wire: an axis, or a part of the offset. */
static void
wire_axis_add(Builder *s, uint32_t wire, size_t stride)
{
    if (s->fixed.at[wire] == UNFIXED)
        axis_add(s, wire_variable(s, wire), stride);
    else
        s->to->factors.at[s->to->factors.count - 1].offset += stride * s->fixed.at[wire];
}

/* The table is the network's from here on. */
static size_t
table_keep(Builder *s, Table *t)
{
    (void)table_finish(t, NULL);
    t->zeros = table_has_zero(t);
    s->to->shape.bytes = saturate_plus(s->to->shape.bytes, table_bytes(t));
    array_push(&s->to->tables, *t);
    return s->to->tables.count - 1;
}

static Outcome
refuse_table(Builder *s, uint64_t entries, uint64_t bytes_each)
{
    mpz_t n;
    mpz_init_set_ui(n, entries);
    Outcome outcome =
        trouble_refuse_entries(s->trouble, s->budget, n, bytes_each, s->to->shape.bytes);
    mpz_clear(n);
    return outcome;
}

static uint64_t
slot_key(const Box *box, size_t slot)
{
    return (uint64_t)box->id << 32 | slot;
}

/* The network has this table of the box already, or the store has. */
static bool
find_table(Builder *s, const Box *box, size_t slot, size_t *table)
{
    uint64_t key = slot_key(box, slot), value;
    Table t;
    if (map_find(&s->tables, key, &value)) {
        *table = (size_t)value;
        return true;
    }
    if (!s->store || !table_store_find(s->store, key, meaning_version(s->meaning, box->id), &t))
        return false;
    *table = s->to->tables.count;
    array_push(&s->to->tables, t);
    map_set_at(&s->tables, key, *table);
    return true;
}

/* Other uses of the box, in this network or in a later one, may use the table. */
static void
table_share(Builder *s, const Box *box, size_t slot, size_t table)
{
    uint64_t key = slot_key(box, slot);
    map_set_at(&s->tables, key, table);
    if (s->store)
        table_store_take(s->store, key, meaning_version(s->meaning, box->id),
                         &s->to->tables.at[table]);
}

/* ---- the dense table of a box ---- */

/* strides[p] of every port in one table over all of them; the result is its size. */
static uint64_t
dense_strides(Builder *s, const Use *u)
{
    size_t ports = box_ports(u->box);
    s->strides.count = 0;
    array_add_zeroed(&s->strides, ports);
    uint64_t size = 1;
    for (size_t p = ports; p-- > 0;) {
        s->strides.at[p] = size;
        size = saturate_times(size, wire_size(s, port_wire(s, u, p)));
    }
    return size;
}

static uint64_t
sparse_size(const Builder *s, const Use *u, uint64_t pairs)
{
    uint64_t sum = 1;
    for (size_t p = 0; p < box_ports(u->box); p++)
        sum = saturate_plus(sum, wire_size(s, port_wire(s, u, p)));
    return saturate_times(saturate_times(SPARSE_FACTOR, pairs), sum);
}

/* A table with m's denominator and room for so many entries, if it fits. */
static Outcome
table_of(Builder *s, Table *to, const Matrix *m, uint64_t entries)
{
    mpz_t denominator;
    mpz_init(denominator);
    Outcome outcome = OUTCOME_STOPPED;
    if (matrix_denominator(denominator, m, s->budget)) {
        uint64_t bits = mpz_sizeinbase(denominator, 2);
        outcome = refuse_table(s, entries, entry_bytes(bits));
        if (outcome == OUTCOME_DONE)
            table_init(to, (size_t)entries, denominator);
    }
    mpz_clear(denominator);
    return outcome;
}

static size_t
dense_index(const Builder *s, const Matrix *m, size_t row, size_t entry)
{
    size_t in = m->in.count, out = m->out.count;
    size_t at = row * (in ? (size_t)s->strides.at[in - 1] : 0);
    for (size_t p = 0; p < out; p++)
        at += (size_t)s->strides.at[in + p] * m->index.at[entry * out + p];
    return at;
}

/* Weight one for all entries of the row. */
static void
fill_row(Table *t, size_t rows, size_t row)
{
    size_t block = t->count / rows;
    for (size_t i = row * block; i < (row + 1) * block; i++)
        memcpy(t->limb + i * t->limbs, mpz_limbs_read(t->denominator),
               mpz_size(t->denominator) * sizeof *t->limb);
}

static Outcome
fill_dense(Builder *s, Table *t, const Matrix *m)
{
    mpz_t scratch;
    mpz_init(scratch);
    bool going = true;
    for (size_t row = 0; row < matrix_rows(m) && going; row++) {
        for (size_t e = m->start.at[row]; e < m->start.at[row + 1] && going; e++) {
            table_add(t, dense_index(s, m, row, e), &m->weight.at[e], scratch);
            going = budget_step(s->budget, 1);
        }
        if (m->undefined.at[row] && s->ask->fill)
            fill_row(t, matrix_rows(m), row);
    }
    mpz_clear(scratch);
    return going ? OUTCOME_DONE : OUTCOME_STOPPED;
}

static Outcome
dense_table(Builder *s, const Use *u, const Matrix *m, uint64_t size, size_t *table)
{
    if (find_table(s, u->box, 0, table))
        return OUTCOME_DONE;
    Table t = {.whole = true};
    Outcome outcome = table_of(s, &t, m, size);
    if (outcome == OUTCOME_DONE)
        outcome = fill_dense(s, &t, m);
    if (outcome != OUTCOME_DONE) {
        table_clear(&t);
        return outcome;
    }
    *table = table_keep(s, &t);
    table_share(s, u->box, 0, *table);
    return OUTCOME_DONE;
}

/* The last factor is the use's box: its rows sum to one, so over its outputs it sums to no more
 * than its denominator. */
static void
bound_outputs(Builder *s, const Use *u, uint64_t bits)
{
    Shape *shape = &s->to->shape;
    if (s->ask->fill)
        return;
    for (size_t i = 0; i < u->box->out.count; i++)
        if (s->fixed.at[u->out + i] == UNFIXED) {
            shape->sources.at[s->variable.at[u->out + i]] = shape->factors.count - 1;
            shape->factors.at[shape->factors.count - 1].bits = bits;
        }
}

static Outcome
add_dense(Builder *s, const Use *u, const Matrix *m, uint64_t size)
{
    size_t table;
    Outcome outcome = dense_table(s, u, m, size, &table);
    if (outcome != OUTCOME_DONE)
        return outcome;
    factor_add(s, table, u->box);
    for (size_t p = 0; p < box_ports(u->box); p++)
        wire_axis_add(s, port_wire(s, u, p), (size_t)s->strides.at[p]);
    bound_outputs(s, u, s->to->tables.at[table].bits);
    return OUTCOME_DONE;
}

/* ---- a sparse box ---- */

/* The value of port p in a pair; strides are those of the inputs alone. */
static uint32_t
pair_value(const Builder *s, const Matrix *m, const Pair *pair, size_t port)
{
    size_t in = m->in.count;
    if (port < in)
        return (uint32_t)(pair->row / s->strides.at[port] % m->in.at[port]);
    return m->index.at[pair->entry * m->out.count + port - in];
}

/* Does the pair agree, at ports from ... to, with what is fixed and with itself? */
static bool
pair_agrees(const Builder *s, const Use *u, const Matrix *m, const Pair *pair, size_t from,
            size_t to)
{
    for (size_t p = from; p < to; p++) {
        uint32_t wire = port_wire(s, u, p), value = pair_value(s, m, pair, p);
        if (s->fixed.at[wire] != UNFIXED && s->fixed.at[wire] != value)
            return false;
        if (s->first.at[wire] != p && value != pair_value(s, m, pair, s->first.at[wire]))
            return false;
    }
    return true;
}

/* The ports that need a variable, one for each wire, and the strides of the inputs. */
static void
find_ports(Builder *s, const Use *u)
{
    size_t in = u->box->in.count, ports = box_ports(u->box);
    uint64_t stride = 1;
    for (size_t p = in; p-- > 0;) {
        s->strides.at[p] = stride;
        stride *= wire_size(s, port_wire(s, u, p));
    }
    for (size_t p = ports; p-- > 0;)
        s->first.at[port_wire(s, u, p)] = (uint32_t)p;
    s->ports.count = 0;
    for (uint32_t p = 0; p < ports; p++) {
        uint32_t wire = port_wire(s, u, p);
        if (s->fixed.at[wire] == UNFIXED && s->first.at[wire] == p && s->wanted.at[wire])
            array_push(&s->ports, p);
    }
}

static Outcome
find_pairs(Builder *s, const Use *u, const Matrix *m)
{
    size_t in = m->in.count, ports = in + m->out.count;
    s->pairs.count = s->all_pairs = 0;
    s->any = false;
    for (size_t row = 0; row < matrix_rows(m); row++) {
        Pair pair = {row, m->start.at[row]};
        if (!budget_step(s->budget, 1 + ports / 8))
            return OUTCOME_STOPPED;
        bool any = m->undefined.at[row] && s->ask->fill;
        s->all_pairs += m->start.at[row + 1] - m->start.at[row] + any;
        if (!pair_agrees(s, u, m, &pair, 0, in))
            continue;
        if (any)
            array_push(&s->pairs, ((Pair){row, ANY}));
        s->any |= any;
        for (; pair.entry < m->start.at[row + 1]; pair.entry++) {
            if (!budget_step(s->budget, 1 + ports / 8))
                return OUTCOME_STOPPED;
            if (pair_agrees(s, u, m, &pair, in, ports))
                array_push(&s->pairs, pair);
        }
    }
    return OUTCOME_DONE;
}

/* A table of the pairs' weights, added up where place(pair) is the same: over the ports when there
 * are any, else one place a pair. */
static Outcome
pairs_table(Builder *s, const Matrix *m, uint64_t size, bool by_port, size_t *table)
{
    Table t = {.whole = true};
    Outcome outcome = table_of(s, &t, m, size);
    mpz_t scratch;
    mpq_t one;
    mpz_init(scratch);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    for (size_t i = 0; i < s->pairs.count && outcome == OUTCOME_DONE; i++) {
        const Pair *pair = &s->pairs.at[i];
        size_t at = by_port ? 0 : i;
        for (size_t j = 0; by_port && j < s->ports.count; j++) {
            size_t p = s->ports.at[j], in = m->in.count;
            uint32_t port_size = p < in ? m->in.at[p] : m->out.at[p - in];
            at = at * port_size + pair_value(s, m, pair, p);
        }
        if (pair->entry == ANY)
            table_add(&t, at, one, scratch);
        else
            table_add(&t, at, &m->weight.at[pair->entry], scratch);
        if (!budget_step(s->budget, 1))
            outcome = OUTCOME_STOPPED;
    }
    mpq_clear(one);
    mpz_clear(scratch);
    if (outcome == OUTCOME_DONE)
        *table = table_keep(s, &t);
    else
        table_clear(&t);
    return outcome;
}

/* All over the ports that need a variable, in one table of this use's own. */
static Outcome
add_sliced(Builder *s, const Use *u, const Matrix *m, uint64_t size)
{
    size_t table;
    Outcome outcome = pairs_table(s, m, size, true, &table);
    if (outcome != OUTCOME_DONE)
        return outcome;
    factor_add(s, table, u->box);
    size_t stride = (size_t)size;
    for (size_t i = 0; i < s->ports.count; i++) {
        uint32_t wire = port_wire(s, u, s->ports.at[i]);
        stride /= wire_size(s, wire);
        axis_add(s, wire_variable(s, wire), stride);
    }
    return OUTCOME_DONE;
}

/* Which value each pair gives this port: a table of zeros and ones. */
static Outcome
values_table(Builder *s, const Use *u, const Matrix *m, size_t port, size_t *table)
{
    uint32_t size = wire_size(s, port_wire(s, u, port));
    Outcome outcome = refuse_table(s, saturate_times(s->pairs.count, size), 1);
    if (outcome != OUTCOME_DONE)
        return outcome;
    Table t;
    table_init_bits(&t, s->pairs.count * size);
    for (size_t i = 0; i < s->pairs.count; i++) {
        const Pair *pair = &s->pairs.at[i];
        if (pair->entry == ANY && port >= m->in.count)
            memset(t.bit + i * size, 1, size);
        else
            t.bit[i * size + pair_value(s, m, pair, port)] = 1;
    }
    *table = table_keep(s, &t);
    return budget_step(s->budget, 1 + s->pairs.count / 16) ? OUTCOME_DONE : OUTCOME_STOPPED;
}

/* A table of a sparse box at this slot, shared when every pair of the box is in. */
static Outcome
slot_table(Builder *s, const Use *u, const Matrix *m, size_t slot, size_t *table)
{
    bool whole = s->pairs.count == s->all_pairs;
    if (whole && find_table(s, u->box, slot, table))
        return OUTCOME_DONE;
    Outcome outcome = slot == 1 ? pairs_table(s, m, s->pairs.count, false, table)
                                : values_table(s, u, m, slot - 2, table);
    if (whole && outcome == OUTCOME_DONE)
        table_share(s, u->box, slot, *table);
    return outcome;
}

static Outcome
add_hidden(Builder *s, const Use *u, const Matrix *m)
{
    assert(s->pairs.count <= TYPE_SIZE_MAX);
    uint32_t hidden = variable_add(s->to, (uint32_t)s->pairs.count, ROLE_HIDDEN, NO_WIRE);
    size_t table;
    Outcome outcome = slot_table(s, u, m, 1, &table);
    if (outcome != OUTCOME_DONE)
        return outcome;
    factor_add(s, table, u->box);
    axis_add(s, hidden, 1);
    for (size_t i = 0; i < s->ports.count; i++) {
        uint32_t port = s->ports.at[i], wire = port_wire(s, u, port);
        outcome = slot_table(s, u, m, 2 + port, &table);
        if (outcome != OUTCOME_DONE)
            return outcome;
        factor_add(s, table, u->box);
        axis_add(s, hidden, wire_size(s, wire));
        axis_add(s, wire_variable(s, wire), 1);
    }
    return OUTCOME_DONE;
}

static Outcome
add_sparse(Builder *s, const Use *u, const Matrix *m)
{
    find_ports(s, u);
    Outcome outcome = find_pairs(s, u, m);
    if (outcome != OUTCOME_DONE)
        return outcome;
    if (s->pairs.count == 0) {
        s->to->impossible = true;
        return OUTCOME_DONE;
    }
    uint64_t size = 1, sum = 1;
    for (size_t i = 0; i < s->ports.count; i++) {
        uint32_t port_size = wire_size(s, port_wire(s, u, s->ports.at[i]));
        size = saturate_times(size, port_size);
        sum = saturate_plus(sum, port_size);
    }
    bool dense =
        size <= SMALL || size <= saturate_times(saturate_times(SPARSE_FACTOR, s->pairs.count), sum);
    if (s->ask->tables != TABLES_BEST)
        dense = s->ask->tables == TABLES_SLICED;
    if (dense && !s->any)
        return add_sliced(s, u, m, size);
    return add_hidden(s, u, m);
}

/* ---- uses ---- */

static void
assert_sizes(const Builder *s, const Use *u, const Matrix *m)
{
    assert(m->in.count == u->box->in.count && m->out.count == u->box->out.count);
    for (size_t p = 0; p < m->in.count; p++)
        assert(m->in.at[p] == wire_size(s, port_wire(s, u, p)));
    for (size_t p = 0; p < m->out.count; p++)
        assert(m->out.at[p] == wire_size(s, u->out + (uint32_t)p));
    (void)s;
    (void)u;
    (void)m;
}

/* Adds a variable, and its size to the denominator. */
static void
add_uniform(Builder *s, const Use *u)
{
    uint32_t size = wire_size(s, u->out);
    uint64_t table;
    if (s->fixed.at[u->out] == UNFIXED)
        wire_variable(s, u->out);
    if (!map_find(&s->uniforms, size, &table)) {
        Table t;
        mpz_t denominator;
        mpz_init_set_ui(denominator, size);
        table_init(&t, 0, denominator);
        mpz_clear(denominator);
        table = table_keep(s, &t);
        map_set_at(&s->uniforms, size, table);
    }
    s->to->tables.at[table].uses++;
}

static Outcome
add_use(Builder *s, const Use *u)
{
    if (u->box->kind == BOX_POINT)
        return OUTCOME_DONE;
    if (u->box->kind == BOX_UNIFORM) {
        add_uniform(s, u);
        return OUTCOME_DONE;
    }
    const Matrix *m = meaning_find(s->meaning, u->box->id);
    assert_sizes(s, u, m);
    uint64_t size = dense_strides(s, u);
    bool dense = size <= SMALL || size <= sparse_size(s, u, m->weight.count);
    if (dense && s->ask->tables == TABLES_BEST)
        return add_dense(s, u, m, size);
    return add_sparse(s, u, m);
}

/* ---- what is asked ---- */

/* Does everything have a meaning, and every wire a carrier? */
static Outcome
check_meanings(Builder *s)
{
    const Diagram *d = s->diagram;
    for (size_t i = 0; i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        bool needs = box->kind == BOX_FREE || box->kind == BOX_CONDITIONAL;
        if (!needs || meaning_find(s->meaning, box->id))
            continue;
        s->trouble->box = box;
        return OUTCOME_NO_MEANING;
    }
    for (size_t w = 0; w < d->wires.count; w++)
        if (d->wires.at[w]->size == 0) {
            s->trouble->type = d->wires.at[w];
            return OUTCOME_NO_CARRIER;
        }
    return OUTCOME_DONE;
}

static void
fix(Builder *s, uint32_t wire, uint32_t label)
{
    if (s->fixed.at[wire] == UNFIXED)
        s->fixed.at[wire] = label;
    else if (s->fixed.at[wire] != label)
        s->to->impossible = true;
}

static uint32_t
event_only(const Event *e)
{
    uint32_t label = 0;
    while (!event_allows(e, label))
        label++;
    return label;
}

/* Finds the wires that can have one value only. */
static void
fix_wires(Builder *s)
{
    const Diagram *d = s->diagram;
    for (uint32_t w = 0; w < d->wires.count; w++)
        array_push(&s->fixed, wire_size(s, w) == 1 ? 0 : UNFIXED);
    for (size_t i = 0; i < d->uses.count; i++)
        if (d->uses.at[i].box->kind == BOX_POINT)
            fix(s, d->uses.at[i].out, d->uses.at[i].box->point);
    for (size_t i = 0; i < s->ask->events.count; i++) {
        const WireEvent *e = &s->ask->events.at[i];
        uint32_t count = event_count(e->event, wire_size(s, e->wire));
        if (count == 0)
            s->to->impossible = true;
        else if (count == 1)
            fix(s, e->wire, event_only(e->event));
    }
}

static void
find_wanted(Builder *s)
{
    const Diagram *d = s->diagram;
    array_add_zeroed(&s->wanted, d->wires.count);
    array_add_zeroed(&s->first, d->wires.count);
    for (size_t w = 0; w < d->wires.count; w++)
        array_push(&s->variable, NO_WIRE);
    for (size_t i = 0; i < d->reads.count; i++)
        s->wanted.at[d->reads.at[i]] = true;
    for (size_t i = 0; i < d->outputs.count; i++)
        s->wanted.at[d->outputs.at[i].wire] = true;
}

/* An event that allows several labels, but not all. */
static Outcome
add_event(Builder *s, const WireEvent *e)
{
    uint32_t size = wire_size(s, e->wire), fixed = s->fixed.at[e->wire];
    if (fixed != UNFIXED) {
        if (!event_allows(e->event, fixed))
            s->to->impossible = true;
        return OUTCOME_DONE;
    }
    if (event_count(e->event, size) == size)
        return OUTCOME_DONE;
    Outcome outcome = refuse_table(s, size, 1);
    if (outcome != OUTCOME_DONE)
        return outcome;
    Table t;
    table_init_bits(&t, size);
    for (uint32_t label = 0; label < size; label++)
        t.bit[label] = event_allows(e->event, label);
    factor_add(s, table_keep(s, &t), NULL);
    axis_add(s, wire_variable(s, e->wire), 1);
    return OUTCOME_DONE;
}

static Outcome
add_mask(Builder *s, const Mask *mask)
{
    const Matrix *m = mask->of;
    Outcome outcome = refuse_table(s, matrix_rows(m), 1);
    if (outcome != OUTCOME_DONE)
        return outcome;
    Table t;
    table_init_bits(&t, matrix_rows(m));
    for (size_t row = 0; row < matrix_rows(m); row++)
        t.bit[row] = m->undefined.at[row] == mask->undefined;
    factor_add(s, table_keep(s, &t), NULL);
    size_t stride = matrix_rows(m);
    for (size_t p = 0; p < m->in.count; p++) {
        stride /= m->in.at[p];
        wire_axis_add(s, s->ask->masked.at[mask->first + p], stride);
    }
    return OUTCOME_DONE;
}

static void
find_places(Builder *s, PlaceList *to, const WireList *wires)
{
    for (size_t i = 0; i < wires->count; i++) {
        uint32_t wire = wires->at[i];
        Place place = {.size = wire_size(s, wire), .fixed = s->fixed.at[wire] != UNFIXED};
        place.at = place.fixed ? s->fixed.at[wire] : wire_variable(s, wire);
        if (!place.fixed)
            s->to->shape.roles.at[place.at] = ROLE_KEPT;
        array_push(to, place);
    }
}

static Outcome
build(Builder *s)
{
    Outcome outcome = check_meanings(s);
    if (outcome != OUTCOME_DONE)
        return outcome;
    fix_wires(s);
    find_wanted(s);
    array_reserve(&s->to->shape.scopes, 1); /* never NULL: views point into them */
    array_reserve(&s->to->strides, 1);
    for (size_t i = 0; i < s->diagram->inputs.count; i++)
        if (s->fixed.at[s->diagram->inputs.at[i].wire] == UNFIXED)
            wire_variable(s, s->diagram->inputs.at[i].wire);
    for (size_t i = 0; i < s->diagram->uses.count && outcome == OUTCOME_DONE; i++)
        outcome = budget_step(s->budget, 1) ? add_use(s, &s->diagram->uses.at[i]) : OUTCOME_STOPPED;
    for (size_t i = 0; i < s->ask->events.count && outcome == OUTCOME_DONE; i++)
        outcome = add_event(s, &s->ask->events.at[i]);
    for (size_t i = 0; i < s->ask->masks.count && outcome == OUTCOME_DONE; i++)
        outcome = add_mask(s, &s->ask->masks.at[i]);
    if (outcome != OUTCOME_DONE)
        return outcome;
    find_places(s, &s->to->givens, &s->ask->givens);
    find_places(s, &s->to->heads, &s->ask->heads);
    return OUTCOME_DONE;
}

static void
builder_clear(Builder *s)
{
    array_clear(&s->fixed);
    array_clear(&s->variable);
    array_clear(&s->first);
    array_clear(&s->wanted);
    array_clear(&s->strides);
    array_clear(&s->pairs);
    array_clear(&s->ports);
    map_clear(&s->tables);
    map_clear(&s->uniforms);
}

Outcome
network_interpret(Network *to, const Ask *a, const Meaning *m, TableStore *store, Budget *b,
                  Trouble *t)
{
    Network made = {0};
    Builder s = {.to = &made,
                 .diagram = &a->diagram,
                 .ask = a,
                 .meaning = m,
                 .store = a->fill ? NULL : store,
                 .budget = b,
                 .trouble = t};
    made.shape.bytes = store ? store->bytes : 0;
    Outcome outcome = build(&s);
    builder_clear(&s);
    if (outcome == OUTCOME_DONE) {
        Network old = *to;
        *to = made;
        made = old;
    }
    network_clear(&made);
    return outcome;
}

void
network_answer_size(mpz_t to, const Network *n)
{
    mpz_set_ui(to, 1);
    for (size_t v = 0; v < n->shape.sizes.count; v++)
        if (n->shape.roles.at[v] == ROLE_KEPT)
            mpz_mul_ui(to, to, n->shape.sizes.at[v]);
}
