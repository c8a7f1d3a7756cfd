/* signature.c -- types and boxes; see signature.h.
 *
 * Invariant: a type is abstract (size 0), a range, or lists `size` distinct labels, and then
 * `index` finds each.  A point box is made once for each (type, position). */
#include "diagram/signature.h"

#include <assert.h>
#include <inttypes.h>

static Box *
add_box(Signature *s, BoxKind kind, Name name)
{
    assert(s->boxes.count < UINT32_MAX);
    Box *b = memory_new(1, sizeof *b);
    b->id = (uint32_t)s->boxes.count;
    b->kind = kind;
    b->name = name;
    array_push(&s->boxes, b);
    return b;
}

void
signature_init(Signature *s)
{
    *s = (Signature){0};
    s->uniform = add_box(s, BOX_UNIFORM, "uniform");
}

void
signature_clear(Signature *s)
{
    for (size_t i = 0; i < s->types.count; i++) {
        array_clear(&s->types.at[i]->labels);
        map_clear(&s->types.at[i]->index);
        memory_free(s->types.at[i]);
    }
    for (size_t i = 0; i < s->boxes.count; i++) {
        array_clear(&s->boxes.at[i]->in);
        array_clear(&s->boxes.at[i]->out);
        array_clear(&s->boxes.at[i]->in_names);
        array_clear(&s->boxes.at[i]->out_names);
        array_clear(&s->boxes.at[i]->counts);
        memory_free(s->boxes.at[i]);
    }
    array_clear(&s->types);
    array_clear(&s->boxes);
    map_clear(&s->points);
    *s = (Signature){0};
}

Type *
signature_add_type(Signature *s, Name name)
{
    Type *t = memory_new(1, sizeof *t);
    t->name = name;
    array_push(&s->types, t);
    return t;
}

void
type_set_range(Type *t, int64_t first, uint32_t size)
{
    assert(t->size == 0 && size > 0 && size <= TYPE_SIZE_MAX);
    assert(first <= INT64_MAX - (int64_t)size);
    t->range = true;
    t->first = first;
    t->size = size;
}

bool
type_add_label(Type *t, Name label)
{
    assert(!t->range && t->size < TYPE_SIZE_MAX);
    if (map_find(&t->index, map_key(label), NULL))
        return false;
    map_set_at(&t->index, map_key(label), t->size);
    array_push(&t->labels, label);
    t->size++;
    return true;
}

/* The integer that text is as a label: no plus, no zeros in front, no minus zero. */
static bool
read_integer(const char *text, int64_t *value)
{
    bool minus = *text == '-';
    const char *digits = text + minus;
    size_t n = strspn(digits, "0123456789");
    if (n == 0 || n > 19 || digits[n] || (*digits == '0' && (n > 1 || minus)))
        return false;
    uint64_t u = 0;
    for (size_t i = 0; i < n; i++)
        u = u * 10 + (uint64_t)(digits[i] - '0');
    if (u > (uint64_t)INT64_MAX) /* the least int64_t is no label that anybody needs */
        return false;
    *value = minus ? -(int64_t)u : (int64_t)u;
    return true;
}

bool
type_find(const Type *t, Name label, uint32_t *position)
{
    uint64_t found = 0;
    if (t->range) {
        int64_t n = 0;
        if (!read_integer(label, &n) || n < t->first)
            return false;
        found = (uint64_t)n - (uint64_t)t->first; /* the difference may need all 64 bits */
    } else if (!map_find(&t->index, map_key(label), &found)) {
        return false;
    }
    if (found >= t->size)
        return false;
    *position = (uint32_t)found;
    return true;
}

void
type_write_label(const Type *t, uint32_t position, Sink *out)
{
    assert(position < t->size);
    if (t->range)
        sink_print(out, "%" PRId64, t->first + position);
    else
        word_write_label(t->labels.at[position], out);
}

void
type_write_text(const Type *t, uint32_t position, Sink *out)
{
    assert(position < t->size);
    if (t->range)
        sink_print(out, "%" PRId64, t->first + position);
    else
        sink_put(out, t->labels.at[position]);
}

void
type_write_carrier(const Type *t, Sink *out)
{
    if (t->size == 0)
        return;
    sink_put(out, "{");
    if (t->range)
        sink_print(out, "%" PRId64 "..%" PRId64, t->first, t->first + (t->size - 1));
    for (uint32_t i = 0; i < t->labels.count; i++) {
        sink_put(out, i ? ", " : "");
        word_write_label(t->labels.at[i], out);
    }
    sink_put(out, "}");
}

void
type_write(const Type *t, Sink *out)
{
    if (t && t->name)
        word_write_name(t->name, out);
    else if (t && t->size)
        type_write_carrier(t, out);
    else
        sink_put(out, "_");
}

Box *
signature_add_box(Signature *s, Name name, const TypeList *in, const TypeList *out)
{
    Box *b = add_box(s, BOX_FREE, name);
    array_set(&b->in, in);
    array_set(&b->out, out);
    return b;
}

static const Box *
add_point(Signature *s, const Type *t, uint32_t position)
{
    Box *b = add_box(s, BOX_POINT, NULL);
    b->deterministic = true;
    b->point = position;
    array_push(&b->out, t);
    return b;
}

/* Two points may hash alike: the next key in the chain is then the hash of this one. */
const Box *
signature_point(Signature *s, const Type *t, uint32_t position)
{
    assert(position < t->size);
    uint64_t key = hash_number(hash_number(map_key(t)) + position);
    uint64_t id = 0;
    for (; map_find(&s->points, key, &id); key = hash_number(key + 1)) {
        const Box *b = s->boxes.at[id];
        if (b->out.at[0] == t && b->point == position)
            return b;
    }
    map_set_at(&s->points, key, s->boxes.count);
    return add_point(s, t, position);
}

void
box_write(const Box *b, const Type *type, Sink *out)
{
    if (b->kind == BOX_POINT) {
        sink_put(out, "|");
        type_write_label(b->out.at[0], b->point, out);
        sink_put(out, ">");
    } else {
        sink_put(out, b->name);
    }
    if (b->kind == BOX_UNIFORM) {
        sink_put(out, "[");
        type_write(type, out);
        sink_put(out, "]");
    }
}
