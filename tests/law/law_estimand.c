/* law_estimand.c -- estimands before and after simplification, by a criterion where one gives the
 * effect, and as they are printed, against the truncated factorisation.
 *
 * Random models of at most six observed vertices, with latents, parents of latents among them;
 * random tables modulo a prime.  Four slow evaluators that share nothing but the table of the
 * observed state: the product of the mechanisms, the estimand as identify made it, the simplified
 * one, and a reader of the printed text, which knows only what a reader would: names, brackets, and
 * that a sum reaches to the end of its product.  Free variables ("for any") get random values. */
#include "base/random.h"
#include "show/formula.h"
#include "graph/bayes_ball.h"
#include "surgery/ground.h"
#include "surgery/identify.h"
#include "graph/separation.h"
#include "surgery/forget.h"
#include "surgery/simplify.h"
#include "tests/law/modulo.h"
#include "tests/suite.h"

#include <check.h>
#include <ctype.h>
#include <stdlib.h>

enum { ROUNDS = 40, CASES = 25, OBSERVED = 6, LATENT = 4, VALUES = 3 };

/* ---- a random model, and its tables */

/* Texts that could be taken for something else. */
static const char *const pools[][OBSERVED] = {
    {"A", "B", "C", "D", "E", "F"},
    {"A", "A'", "A''", "B", "sum_A", "P"},
    {"a b", "a", "Q1", "for any", "a b'", "where"},
    {"X", "Y", "Z1", "Z_2", "|", "\"X\""},
};

typedef struct Case {
    Random r;
    Names names;
    Type bare;
    Model m;
    Graph g;
    Projection p;
    Effect effect;
    Identification i;
    Estimand simple, less; /* and without free variables that it does not need */
    Ground ground; /* the criterion that gives the effect at once */
    uint32_t seen; /* observed vertices: the first ones */
    Name name_of[OBSERVED + LATENT];
    uint32_t size[OBSERVED + LATENT];
    uint64_t seed;
    size_t configurations;     /* of the observed vertices */
    uint64_t *state, *surgery; /* of each: P, and P under do(x) for its x */
    uint64_t *marginal;        /* by set of observed vertices, then configuration */
} Case;

static void
add_arrow(Case *c, uint32_t from, uint32_t to)
{
    WireList *parents = &c->m.vertices.at[to].parents;
    if (parents->count == 0 || parents->at[parents->count - 1] != from)
        array_push(parents, from);
}

/* Any shape: arrows forwards, latents with two or three children, and some with a parent. */
static void
any_arrows(Case *c)
{
    uint32_t arrows = 1 + random_below(&c->r, 4), count = (uint32_t)c->m.vertices.count;
    for (uint32_t v = 0; v < c->seen; v++)
        for (uint32_t u = 0; u < v; u++)
            if (random_below(&c->r, 6) < arrows)
                add_arrow(c, u, v);
    for (uint32_t l = c->seen; l < count; l++) {
        for (uint32_t k = 2 + random_below(&c->r, 2); k > 0; k--)
            add_arrow(c, l, random_below(&c->r, c->seen));
        if (random_below(&c->r, 4) == 0)
            add_arrow(c, random_below(&c->r, c->seen), l);
    }
}

/* A chain with few other arrows, and latents that join what is not next to each other: here combs
 * inside combs are needed, and free variables that do not matter. */
static void
chain_arrows(Case *c)
{
    for (uint32_t v = 0; v < c->seen; v++)
        for (uint32_t u = 0; u < v; u++)
            if (random_below(&c->r, 12) < (u + 1 == v ? 11u : 1u))
                add_arrow(c, u, v);
    for (uint32_t l = c->seen; l < c->m.vertices.count; l++) {
        uint32_t first = random_below(&c->r, c->seen - 2);
        add_arrow(c, l, first);
        add_arrow(c, l, first + 2 + random_below(&c->r, c->seen - first - 2));
    }
}

static void
random_vertices(Case *c)
{
    const char *const *pool = pools[random_below(&c->r, 4)];
    bool chain = random_below(&c->r, 2);
    c->seen = (chain ? 4 : 2) + random_below(&c->r, OBSERVED - (chain ? 3 : 1));
    uint32_t latents = chain ? c->seen - 2 : random_below(&c->r, LATENT);
    for (uint32_t v = 0; v < c->seen + latents; v++) {
        Vertex x = {.latent = v >= c->seen, .type = &c->bare};
        x.name = x.latent ? NULL : names_add_text(&c->names, pool[v]);
        c->name_of[v] = x.name;
        c->size[v] = c->seen < 5 && random_below(&c->r, 4) == 0 ? 3 : 2;
        model_add_vertex(&c->m, &x);
    }
    if (chain)
        chain_arrows(c);
    else
        any_arrows(c);
}

/* Latents' parents may have closed a cycle: then they have none. */
static void
sort_model(Case *c)
{
    WireList cycle = {0};
    if (!model_sort(&c->m, &cycle)) {
        for (size_t v = c->seen; v < c->m.vertices.count; v++)
            c->m.vertices.at[v].parents.count = 0;
        ck_assert(model_sort(&c->m, &cycle));
    }
    array_clear(&cycle);
}

static void
random_effect(Case *c)
{
    Effect *e = &c->effect;
    uint32_t y = c->seen - 1 - random_below(&c->r, random_below(&c->r, c->seen) + 1);
    uint32_t many = random_below(&c->r, 3);
    array_push(&e->y, y);
    for (uint32_t v = 0; v < c->seen; v++) {
        uint32_t part = v == y ? 99 : random_below(&c->r, 8);
        if (part < 1 + many)
            array_push(&e->x, v);
        else if (part == 3)
            array_push(&e->z, v);
        else if (part == 4)
            array_push(&e->y, v);
    }
}

/* The row of v's mechanism: the same whenever asked; it sums to one. */
static uint64_t
mechanism(const Case *c, uint32_t v, const uint32_t *value)
{
    const WireList *parents = &c->m.vertices.at[v].parents;
    uint64_t row = v + 1, last = 1, entry[VALUES];
    for (size_t i = 0; i < parents->count; i++)
        row = row * 4 + value[parents->at[i]] + 1;
    Random r = random_start(c->seed * 1000003 + row);
    for (uint32_t i = 0; i + 1 < c->size[v]; i++) {
        entry[i] = random_next(&r) % PRIME;
        last = (last + PRIME - entry[i]) % PRIME;
    }
    entry[c->size[v] - 1] = last;
    return entry[value[v]];
}

static size_t
configuration(const Case *c, const uint32_t *value)
{
    size_t n = 0;
    for (uint32_t v = 0; v < c->seen; v++)
        n = n * c->size[v] + value[v];
    return n;
}

static bool
next_values(const Case *c, uint32_t *value)
{
    for (size_t v = c->m.vertices.count; v-- > 0; value[v] = 0)
        if (++value[v] < c->size[v])
            return true;
    return false;
}

static bool
contains(const WireList *list, uint32_t v)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] == v)
            return true;
    return false;
}

static void
fill_tables(Case *c)
{
    uint32_t value[OBSERVED + LATENT] = {0};
    c->configurations = 1;
    for (uint32_t v = 0; v < c->seen; v++)
        c->configurations *= c->size[v];
    c->state = memory_new(c->configurations, sizeof *c->state);
    c->surgery = memory_new(c->configurations, sizeof *c->surgery);
    c->marginal = memory_new(c->configurations << c->seen, sizeof *c->marginal);
    do {
        uint64_t all = 1, some = 1;
        for (uint32_t v = 0; v < c->m.vertices.count; v++) {
            uint64_t p = mechanism(c, v, value);
            all = times(all, p);
            some = contains(&c->effect.x, v) ? some : times(some, p);
        }
        size_t at = configuration(c, value);
        c->state[at] = (c->state[at] + all) % PRIME;
        c->surgery[at] = (c->surgery[at] + some) % PRIME;
    } while (next_values(c, value));
}

/* The sum of the table over the configurations that agree with `value` on the set. */
static uint64_t
total(const Case *c, const uint64_t *table, uint32_t set, const uint32_t *value)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < c->configurations; i++) {
        bool agrees = true;
        size_t rest = i;
        for (uint32_t v = c->seen; v-- > 0; rest /= c->size[v])
            agrees = agrees && (!(set >> v & 1) || rest % c->size[v] == value[v]);
        sum = agrees ? (sum + table[i]) % PRIME : sum;
    }
    return sum;
}

/* P of these values; looked up when it was asked before (0: not yet). */
static uint64_t
observed(Case *c, uint32_t set, const uint32_t *value)
{
    uint32_t known[OBSERVED] = {0};
    for (uint32_t v = 0; v < c->seen; v++)
        known[v] = set >> v & 1 ? value[v] : 0;
    uint64_t *at = &c->marginal[set * c->configurations + configuration(c, known)];
    if (*at == 0)
        *at = total(c, c->state, set, value);
    return *at;
}

static uint32_t
set_of(const WireList *list)
{
    uint32_t set = 0;
    for (size_t i = 0; i < list->count; i++)
        set |= UINT32_C(1) << list->at[i];
    return set;
}

static uint64_t
truth(const Case *c, const uint32_t *value)
{
    uint32_t given = set_of(&c->effect.x) | set_of(&c->effect.z);
    return times(total(c, c->surgery, given | set_of(&c->effect.y), value),
                 inverse(total(c, c->surgery, given, value)));
}

static bool
case_init(Case *c, int seed)
{
    Budget budget = {0};
    *c = (Case){.r = random_start((uint64_t)seed), .seed = (uint64_t)seed};
    random_vertices(c);
    sort_model(c);
    random_effect(c);
    graph_make(&c->g, &c->m);
    ck_assert(projection_make(&c->p, &c->g, &budget));
    ck_assert(identify(&c->i, &c->g, &c->p, &c->effect, &budget));
    ck_assert(ground_find(&c->ground, &c->g, &c->effect, &budget));
    ck_assert(c->i.identified || c->ground.kind == GROUND_GENERAL);
    if (!c->i.identified)
        return false;
    ck_assert(estimand_simplify(&c->simple, &c->i.estimand, &c->g, &budget));
    WireList forgotten = {0};
    estimand_set(&c->less, &c->simple);
    ck_assert(forget_free(&c->less, &forgotten, &c->g, &c->effect, &budget));
    array_clear(&forgotten);
    fill_tables(c);
    return true;
}

static void
case_clear(Case *c)
{
    memory_free(c->state);
    memory_free(c->surgery);
    memory_free(c->marginal);
    estimand_clear(&c->simple);
    estimand_clear(&c->less);
    ground_clear(&c->ground);
    identification_clear(&c->i);
    effect_clear(&c->effect);
    projection_clear(&c->p);
    graph_clear(&c->g);
    model_clear(&c->m);
    names_clear(&c->names);
}

/* ---- estimands by definition */

static uint64_t recipe_value(Case *c, const Estimand *e, uint32_t recipe, const uint32_t *value);

/* The sum over the listed vertices' values of the recipe's value; `value` is by vertex. */
static uint64_t
sum_recipe(Case *c, const Estimand *e, uint32_t recipe, uint32_t *value, const WireList *over,
           size_t from)
{
    if (from == over->count)
        return recipe_value(c, e, recipe, value);
    uint64_t sum = 0;
    uint32_t v = over->at[from];
    for (value[v] = 0; value[v] < c->size[v]; value[v]++)
        sum += sum_recipe(c, e, recipe, value, over, from + 1);
    return sum % PRIME;
}

static uint64_t
conditional_value(Case *c, const Estimand *e, const Factor *f, const uint32_t *value)
{
    uint32_t at[OBSERVED + LATENT] = {0}, heads = 0, givens = 0;
    for (size_t i = 0; i < f->any.count; i++)
        at[f->any.at[i]] = random_below(&c->r, c->size[f->any.at[i]]);
    for (size_t i = 0; i < f->heads.count + f->givens.count; i++) {
        bool head = i < f->heads.count;
        uint32_t x = head ? f->heads.at[i] : f->givens.at[i - f->heads.count];
        uint32_t v = e->vertex_of.at[x];
        at[v] = value[x];
        *(head ? &heads : &givens) |= UINT32_C(1) << v;
    }
    if (f->from == FROM_OBSERVED)
        return times(observed(c, heads | givens, at), inverse(observed(c, givens, at)));
    WireList above = {0}, below = {0};
    const Recipe *r = &e->recipes.at[f->from];
    for (size_t i = 0; i < r->heads.count; i++) {
        uint32_t v = r->heads.at[i];
        if (!((heads | givens) >> v & 1))
            array_push(&above, v);
        if (!(givens >> v & 1))
            array_push(&below, v);
    }
    uint64_t up = sum_recipe(c, e, f->from, at, &above, 0);
    uint64_t down = sum_recipe(c, e, f->from, at, &below, 0);
    array_clear(&above);
    array_clear(&below);
    return times(up, inverse(down));
}

static uint64_t
sum_bound(Case *c, const Estimand *e, const Recipe *r, uint32_t *value, size_t from)
{
    uint64_t result = from == r->bound.count;
    for (size_t i = 0; from == r->bound.count && i < r->factors.count && result; i++)
        result = times(result, conditional_value(c, e, &r->factors.at[i], value));
    if (from == r->bound.count)
        return result;
    uint32_t v = r->bound.at[from];
    for (value[v] = 0; value[v] < c->size[e->vertex_of.at[v]]; value[v]++)
        result += sum_bound(c, e, r, value, from + 1);
    return result % PRIME;
}

/* The recipe where its heads and inputs have these values. */
static uint64_t
recipe_value(Case *c, const Estimand *e, uint32_t recipe, const uint32_t *value)
{
    const Recipe *r = &e->recipes.at[recipe];
    uint32_t *at = memory_new(e->vertex_of.count, sizeof *at);
    for (size_t i = 0; i < r->heads.count; i++)
        at[r->heads.at[i]] = value[r->heads.at[i]];
    for (size_t i = 0; i < r->inputs.count; i++)
        at[r->inputs.at[i]] = value[r->inputs.at[i]];
    uint64_t result = sum_bound(c, e, r, at, 0);
    memory_free(at);
    return result;
}

/* ---- the text, read */

enum { BINDINGS = 200, NAME = 40 };

typedef struct Binding {
    char name[NAME]; /* as written */
    uint32_t vertex, value;
} Binding;

typedef struct Reading {
    Case *c;
    const char *text; /* all of it */
    const char *at;
    Binding bound[BINDINGS];
    size_t count, floor; /* names below the floor are another line's */
} Reading;

static bool
skips(Reading *r, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(r->at, word, n) != 0)
        return false;
    r->at += n;
    return true;
}

static void
expect(Reading *r, const char *word)
{
    ck_assert_msg(skips(r, word), "wanted '%s' at '%s' in %s", word, r->at, r->text);
}

/* A name as it is written: quotes and primes too. */
static void
read_name(Reading *r, char *name)
{
    const char *from = r->at;
    if (*r->at == '"')
        for (r->at++; *r->at != '"'; r->at++)
            r->at += *r->at == '\\';
    r->at += *r->at == '"';
    while (isalnum((unsigned char)*r->at) || *r->at == '_' || *r->at == '\'')
        r->at++;
    ck_assert_msg(r->at > from && r->at - from < NAME, "no name at '%s' in %s", from, r->text);
    memcpy(name, from, (size_t)(r->at - from));
    name[r->at - from] = '\0';
}

static bool
is_written(const Reading *r, uint32_t v, const char *text)
{
    Sink s;
    char quoted[NAME];
    sink_init(&s);
    word_write_name(r->c->name_of[v], &s);
    snprintf(quoted, sizeof quoted, "\"%s\"", r->c->name_of[v]);
    bool same = strcmp(sink_text(&s), text) == 0 || strcmp(quoted, text) == 0;
    sink_clear(&s);
    return same;
}

/* The vertex that is written so, or so without primes at its end. */
static uint32_t
read_vertex(const Reading *r, const char *name)
{
    char text[NAME];
    strcpy(text, name);
    for (;;) {
        for (uint32_t v = 0; v < r->c->seen; v++)
            if (is_written(r, v, text))
                return v;
        ck_assert_msg(text[strlen(text) - 1] == '\'', "no vertex %s in %s", name, r->text);
        text[strlen(text) - 1] = '\0';
    }
}

static void
bind(Reading *r, const char *name, uint32_t value)
{
    ck_assert(r->count < BINDINGS);
    Binding *b = &r->bound[r->count++];
    strcpy(b->name, name);
    b->vertex = read_vertex(r, name);
    b->value = value;
}

static const Binding *
lookup(const Reading *r, const char *name)
{
    for (size_t i = r->count; i > r->floor; i--)
        if (strcmp(r->bound[i - 1].name, name) == 0)
            return &r->bound[i - 1];
    ck_abort_msg("%s means nothing in %s", name, r->text);
    return NULL;
}

static uint64_t read_expression(Reading *r);
static uint64_t read_product(Reading *r);

/* Names up to `|`, `;` or `)`; their values and vertices.  How many. */
static size_t
read_names(Reading *r, const Binding **to)
{
    size_t count = 0;
    char name[NAME];
    while (strncmp(r->at, " | ", 3) != 0 && *r->at != ';' && *r->at != ')') {
        if (count > 0)
            expect(r, ", ");
        read_name(r, name);
        to[count++] = lookup(r, name);
    }
    return count;
}

static uint64_t
read_observed(Reading *r)
{
    const Binding *names[BINDINGS];
    uint32_t value[OBSERVED] = {0}, set = 0, given = 0;
    size_t heads = read_names(r, names);
    size_t count = skips(r, " | ") ? heads + read_names(r, names + heads) : heads;
    expect(r, ")");
    for (size_t i = 0; i < count; i++) {
        uint32_t bit = UINT32_C(1) << names[i]->vertex;
        ck_assert_msg(!(set & bit), "%s twice in a conditional: %s", names[i]->name, r->text);
        set |= bit;
        given |= i < heads ? 0 : bit;
        value[names[i]->vertex] = names[i]->value;
    }
    return times(observed(r->c, set, value), inverse(observed(r->c, given, value)));
}

static const char *
line_end(const char *at)
{
    return strchr(at, '\n') ? strchr(at, '\n') : at + strlen(at);
}

/* `for any` at the end of the line: what it names gets random values. */
static void
bind_any(Reading *r, const char *line)
{
    static const char words[] = "  for any ";
    const char *found = NULL, *back = r->at, *end = line_end(line);
    for (const char *at = line; at + sizeof words <= end; at++)
        found = strncmp(at, words, sizeof words - 1) == 0 ? at : found;
    char name[NAME];
    for (r->at = found ? found + sizeof words - 1 : end; r->at < end; skips(r, ", ")) {
        read_name(r, name);
        bind(r, name, random_below(&r->c->r, r->c->size[read_vertex(r, name)]));
    }
    r->at = back;
}

static uint64_t
read_line(Reading *r)
{
    bind_any(r, r->at);
    uint64_t value = read_expression(r);
    if (*r->at != '\n' && *r->at != '\0')
        expect(r, "  for any ");
    return value;
}

/* Q1(A | B; C), as it stands there. */
typedef struct Call {
    const char *line; /* that defines it, behind `where Q1(` */
    const Binding *names[BINDINGS];
    size_t heads, givens, count; /* the first ones; those after them; with the inputs */
    bool met[BINDINGS];
} Call;

/* The defining line's names, bound to what the call says of them; its other heads go through all
 * values.  Below: the call's heads are such as well. */
static uint64_t
read_called(Reading *r, Call *call, bool below)
{
    char name[NAME];
    if (skips(r, ") = "))
        return read_line(r);
    bool inputs = skips(r, "; ");
    skips(r, ", ");
    read_name(r, name);
    uint32_t v = read_vertex(r, name);
    for (size_t i = below ? call->heads : 0; i < call->count; i++)
        if (call->names[i]->vertex == v) {
            call->met[i] = true;
            bind(r, name, call->names[i]->value);
            return read_called(r, call, below);
        }
    ck_assert_msg(!inputs, "no word of the input %s in a call: %s", name, r->text);
    const char *from = r->at;
    uint64_t sum = 0;
    for (uint32_t value = 0; value < r->c->size[v]; value++) {
        size_t count = r->count;
        r->at = from;
        bind(r, name, value);
        sum += read_called(r, call, below);
        r->count = count;
    }
    return sum % PRIME;
}

/* The recipe's conditional, by the line that defines it. */
static uint64_t
call_value(Reading *r, Call *call)
{
    const char *back = r->at;
    size_t floor = r->floor, before = r->count;
    uint64_t value[2] = {1, 1};
    for (int below = 0; below < (call->givens ? 2 : 1); below++) {
        r->at = call->line;
        r->floor = before;
        value[below] = read_called(r, call, below);
        r->count = before;
    }
    for (size_t i = 0; i < call->count; i++)
        ck_assert_msg(call->met[i], "%s is none of a call's: %s", call->names[i]->name, r->text);
    r->floor = floor;
    r->at = back;
    return times(value[0], inverse(value[1]));
}

static uint64_t
read_call(Reading *r, const char *word)
{
    Call *call = memory_new(1, sizeof *call);
    char where[NAME * 2];
    call->heads = read_names(r, call->names);
    call->givens = skips(r, " | ") ? read_names(r, call->names + call->heads) : 0;
    call->count = call->heads + call->givens;
    if (skips(r, "; "))
        call->count += read_names(r, call->names + call->count);
    expect(r, ")");
    snprintf(where, sizeof where, "\n  where %s(", word);
    call->line = strstr(r->text, where);
    ck_assert_msg(call->line && !strstr(call->line + 1, where), "%s has no one line in %s", word,
                  r->text);
    call->line += strlen(where);
    uint64_t value = call_value(r, call);
    memory_free(call);
    return value;
}

/* The product that starts here, summed over the values of the names from `first` on. */
static uint64_t
read_summed(Reading *r, size_t first)
{
    if (first == r->count)
        return read_product(r);
    const char *from = r->at;
    size_t count = r->count;
    uint64_t sum = 0;
    Binding *b = &r->bound[first];
    for (b->value = 0; b->value < r->c->size[b->vertex]; b->value++) {
        r->at = from;
        sum += read_summed(r, first + 1);
        r->count = count;
    }
    return sum % PRIME;
}

static uint64_t
read_sum(Reading *r)
{
    size_t first = r->count;
    char name[NAME];
    bool braces = skips(r, "{");
    do {
        read_name(r, name);
        bind(r, name, 0);
    } while (braces && skips(r, ", "));
    expect(r, braces ? "} " : " ");
    uint64_t value = read_summed(r, first);
    r->count = first;
    return value;
}

static uint64_t
read_factor(Reading *r)
{
    if (skips(r, "(")) {
        uint64_t value = read_expression(r);
        expect(r, ")");
        return value;
    }
    if (skips(r, "sum_"))
        return read_sum(r);
    if (skips(r, "P("))
        return read_observed(r);
    char word[NAME];
    size_t n = 0;
    expect(r, "Q");
    word[n++] = 'Q';
    while (isdigit((unsigned char)*r->at))
        word[n++] = *r->at++;
    word[n] = '\0';
    expect(r, "(");
    return read_call(r, word);
}

static uint64_t
read_product(Reading *r)
{
    uint64_t value = read_factor(r);
    while (r->at[0] == ' ' && r->at[1] != ' ' && r->at[1] != '/') {
        r->at++;
        value = times(value, read_factor(r));
    }
    return value;
}

/* A product, or a ratio of two single things. */
static uint64_t
read_expression(Reading *r)
{
    uint64_t value = read_product(r);
    return skips(r, " / ") ? times(value, inverse(read_factor(r))) : value;
}

static uint64_t
text_value(Case *c, const char *text, const Recipe *root, const uint32_t *value)
{
    Reading *r = memory_new(1, sizeof *r);
    *r = (Reading){.c = c, .text = text, .at = text};
    for (size_t i = 0; i < root->heads.count + root->inputs.count; i++) {
        Sink s;
        uint32_t v =
            i < root->heads.count ? root->heads.at[i] : root->inputs.at[i - root->heads.count];
        sink_init(&s);
        word_write_name(c->name_of[v], &s);
        bind(r, sink_text(&s), value[v]);
        sink_clear(&s);
    }
    uint64_t result = read_line(r);
    memory_free(r);
    return result;
}

/* ---- the law */

static void
check_estimand(Case *c, const Estimand *e, const uint32_t *value, const char *what)
{
    Sink text;
    sink_init(&text);
    ck_assert(estimand_is_sound(e));
    formula_write(e, &(FormulaNames){.name_of = c->name_of, .form = FORMULA_TEXT}, &text);
    uint32_t last = (uint32_t)e->recipes.count - 1;
    uint64_t right = truth(c, value);
    ck_assert_msg(recipe_value(c, e, last, value) == right, "%s: %s", what, sink_text(&text));
    ck_assert_msg(text_value(c, sink_text(&text), &e->recipes.at[last], value) == right,
                  "as text, %s: %s", what, sink_text(&text));
    sink_clear(&text);
}

START_TEST(law_text_is_estimand_is_surgery)
{
    Case c;
    for (int k = 0; k < CASES; k++) {
        if (case_init(&c, _i * CASES + k)) {
            uint32_t value[OBSERVED + LATENT] = {0};
            for (int i = 0; i < 2; i++) {
                for (uint32_t v = 0; v < c.seen; v++)
                    value[v] = random_below(&c.r, c.size[v]);
                check_estimand(&c, &c.i.estimand, value, "as identified");
                check_estimand(&c, &c.simple, value, "simplified");
                check_estimand(&c, &c.less, value, "without what it does not need");
                if (c.ground.kind != GROUND_GENERAL)
                    check_estimand(&c, &c.ground.estimand, value, "by a criterion");
            }
        }
        case_clear(&c);
    }
}
END_TEST

/* ---- the questions behind it */

/* Of each vertex the list it is in, or in none. */
static void
random_lists(Case *c, WireList lists[3])
{
    for (uint32_t v = 0; v < c->m.vertices.count; v++) {
        uint32_t in = random_below(&c->r, 5);
        if (in < 3)
            array_push(&lists[in], v);
    }
}

static void
check_ball(Case *c, BayesBall *ball, WireList lists[3])
{
    WireList one = {0}, rest = {0};
    const WireList *from = &lists[0], *to = &lists[1], *given = &lists[2];
    for (size_t i = 0; i < to->count; i++) {
        one.count = 0;
        array_push(&one, to->at[i]);
        bayes_ball_run(ball, from, to, given);
        ck_assert(bayes_ball_has_met(ball, to->at[i]) != separated(&c->g, NULL, from, &one, given));
    }
    for (size_t i = 0; i < given->count; i++) {
        one.count = rest.count = 0;
        array_push(&one, given->at[i]);
        for (size_t k = 0; k < given->count; k++)
            if (k != i)
                array_push(&rest, given->at[k]);
        bayes_ball_run(ball, from, &(WireList){0}, given);
        ck_assert(bayes_ball_has_met(ball, given->at[i]) !=
                  separated(&c->g, NULL, from, &one, &rest));
    }
    array_clear(&one);
    array_clear(&rest);
}

START_TEST(law_ball_is_separation)
{
    for (int k = 0; k < CASES; k++) {
        Case c = {.r = random_start((uint64_t)(_i * CASES + k))};
        BayesBall ball;
        random_vertices(&c);
        sort_model(&c);
        graph_make(&c.g, &c.m);
        bayes_ball_init(&ball, &c.g);
        for (int i = 0; i < 20; i++) {
            WireList lists[3] = {{0}};
            random_lists(&c, lists);
            check_ball(&c, &ball, lists);
            for (int l = 0; l < 3; l++)
                array_clear(&lists[l]);
        }
        bayes_ball_clear(&ball);
        case_clear(&c);
    }
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("estimand");
    TCase *t = tcase_create("laws");
    tcase_add_loop_test(t, law_text_is_estimand_is_surgery, 0, ROUNDS);
    tcase_add_loop_test(t, law_ball_is_separation, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
