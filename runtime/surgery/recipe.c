/* recipe.c -- estimands as diagrams over conditionals of a state; see recipe.h.
 *
 * Recipes become diagrams in their order, those that are needed.  A factor becomes a box; factors
 * that say the same conditional share it. */
#include "surgery/recipe.h"

#include <assert.h>

typedef struct KnownBox {
    const Factor *factor;
    const Box *box;
} KnownBox;

typedef struct RecipeBuilder {
    const Estimand *e;
    const ObservedState *observed;
    Conditionals *conditionals;
    Signature *signature;
    Names *names;
    Diagram *of;     /* of each recipe */
    uint32_t *place; /* scratch: vertex -> place in a recipe's heads or inputs, or UINT32_MAX */
    Map known_of;    /* hash of a factor -> place in known */
    ARRAY(KnownBox) known;
} RecipeBuilder;

/* ---- names ---- */

static void
write_list(const RecipeBuilder *m, const WireList *list, Sink *out)
{
    for (size_t i = 0; i < list->count; i++) {
        Name name = m->observed->name_of[m->e->vertex_of.at[list->at[i]]];
        sink_put(out, i ? ", " : "");
        word_write_name(name, out);
    }
}

/* P(C | S, T); Q[X, Y](Y | X) for a conditional of the recipe with heads X, Y.  The givens stand in
 * the order in which the box reads them. */
static Name
factor_name(const RecipeBuilder *m, const Factor *f, const WireList *reads)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, f->from == FROM_OBSERVED ? "P" : "Q[");
    if (f->from != FROM_OBSERVED) {
        write_list(m, &m->e->recipes.at[f->from].heads, &text);
        sink_put(&text, "]");
    }
    sink_put(&text, "(");
    write_list(m, &f->heads, &text);
    sink_put(&text, reads->count ? " | " : "");
    write_list(m, reads, &text);
    sink_put(&text, ")");
    return names_take(m->names, &text);
}

/* ---- boxes ---- */

static uint64_t
hash_list(const RecipeBuilder *m, const WireList *list, uint64_t h)
{
    for (size_t i = 0; i < list->count; i++)
        h = hash_number(h ^ (m->e->vertex_of.at[list->at[i]] + 1));
    return hash_number(h);
}

static uint64_t
hash_factor(const RecipeBuilder *m, const Factor *f)
{
    return hash_list(m, &f->givens, hash_list(m, &f->heads, f->from));
}

static bool
same_vertices(const RecipeBuilder *m, const WireList *a, const WireList *b)
{
    const uint32_t *v = m->e->vertex_of.at;
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = v[a->at[i]] == v[b->at[i]];
    return same;
}

static const Box *
find_known(const RecipeBuilder *m, const Factor *f, uint64_t hash)
{
    uint64_t at;
    if (!map_find(&m->known_of, hash, &at))
        return NULL;
    const Factor *k = m->known.at[at].factor;
    bool same = k->from == f->from && same_vertices(m, &k->heads, &f->heads) &&
                same_vertices(m, &k->givens, &f->givens);
    return same ? m->known.at[at].box : NULL;
}

static const Box *
observed_box(RecipeBuilder *m, const Factor *f)
{
    WireList givens = {0}, heads = {0};
    for (size_t i = 0; i < f->givens.count; i++)
        array_push(&givens, m->observed->output_of[m->e->vertex_of.at[f->givens.at[i]]]);
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&heads, m->observed->output_of[m->e->vertex_of.at[f->heads.at[i]]]);
    const Box *box = conditional_box(m->conditionals, m->signature, m->observed->state, &givens,
                                     &heads, 0, factor_name(m, f, &f->givens));
    array_clear(&heads);
    array_clear(&givens);
    return box;
}

static void
mark_places(RecipeBuilder *m, const WireList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        m->place[list->at[i]] = i;
}

static void
unmark_places(RecipeBuilder *m, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        m->place[list->at[i]] = UINT32_MAX;
}

/* The recipe's diagram with these outputs, and with its inputs in this order: the ones given, then
 * the ones that cannot matter; of these the unread ones are left out.  Returns how many stay. */
static size_t
part_diagram(RecipeBuilder *m, Diagram *to, const Diagram *whole, const WireList *outputs,
             const WireList *inputs, size_t given)
{
    Diagram part = {0}, d = {0};
    size_t any = 0;
    marginal(&part, whole, outputs);
    bool *used = diagram_used(&part);
    uint32_t *in = memory_new(part.inputs.count, sizeof *in);
    uint32_t *out = memory_new(part.outputs.count, sizeof *out);
    for (size_t i = 0; i < inputs->count; i++) {
        const End *end = &part.inputs.at[inputs->at[i]];
        const Type *type = part.wires.at[end->wire];
        bool keep = i < given || used[end->wire];
        any += keep && i >= given;
        in[inputs->at[i]] = keep ? diagram_add_input(&d, type, end->name)
                                 : diagram_add_uniform(&d, m->signature->uniform, type, 0);
    }
    diagram_add(&d, &part, in, out);
    for (size_t i = 0; i < part.outputs.count; i++)
        diagram_add_output(&d, out[i], part.outputs.at[i].name);
    diagram_prune(&d);
    memory_free(out);
    memory_free(in);
    memory_free(used);
    diagram_clear(&part);
    diagram_swap(to, &d);
    diagram_clear(&d);
    return any;
}

/* The factor's givens in the order in which its box reads them: first what is conditioned on, then
 * the inputs. */
static void
order_reads(RecipeBuilder *m, const Factor *f, WireList *reads)
{
    const WireList *heads = &m->e->recipes.at[f->from].heads;
    mark_places(m, heads);
    reads->count = 0;
    for (int inputs = 0; inputs < 2; inputs++)
        for (size_t i = 0; i < f->givens.count; i++) {
            uint32_t v = m->e->vertex_of.at[f->givens.at[i]];
            if ((m->place[v] == UINT32_MAX) == (inputs == 1))
                array_push(reads, f->givens.at[i]);
        }
    unmark_places(m, heads);
}

static const Box *
recipe_box(RecipeBuilder *m, const Factor *f, const WireList *reads)
{
    const Recipe *r = &m->e->recipes.at[f->from];
    const uint32_t *vertex = m->e->vertex_of.at;
    WireList givens = {0}, heads = {0}, inputs = {0}, outputs = {0};
    size_t read = 0;
    mark_places(m, &r->heads);
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&outputs, m->place[vertex[f->heads.at[i]]]);
    for (; read < reads->count && m->place[vertex[reads->at[read]]] != UINT32_MAX; read++)
        array_push(&outputs, m->place[vertex[reads->at[read]]]);
    unmark_places(m, &r->heads);
    mark_places(m, &r->inputs);
    for (; read < reads->count; read++)
        array_push(&inputs, m->place[vertex[reads->at[read]]]);
    size_t given = inputs.count;
    for (size_t i = 0; i < f->any.count; i++)
        array_push(&inputs, m->place[f->any.at[i]]);
    unmark_places(m, &r->inputs);

    Diagram d = {0};
    size_t any = part_diagram(m, &d, &m->of[f->from], &outputs, &inputs, given);
    for (uint32_t i = 0; i < outputs.count; i++)
        array_push(i < f->heads.count ? &heads : &givens, i);
    const Box *box =
        conditional_box(m->conditionals, m->signature, &d, &givens, &heads, any,
                        factor_name(m, f, reads));
    diagram_clear(&d);
    array_clear(&outputs);
    array_clear(&inputs);
    array_clear(&heads);
    array_clear(&givens);
    return box;
}

/* The factor's box, and in which order that reads the givens. */
static const Box *
factor_box(RecipeBuilder *m, const Factor *f, WireList *reads)
{
    uint64_t hash = hash_factor(m, f);
    const Box *box = find_known(m, f, hash);
    if (f->from == FROM_OBSERVED)
        array_set(reads, &f->givens);
    else
        order_reads(m, f, reads);
    if (box)
        return box;
    box = f->from == FROM_OBSERVED ? observed_box(m, f) : recipe_box(m, f, reads);
    map_set_at(&m->known_of, hash, m->known.count);
    array_push(&m->known, ((KnownBox){f, box}));
    return box;
}

/* ---- diagrams ---- */

/* The mechanism of a plan, which reads its vertex's parents; what is not given cannot matter. */
static void
add_plan(RecipeBuilder *m, Diagram *d, const Factor *f, uint32_t *wire_of)
{
    uint32_t v = m->e->vertex_of.at[f->heads.at[0]];
    const Vertex *x = &m->observed->plans->vertices.at[v];
    WireList in = {0};
    for (size_t i = 0; i < f->givens.count; i++)
        m->place[m->e->vertex_of.at[f->givens.at[i]]] = wire_of[f->givens.at[i]];
    for (size_t i = 0; i < x->parents.count; i++) {
        uint32_t wire = m->place[x->parents.at[i]];
        const Type *type = x->mechanism.wires.at[x->mechanism.inputs.at[i].wire];
        array_push(&in, wire != UINT32_MAX
                            ? wire
                            : diagram_add_uniform(d, m->signature->uniform, type, 0));
    }
    unmark_places(m, &x->parents);
    diagram_add(d, &x->mechanism, in.at, &wire_of[f->heads.at[0]]);
    array_clear(&in);
}

static void
add_factor(RecipeBuilder *m, Diagram *d, const Factor *f, uint32_t *wire_of)
{
    WireList reads = {0};
    if (f->from != FROM_OBSERVED && m->e->recipes.at[f->from].given) {
        add_plan(m, d, f, wire_of);
        return;
    }
    const Box *box = factor_box(m, f, &reads);
    for (size_t i = 0; i < reads.count; i++)
        reads.at[i] = wire_of[reads.at[i]];
    uint32_t wire = diagram_add_box(d, box, reads.at, 0);
    for (size_t i = 0; i < f->heads.count; i++)
        wire_of[f->heads.at[i]] = wire + (uint32_t)i;
    array_clear(&reads);
}

static const Type *
vertex_type(const RecipeBuilder *m, uint32_t v)
{
    const Diagram *state = m->observed->state;
    return state->wires.at[state->outputs.at[m->observed->output_of[v]].wire];
}

static void
make_recipe(RecipeBuilder *m, uint32_t recipe, uint32_t *wire_of)
{
    const Recipe *r = &m->e->recipes.at[recipe];
    Diagram *d = &m->of[recipe];
    for (size_t i = 0; i < r->inputs.count; i++) {
        uint32_t v = r->inputs.at[i];
        wire_of[v] = diagram_add_input(d, vertex_type(m, v), m->observed->name_of[v]);
    }
    for (size_t i = 0; i < r->factors.count; i++)
        add_factor(m, d, &r->factors.at[i], wire_of);
    for (size_t i = 0; i < r->heads.count; i++) {
        uint32_t v = r->heads.at[i];
        diagram_add_output(d, wire_of[v], m->observed->name_of[v]);
    }
}

void
recipe_diagram(Diagram *to, const Estimand *e, uint32_t recipe, const ObservedState *o,
               Conditionals *c, Signature *s, Names *names)
{
    RecipeBuilder m = {.e = e, .observed = o, .conditionals = c, .signature = s, .names = names};
    WireList uses = {0};
    assert(recipe < e->recipes.count);
    m.of = memory_new(recipe + 1, sizeof *m.of);
    m.place = memory_new(e->vertices, sizeof *m.place);
    memset(m.place, 0xff, e->vertices * sizeof *m.place);
    uint32_t *wire_of = memory_new(e->vertex_of.count, sizeof *wire_of);
    estimand_uses(&uses, e, recipe);
    for (uint32_t i = 0; i <= recipe; i++)
        if (uses.at[i] > 0 && !e->recipes.at[i].given)
            make_recipe(&m, i, wire_of);
    diagram_swap(to, &m.of[recipe]);
    for (uint32_t i = 0; i <= recipe; i++)
        diagram_clear(&m.of[i]);
    array_clear(&uses);
    memory_free(wire_of);
    memory_free(m.place);
    memory_free(m.of);
    array_clear(&m.known);
    map_clear(&m.known_of);
}
