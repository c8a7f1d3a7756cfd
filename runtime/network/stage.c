/* stage.c -- see stage.h.  One fact a line; only names of great length are
 * shortened, in their middle. */
#include "network/stage.h"

#include "diagram/signature.h"

#include <inttypes.h>
#include <string.h>

enum { WHOLE_MOST = 100 }; /* bytes of a name that is not shortened */

static void
write_number(const mpz_t n, Sink *out)
{
    char *digits = memory_new(mpz_sizeinbase(n, 10) + 2, 1);
    mpz_get_str(digits, 10, n);
    sink_put(out, digits);
    memory_free(digits);
}

/* The name of each wire that is an end; to be freed. */
static Name *
wire_names(const Diagram *d)
{
    Name *names = memory_new(d->wires.count, sizeof *names);
    for (size_t i = d->outputs.count; i-- > 0;)
        if (d->outputs.at[i].name)
            names[d->outputs.at[i].wire] = d->outputs.at[i].name;
    for (size_t i = d->inputs.count; i-- > 0;)
        if (d->inputs.at[i].name)
            names[d->inputs.at[i].wire] = d->inputs.at[i].name;
    return names;
}

static void
put_name(Name name, Sink *out)
{
    if (strlen(name) <= WHOLE_MOST)
        word_write_name(name, out);
    else
        word_write_shown(name, WHOLE_MOST, out);
}

static void
write_variable(const Network *n, const Name *names, uint32_t variable, Sink *out)
{
    uint32_t wire = n->wires.at[variable];
    if (wire == NO_WIRE)
        sink_print(out, "h%" PRIu32, variable);
    else if (names[wire])
        put_name(names[wire], out);
    else
        sink_print(out, "w%" PRIu32, wire);
}

static void
write_variables(const Network *n, const Name *names, const uint32_t *scope, size_t count, Sink *out)
{
    sink_put(out, "(");
    for (size_t i = 0; i < count && !sink_is_cut(out); i++) {
        sink_put(out, i ? ", " : "");
        write_variable(n, names, scope[i], out);
    }
    sink_put(out, ")");
}

static void
write_places(const Network *n, const Name *names, const char *what, const PlaceList *places,
             Sink *out)
{
    sink_print(out, "%s:", what);
    for (size_t i = 0; i < places->count; i++) {
        const Place *p = &places->at[i];
        sink_put(out, i ? ", " : " ");
        if (p->fixed)
            sink_print(out, "label %" PRIu32 " of %" PRIu32, p->at, p->size);
        else
            write_variable(n, names, p->at, out);
    }
    sink_put(out, places->count ? "\n" : " none\n");
}

static void
write_factor(const Network *n, const Name *names, size_t factor, Sink *out)
{
    const Factor *f = &n->factors.at[factor];
    const Scope *scope = &n->shape.factors.at[factor];
    const Table *t = &n->tables.at[f->table];
    sink_print(out, "factor %zu: ", factor);
    if (f->box && f->box->name)
        word_write_shown(f->box->name, WHOLE_MOST, out);
    else
        sink_put(out, f->box ? "box" : "evidence");
    write_variables(n, names, n->shape.scopes.at + scope->first, scope->count, out);
    sink_print(out, " reads table %zu, %zu %s", f->table, t->count,
               t->bit ? "zeros and ones" : "numbers");
    if (!t->whole) {
        sink_put(out, " over ");
        write_number(t->denominator, out);
    }
    sink_put(out, "\n");
}

void
network_write(const Network *n, const Ask *a, Sink *out)
{
    static const char *const role[] = {"summed", "hidden", "kept"};
    Name *names = wire_names(&a->diagram);
    sink_print(out, "network: %zu variables, %zu factors, %zu tables%s\n", n->wires.count,
               n->factors.count, n->tables.count,
               n->impossible ? ", contradictory: all is zero" : "");
    write_places(n, names, "rows", &n->givens, out);
    write_places(n, names, "entries", &n->heads, out);
    for (uint32_t v = 0; v < n->wires.count && !sink_is_cut(out); v++) {
        sink_print(out, "variable %" PRIu32 ": ", v);
        write_variable(n, names, v, out);
        sink_print(out, ", %" PRIu32 " values, %s\n", n->shape.sizes.at[v],
                   role[n->shape.roles.at[v]]);
    }
    for (size_t f = 0; f < n->factors.count && !sink_is_cut(out); f++)
        write_factor(n, names, f, out);
    memory_free(names);
}

static void
write_step(const Plan *p, const Network *n, const Name *names, size_t step, Sink *out)
{
    const PlanStep *s = &p->steps.at[step];
    mpz_t size;
    mpz_init_set_ui(size, 1);
    for (size_t i = 0; i < s->result.count; i++)
        mpz_mul_ui(size, size, n->shape.sizes.at[p->scopes.at[s->result.first + i]]);
    bool sum = s->variable != NO_VARIABLE;
    sink_print(out, sum ? "step %zu: sum out " : "step %zu: multiply", step + 1);
    if (sum)
        write_variable(n, names, s->variable, out);
    sink_put(out, sum ? " of" : "");
    for (size_t i = 0; i < s->factors; i++)
        sink_print(out, "%s %zu", i ? "," : "", p->consumed.at[s->first_factor + i]);
    sink_print(out, " -> factor %zu", n->factors.count + step);
    write_variables(n, names, p->scopes.at + s->result.first, s->result.count, out);
    sink_put(out, ", ");
    write_number(size, out);
    sink_put(out, " entries, ");
    if (sum)
        mpz_mul_ui(size, size, n->shape.sizes.at[s->variable]);
    mpz_mul_ui(size, size, s->factors ? s->factors : 1);
    write_number(size, out);
    sink_put(out, " multiplications\n");
    mpz_clear(size);
}

/* Are all marginals wanted, so that heads are summed out too? */
static bool
is_for_all(const Network *n)
{
    for (size_t i = 0; i < n->heads.count; i++)
        if (!n->heads.at[i].fixed && n->shape.roles.at[n->heads.at[i].at] == ROLE_SUMMED)
            return true;
    return false;
}

static void
write_answer(const Plan *p, const Network *n, const Name *names, Sink *out)
{
    mpz_t size;
    mpz_init(size);
    sink_put(out, "left to the answer: ");
    write_variables(n, names, p->late.at, p->late.count, out);
    sink_put(out, "\nanswer: at most ");
    network_answer_size(size, n);
    write_number(size, out);
    sink_put(out, " entries\n");
    mpz_clear(size);
}

void
plan_write(const Plan *p, const Network *n, const Ask *a, uint64_t limit, Sink *out)
{
    Name *names = wire_names(&a->diagram);
    sink_print(out, "plan: %zu steps\n", p->steps.count);
    for (size_t i = 0; i < p->steps.count && !sink_is_cut(out); i++)
        write_step(p, n, names, i, out);
    if (is_for_all(n))
        sink_print(out, "and back: %zu marginals, about twice the work\n", n->heads.count);
    else
        write_answer(p, n, names, out);
    sink_put(out, "total: ");
    write_number(p->cost, out);
    sink_put(out, " multiplications, largest table ");
    write_number(p->largest, out);
    sink_put(out, " entries, at most ");
    write_number(p->bytes, out);
    sink_put(out, " bytes at a time\n");
    sink_print(out, "budget: %" PRIu64 " bytes, %s\n", limit,
               p->too_large ? "not enough" : "enough for the tables");
    memory_free(names);
}
