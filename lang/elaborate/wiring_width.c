/* wiring_width.c -- how many wires a part reads and gives, and of which types; see wiring_width.h.
 */
#include "lang/elaborate/wiring_width.h"

#include "lang/elaborate/ket.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/type.h"

WiringWord
wiring_word(Name name)
{
    static const char *const words[] = {"", "id", "copy", "discard", "swap", "uniform"};
    for (int i = 1; i < (int)(sizeof words / sizeof *words); i++)
        if (strcmp(name, words[i]) == 0)
            return (WiringWord)i;
    return WORD_NONE;
}

bool
is_wiring_word(Name name)
{
    return wiring_word(name) != WORD_NONE;
}

void
wiring_clear(Wiring *w)
{
    for (size_t i = 0; i < w->parts.count; i++)
        diagram_clear(&w->parts.at[i]);
    array_clear(&w->parts);
    array_clear(&w->names);
    map_clear(&w->part_of);
}

WiringWord
node_wiring_word(const Session *s, const Node *n)
{
    const Node *f = n->kind == NODE_INDEX ? n->kids[0] : n;
    if (f->kind != NODE_NAME || session_find(s, f->text))
        return WORD_NONE;
    return wiring_word(f->text);
}

bool
is_composite(const Session *s, const Node *n)
{
    if (n->kind == NODE_PRODUCT)
        return !looks_like_number(s, n->kids[0]) && !looks_like_number(s, n->kids[n->count - 1]);
    return n->kind == NODE_THEN || (n->kind == NODE_POWER && !looks_like_number(s, n->kids[0]));
}

bool
wiring_part(Wiring *w, const Node *n, size_t *to)
{
    uint64_t found;
    if (map_find(&w->part_of, map_key(n), &found)) {
        *to = (size_t)found;
        return true;
    }
    Diagram d = {0};
    if (!elaborate_diagram(w->s, &d, n))
        return false;
    *to = w->parts.count;
    array_push(&w->parts, d);
    map_set_at(&w->part_of, map_key(n), *to);
    return true;
}

/* ---- widths: how many wires go in, and come out; -1: it depends ---- */

static bool
word_width_in(Wiring *w, const Node *n, WiringWord word, int64_t *to)
{
    TypeList types = {0};
    bool ok = n->kind != NODE_INDEX || wiring_word_types(w, n, &types);
    if (word == WORD_UNIFORM)
        *to = 0;
    else if (n->kind == NODE_INDEX)
        *to = (int64_t)types.count;
    else
        *to = word == WORD_SWAP ? 2 : -1;
    array_clear(&types);
    return ok;
}

/* How many wires n must read so that it gives `out` wires. */
static int64_t
width_before(Wiring *w, const Node *n, int64_t out)
{
    switch (node_wiring_word(w->s, n)) {
    case WORD_ID:
    case WORD_SWAP:
        return out;
    case WORD_COPY:
        return out > 0 && out % 2 == 0 ? out / 2 : -1;
    default:
        return -1;
    }
}

/* The first part whose width is known decides what goes into the ones before it. */
static bool
then_width_in(Wiring *w, const Node *n, int64_t *to)
{
    *to = -1;
    uint32_t i = 0;
    for (; i < n->count && *to < 0; i++)
        if (!width_in(w, n->kids[i], to))
            return false;
    for (i = *to < 0 ? 0 : i - 1; i-- > 0 && *to >= 0;)
        *to = width_before(w, n->kids[i], *to);
    return true;
}

static bool
product_width_in(Wiring *w, const Node *n, int64_t *to)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < n->count; i++) {
        int64_t one;
        if (!width_in(w, n->kids[i], &one))
            return false;
        sum = one < 0 || sum < 0 ? -1 : sum + one;
    }
    *to = sum;
    return true;
}

bool
width_in(Wiring *w, const Node *n, int64_t *to)
{
    WiringWord word = node_wiring_word(w->s, n);
    if (word != WORD_NONE)
        return word_width_in(w, n, word, to);
    if (n->kind == NODE_THEN)
        return then_width_in(w, n, to);
    if (n->kind == NODE_POWER && is_composite(w->s, n))
        return width_in(w, n->kids[0], to);
    if (is_composite(w->s, n))
        return product_width_in(w, n, to);
    *to = 0;
    if (is_kets(n) || n->kind == NODE_UNIT)
        return true;
    size_t p;
    if (!wiring_part(w, n, &p))
        return false;
    *to = (int64_t)w->parts.at[p].inputs.count;
    return true;
}

bool
wiring_width_alone(Wiring *w, const Node *n, int64_t *to)
{
    if (!width_in(w, n, to))
        return false;
    if (*to >= 0)
        return true;
    if (n->kind == NODE_THEN || n->kind == NODE_POWER)
        return wiring_width_alone(w, n->kids[0], to);
    if (n->kind != NODE_PRODUCT) {
        *to = 1;
        return true;
    }
    *to = 0;
    for (uint32_t i = 0; i < n->count; i++) {
        int64_t one;
        if (!wiring_width_alone(w, n->kids[i], &one))
            return false;
        *to += one;
    }
    return true;
}

bool
wiring_width_out(Wiring *w, const Node *n, int64_t *to)
{
    *to = -1;
    WiringWord word = node_wiring_word(w->s, n);
    if (word != WORD_NONE) {
        int64_t in = -1;
        TypeList types = {0};
        bool ok = n->kind != NODE_INDEX || wiring_word_types(w, n, &types);
        in = n->kind == NODE_INDEX ? (int64_t)types.count : -1;
        *to = word == WORD_DISCARD ? 0 : word == WORD_COPY && in >= 0 ? 2 * in : in;
        array_clear(&types);
        return ok;
    }
    if (n->kind == NODE_THEN)
        return wiring_width_out(w, n->kids[n->count - 1], to);
    if (is_kets(n))
        *to = ket_width(n);
    if (is_kets(n) || n->kind == NODE_UNIT || is_composite(w->s, n))
        return true;
    size_t p;
    if (!wiring_part(w, n, &p))
        return false;
    *to = (int64_t)w->parts.at[p].outputs.count;
    return true;
}

/* ---- hints: the types that what follows wants ---- */

bool
wiring_uses_hint(const Session *s, const Node *n)
{
    if (n->kind == NODE_THEN)
        return wiring_uses_hint(s, n->kids[n->count - 1]);
    if (n->kind == NODE_PRODUCT && is_composite(s, n)) {
        for (uint32_t i = 0; i < n->count; i++)
            if (wiring_uses_hint(s, n->kids[i]))
                return true;
        return false;
    }
    return is_kets(n) || (n->kind == NODE_NAME && node_wiring_word(s, n) == WORD_UNIFORM);
}

/* The types that n reads, added to the hint; NULLs where they are open.  known becomes false when
 * not even their number can be told. */
bool
wiring_hint(Wiring *w, Hint *to, const Node *n)
{
    if (n->kind == NODE_THEN || (n->kind == NODE_POWER && is_composite(w->s, n)))
        return wiring_hint(w, to, n->kids[0]);
    if (n->kind == NODE_PRODUCT && is_composite(w->s, n)) {
        for (uint32_t i = 0; i < n->count; i++)
            if (!wiring_hint(w, to, n->kids[i]))
                return false;
        return true;
    }
    int64_t width;
    if (!width_in(w, n, &width))
        return false;
    if (width < 0) {
        to->known = false;
        return true;
    }
    if (n->kind == NODE_INDEX && node_wiring_word(w->s, n) != WORD_NONE && width > 0)
        return wiring_word_types(w, n, &to->types);
    uint64_t p;
    bool has = map_find(&w->part_of, map_key(n), &p);
    for (int64_t i = 0; i < width; i++) {
        const Diagram *d = has ? &w->parts.at[p] : NULL;
        array_push(&to->types, d ? d->wires.at[d->inputs.at[i].wire] : NULL);
    }
    return true;
}

bool
wiring_word_types(Wiring *w, const Node *n, TypeList *to)
{
    PortList ports = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->kids[1]->count; i++)
        ok = elaborate_type(w->s, &ports, n->kids[1]->kids[i]);
    for (size_t i = 0; ok && i < ports.count; i++)
        array_push(to, ports.at[i].type);
    array_clear(&ports);
    return ok;
}

/* The part of the hint for the next factor, which gives `count` wires; -1: unknown. */
void
hint_part(Hint *to, const Hint *all, size_t *at, int64_t count)
{
    to->types.count = 0;
    to->known = all && all->known && count >= 0 && *at + (size_t)count <= all->types.count;
    for (int64_t i = 0; to->known && i < count; i++)
        array_push(&to->types, all->types.at[(*at)++]);
    if (count < 0)
        *at = SIZE_MAX / 2;
}
