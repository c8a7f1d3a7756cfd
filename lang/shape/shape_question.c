/* shape_question.c -- questions about the shape of a model, read; see shape_question.h. */
#include "lang/shape/shape_question.h"

#include "lang/class/class_doubt.h"
#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/session/define.h"
#include "lang/session/loss.h"
#include "lang/shape/complain_shape.h"

#include <string.h>

/* ---- reading ---- */

#define SHAPE_WORD(kind, word, usage) [SHAPE_##kind] = word,

static const char *const words[] = {SHAPE_WORDS(SHAPE_WORD)};

#undef SHAPE_WORD

static ShapeWord
shape_word(Name name)
{
    ShapeWord word = SHAPE_NONE;
    for (size_t i = 1; i < sizeof words / sizeof *words; i++)
        if (strcmp(name, words[i]) == 0)
            word = (ShapeWord)i;
    return word;
}

bool
shape_complain_form(const ShapeQuestion *q)
{
    return complain_call(q->s, q->node);
}

void
shape_question_clear(ShapeQuestion *q)
{
    value_clear(&q->own[0]);
    value_clear(&q->own[1]);
    graph_clear(&q->graph);
    array_clear(&q->x);
    array_clear(&q->y);
    array_clear(&q->z);
    array_clear(&q->instrument);
    array_clear(&q->doubt);
    set_rules_clear(&q->rules);
    *q = (ShapeQuestion){0};
}

/* Of a class of models one of its members: they imply the same. */
static bool
read_model(Session *s, Value *to, const Node *n)
{
    Value v = {0};
    if (!elaborate(s, &v, n))
        return false;
    const ModelClass *c = class_in(&v);
    bool ok = c || v.kind == VALUE_MODEL || complain_wanted(&s->complain, n->at, "a model", &v);
    if (c) {
        value_clear(to);
        to->kind = VALUE_MODEL;
        model_set(&to->model, &c->member);
    } else if (ok) {
        value_swap(to, &v);
    }
    value_clear(&v);
    return ok;
}

static bool
read_models(ShapeQuestion *q, uint32_t count)
{
    const Node *args = q->node->kids[1];
    if (q->node->count > 2 || args->count != count)
        return shape_complain_form(q);
    for (uint32_t i = 0; i < count; i++)
        if (!read_model(q->s, &q->own[i], args->kids[i]))
            return false;
    q->model = &q->own[0].model;
    q->other = &q->own[1].model;
    return true;
}

/* Is its answer the same in all members of a class, or told of all of them? */
static bool
is_of_class(ShapeWord word)
{
    return word == SHAPE_INDEPENDENT || word == SHAPE_SEPARATOR || word == SHAPE_BLANKET ||
           word == SHAPE_ADJUSTS || word == SHAPE_ADJUSTMENT;
}

static bool
read_context(ShapeQuestion *q)
{
    const Context *c = q->s->asked;
    if (c->kind == CONTEXT_NONE)
        return !loss_has_context(q->s, q->node->at) &&
               complain_no_model(&q->s->complain, q->node->at);
    if (c->kind == CONTEXT_STATE)
        return complain_shape_of_state(&q->s->complain, q->node->at, c->name);
    q->model = &c->shape;
    q->s->consulted |= CONSULTED_SHAPE;
    q->class = class_in(c->kind == CONTEXT_CLASS ? &c->state : &c->class);
    if (!q->class)
        return true;
    return is_of_class(q->word) || complain_asked_of_class(&q->s->complain, q->node->at,
                                                           q->node->kids[0]->text, c->name);
}

/* The set that each variable stands in, by the place of the set in the ShapeQuestion. */
typedef struct ShapeReader {
    ShapeQuestion *q;
    Map set_of;
    bool latents; /* may be asked */
} ShapeReader;

static bool
add_variable(ShapeReader *r, WireList *to, Name name, Span at)
{
    Session *s = r->q->s;
    uint32_t v;
    uint64_t before;
    if (!model_find(r->q->model, name, &v))
        return complain_unknown_vertex(&s->complain, at, r->q->model, name);
    if (map_find(&r->set_of, v, &before))
        return before == map_key(to) ? complain_asked_twice(&s->complain, at, name)
                                     : complain_sets_overlap(&s->complain, at, name);
    const Vertex *x = &r->q->model->vertices.at[v];
    if (x->latent && !x->open && !r->latents)
        return complain_latent_in_shape(&s->complain, at, name, r->q->node->kids[0]->text);
    map_set_at(&r->set_of, v, map_key(to));
    array_push(to, v);
    return true;
}

/* X, or {X, Y}. */
static bool
read_set(ShapeReader *r, WireList *to, const Node *n)
{
    if (n->kind == NODE_NAME || n->kind == NODE_STRING)
        return add_variable(r, to, n->text, n->at);
    if (n->kind != NODE_SET)
        return complain_not_a_name(&r->q->s->complain, n->at);
    for (uint32_t i = 0; i < n->label_count; i++)
        if (!add_variable(r, to, n->labels[i].text, n->labels[i].at))
            return false;
    return true;
}

static bool
read_some(ShapeReader *r, WireList *to, const Node *n)
{
    return read_set(r, to, n) && (to->count || complain_no_variable(&r->q->s->complain, n->at));
}

/* `| W` behind the question. */
static bool
read_given(ShapeReader *r)
{
    const Node *n = r->q->node;
    bool ok = true;
    for (uint32_t i = 0; ok && n->count > 2 && i < n->kids[2]->count; i++)
        ok = read_set(r, &r->q->z, n->kids[2]->kids[i]);
    return ok;
}

/* `with A`, `without B`: each once, and not empty. */
static bool
read_having(ShapeReader *r, const Node *n)
{
    bool without = strcmp(n->text, "without") == 0;
    WireList *to = without ? &r->q->rules.without : &r->q->rules.with;
    if (to->count || (!without && r->q->word == SHAPE_INSTRUMENTS))
        return shape_complain_form(r->q);
    return read_some(r, to, n->kids[0]);
}

/* Which sets are asked for, behind X and Y: `with A`, `without B`, and `all` or `optimal`. */
static bool
read_rules(ShapeReader *r, uint32_t first)
{
    ShapeQuestion *q = r->q;
    const Node *args = q->node->kids[1];
    bool ok = true, latents = r->latents;
    r->latents = false;
    for (uint32_t i = first; ok && i < args->count; i++) {
        const Node *n = args->kids[i];
        bool *said = n->kind != NODE_NAME               ? NULL
                     : q->word == SHAPE_INSTRUMENTS     ? NULL
                     : strcmp(n->text, "all") == 0      ? &q->rules.all
                     : q->word == SHAPE_SEPARATOR       ? NULL
                     : strcmp(n->text, "optimal") == 0  ? &q->optimal
                                                        : NULL;
        if (n->kind == NODE_HAVING)
            ok = read_having(r, n);
        else if (!said || q->rules.all || q->optimal)
            ok = shape_complain_form(q);
        else
            *said = true;
    }
    r->latents = latents;
    return ok;
}

/* X, Y | Z; a separator is asked for without Z. */
static bool
read_pair(ShapeReader *r)
{
    const Node *n = r->q->node, *sides = n->kids[1];
    bool separator = r->q->word == SHAPE_SEPARATOR;
    if (separator ? sides->count < 2 || n->count > 2 : sides->count != 2)
        return shape_complain_form(r->q);
    return read_some(r, &r->q->x, sides->kids[0]) && read_some(r, &r->q->y, sides->kids[1]) &&
           read_given(r) && read_rules(r, 2);
}

static bool
read_arrow(ShapeReader *r, const Node *arrow)
{
    return read_some(r, &r->q->x, arrow->kids[0]) && read_some(r, &r->q->y, arrow->kids[1]);
}

/* X -> Y, and before it what `adjusts` adjusts for. */
static bool
read_effect(ShapeReader *r)
{
    ShapeQuestion *q = r->q;
    const Node *args = q->node->kids[1];
    uint32_t last = q->word == SHAPE_ADJUSTS;
    bool more = q->word == SHAPE_ADJUSTMENT ? args->count < 1 : args->count != last + 1;
    if (q->node->count > 2 || more || args->kids[last]->kind != NODE_ARROW)
        return shape_complain_form(q);
    return (!last || read_set(r, &q->z, args->kids[0])) && read_arrow(r, args->kids[last]) &&
           read_rules(r, last + 1);
}

/* X -> Y; or Z, X -> Y | W: is Z an instrument given W? */
static bool
read_instruments(ShapeReader *r)
{
    ShapeQuestion *q = r->q;
    const Node *args = q->node->kids[1];
    uint32_t last = args->count && args->kids[0]->kind != NODE_ARROW;
    bool listed = !last && q->node->count == 2;
    if (args->count <= last || (!listed && (args->count > 2 || !last)) ||
        args->kids[last]->kind != NODE_ARROW)
        return shape_complain_form(q);
    bool ok = (!last || read_some(r, &q->instrument, args->kids[0])) &&
              read_arrow(r, args->kids[last]) && read_given(r) && read_rules(r, last + 1);
    bool single = q->x.count == 1 && q->y.count == 1 && q->instrument.count <= 1;
    return ok && (single || complain_one_on_each_side(&q->s->complain, args->at));
}

static bool
read_variables(ShapeQuestion *q)
{
    if (!read_context(q))
        return false;
    const Node *n = q->node;
    bool kin = q->word >= SHAPE_ANCESTORS && q->word <= SHAPE_BLANKET;
    bool pair = q->word >= SHAPE_INDEPENDENT && q->word <= SHAPE_SEPARATOR;
    ShapeReader r = {.q = q, .latents = kin || pair};
    bool ok;
    if (pair)
        ok = read_pair(&r);
    else if (q->word == SHAPE_INSTRUMENTS)
        ok = read_instruments(&r);
    else if (!kin)
        ok = read_effect(&r);
    else if (n->count > 2 || n->kids[1]->count != 1)
        ok = shape_complain_form(q);
    else
        ok = read_some(&r, &q->x, n->kids[1]->kids[0]);
    if (ok && q->word == SHAPE_BLANKET && q->x.count > 1)
        ok = shape_complain_form(q);
    map_clear(&r.set_of);
    return ok;
}

bool
shape_read(ShapeQuestion *q, Session *s, const Node *call)
{
    *q = (ShapeQuestion){.s = s, .node = call, .word = shape_word(call->kids[0]->text)};
    bool of_models = q->word == SHAPE_COMPONENTS || q->word == SHAPE_IMPLICATIONS ||
                     q->word == SHAPE_ESSENTIAL || q->word == SHAPE_EQUIVALENT;
    if (!(of_models ? read_models(q, q->word == SHAPE_EQUIVALENT ? 2 : 1) : read_variables(q)))
        return false;
    graph_make(&q->graph, q->model);
    bool effect = q->word == SHAPE_ADJUSTS || q->word == SHAPE_ADJUSTMENT;
    return !q->class || !effect ||
           class_find_doubt(s, &q->doubt, q->class, &q->x, &q->y, call->at);
}

bool
shape_match(ShapeQuestion *q, WireList *map)
{
    const Node *args = q->node->kids[1];
    const Model *side[] = {q->model, q->other};
    array_add_zeroed(map, q->model->vertices.count);
    for (int i = 0; i < 2; i++) {
        const Model *a = side[i], *b = side[1 - i];
        for (size_t v = 0; v < a->vertices.count; v++) {
            const Vertex *x = &a->vertices.at[v];
            uint32_t found;
            if (x->latent && !x->open)
                continue;
            if (!model_find(b, x->name, &found) ||
                (b->vertices.at[found].latent && !b->vertices.at[found].open))
                return complain_other_variables(&q->s->complain, args->kids[1 - i]->at, x->name,
                                                a->name, b->name);
            if (!i)
                map->at[v] = found;
        }
    }
    return true;
}
