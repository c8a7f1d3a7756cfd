/* estimand.c -- estimands as data; see estimand.h. */
#include "diagram/estimand.h"

void
factor_clear(Factor *f)
{
    array_clear(&f->heads);
    array_clear(&f->givens);
    array_clear(&f->any);
}

void
recipe_clear(Recipe *r)
{
    array_clear(&r->heads);
    array_clear(&r->inputs);
    array_clear(&r->bound);
    for (size_t i = 0; i < r->factors.count; i++)
        factor_clear(&r->factors.at[i]);
    array_clear(&r->factors);
}

void
recipe_swap(Recipe *a, Recipe *b)
{
    Recipe r = *a;
    *a = *b;
    *b = r;
}

void
estimand_clear(Estimand *e)
{
    for (size_t i = 0; i < e->recipes.count; i++)
        recipe_clear(&e->recipes.at[i]);
    array_clear(&e->recipes);
    array_clear(&e->vertex_of);
    *e = (Estimand){0};
}

void
estimand_swap(Estimand *a, Estimand *b)
{
    Estimand e = *a;
    *a = *b;
    *b = e;
}

static void
factor_set(Factor *to, const Factor *f)
{
    to->from = f->from;
    array_set(&to->heads, &f->heads);
    array_set(&to->givens, &f->givens);
    array_set(&to->any, &f->any);
}

void
recipe_set(Recipe *to, const Recipe *r)
{
    Recipe made = {.given = r->given};
    array_set(&made.heads, &r->heads);
    array_set(&made.inputs, &r->inputs);
    array_set(&made.bound, &r->bound);
    for (size_t i = 0; i < r->factors.count; i++) {
        Factor f = {0};
        factor_set(&f, &r->factors.at[i]);
        array_push(&made.factors, f);
    }
    recipe_clear(to);
    *to = made;
}

void
estimand_set(Estimand *to, const Estimand *e)
{
    Estimand made = {.vertices = e->vertices};
    array_set(&made.vertex_of, &e->vertex_of);
    for (size_t i = 0; i < e->recipes.count; i++) {
        Recipe r = {0};
        recipe_set(&r, &e->recipes.at[i]);
        array_push(&made.recipes, r);
    }
    estimand_clear(to);
    *to = made;
}

bool
factor_is_made(const Estimand *e, const Factor *f)
{
    return f->from != FROM_OBSERVED && !e->recipes.at[f->from].given;
}

uint32_t
estimand_add_variable(Estimand *e, uint32_t vertex)
{
    array_push(&e->vertex_of, vertex);
    return (uint32_t)e->vertex_of.count - 1;
}

void
estimand_uses(WireList *to, const Estimand *e, uint32_t recipe)
{
    to->count = 0;
    array_add_zeroed(to, (size_t)recipe + 1);
    to->at[recipe] = 1;
    for (size_t i = to->count; i > 0; i--) {
        const Recipe *r = &e->recipes.at[i - 1];
        for (size_t k = 0; to->at[i - 1] > 0 && k < r->factors.count; k++)
            if (r->factors.at[k].from != FROM_OBSERVED)
                to->at[r->factors.at[k].from]++;
    }
}

size_t
estimand_size(const Estimand *e)
{
    size_t size = 0;
    for (size_t i = 0; i < e->recipes.count; i++)
        for (size_t k = 0; k < e->recipes.at[i].factors.count; k++) {
            const Factor *f = &e->recipes.at[i].factors.at[k];
            size += f->heads.count + f->givens.count + f->any.count;
        }
    return size;
}

/* ---- the promises ---- */

/* Marks of a recipe under inspection, one a variable; undone afterwards. */
enum { INPUT = 1, HEAD = 2, BOUND = 4 };

static bool
all_vertices(const Estimand *e, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] >= e->vertices)
            return false;
    return true;
}

/* Are the ends of a factor ends of the recipe it is from? */
static bool
fits(const Estimand *e, const Factor *f)
{
    if (f->from == FROM_OBSERVED)
        return f->any.count == 0;
    const Recipe *r = &e->recipes.at[f->from];
    size_t inputs = f->any.count;
    for (size_t i = 0; i < f->heads.count; i++)
        if (!wires_has(&r->heads, e->vertex_of.at[f->heads.at[i]]))
            return false;
    for (size_t i = 0; i < f->givens.count; i++) {
        uint32_t v = e->vertex_of.at[f->givens.at[i]];
        bool input = wires_has(&r->inputs, v);
        inputs += input;
        if (!input && !wires_has(&r->heads, v))
            return false;
    }
    for (size_t i = 0; i < f->any.count; i++)
        if (!wires_has(&r->inputs, f->any.at[i]))
            return false;
    return inputs == r->inputs.count;
}

static bool
mark_all(uint8_t *mark, const WireList *list, uint8_t as)
{
    for (size_t i = 0; i < list->count; i++) {
        if (mark[list->at[i]] & as)
            return false;
        mark[list->at[i]] |= as;
    }
    return true;
}

static bool
factor_is_sound(uint8_t *mark, const Estimand *e, uint32_t recipe, const Factor *f)
{
    if (f->from != FROM_OBSERVED && f->from >= recipe)
        return false;
    for (size_t i = 0; i < f->givens.count; i++)
        if (!(mark[f->givens.at[i]] & (INPUT | HEAD)))
            return false;
    for (size_t i = 0; i < f->heads.count; i++)
        if (mark[f->heads.at[i]] & INPUT)
            return false;
    return f->heads.count && mark_all(mark, &f->heads, HEAD) && fits(e, f);
}

static bool
recipe_is_sound(uint8_t *mark, const Estimand *e, uint32_t recipe)
{
    const Recipe *r = &e->recipes.at[recipe];
    size_t heads = 0;
    if (!all_vertices(e, &r->heads) || !all_vertices(e, &r->inputs) || !r->heads.count)
        return false;
    bool sound = mark_all(mark, &r->inputs, INPUT);
    if (r->given)
        return sound && r->heads.count == 1 && !(mark[r->heads.at[0]] & INPUT) &&
               !r->bound.count && !r->factors.count;
    for (size_t i = 0; sound && i < r->factors.count; i++) {
        sound = factor_is_sound(mark, e, recipe, &r->factors.at[i]);
        heads += r->factors.at[i].heads.count;
    }
    for (size_t i = 0; sound && i < r->bound.count; i++)
        sound = (mark[r->bound.at[i]] & HEAD) != 0;
    for (size_t i = 0; sound && i < r->heads.count; i++)
        sound = (mark[r->heads.at[i]] & HEAD) != 0;
    return sound && mark_all(mark, &r->bound, BOUND) && mark_all(mark, &r->heads, BOUND) &&
           heads == r->bound.count + r->heads.count;
}

bool
estimand_is_sound(const Estimand *e)
{
    bool sound = e->recipes.count > 0 && e->vertex_of.count >= e->vertices;
    uint8_t *mark = memory_new(e->vertex_of.count + 1, sizeof *mark);
    for (uint32_t i = 0; sound && i < e->recipes.count; i++) {
        memset(mark, 0, e->vertex_of.count);
        sound = recipe_is_sound(mark, e, i);
    }
    memory_free(mark);
    return sound;
}
