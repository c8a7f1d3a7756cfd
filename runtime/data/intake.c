/* intake.c -- see intake.h. */
#include "data/intake.h"

#include "base/utf8.h"

#include <string.h>

enum { FIRST_SLOTS = 64, SLOT_BYTES = 8, TEXT_BYTES = 32 };

#define NO_CODE UINT32_MAX

void
intake_init(Intake *in, RowSource *source, Tally *to, const ColumnList *scopes, size_t count,
            TallyTrouble *t)
{
    *in = (Intake){.source = source, .trouble = t};
    for (size_t k = 0; k < source->columns.count; k++)
        array_push(&in->code, NO_CODE);
    array_add_zeroed(&in->line, source->columns.count + 1);
    for (size_t i = 0; i < count; i++) {
        Counter c = {&to[i], memory_new(FIRST_SLOTS, sizeof *c.slot), FIRST_SLOTS};
        array_set(&to[i].columns, &scopes[i]);
        array_push(&in->counters, c);
    }
    for (size_t k = 0; k < source->columns.count; k++)
        in->bytes += texts_bytes(&source->columns.at[k].texts);
}

void
intake_clear(Intake *in)
{
    for (size_t i = 0; i < in->counters.count; i++)
        memory_free(in->counters.at[i].slot);
    array_clear(&in->counters);
    array_clear(&in->code);
    array_clear(&in->line);
}

/* ---- cells ---- */

static bool
fail(Intake *in, TallyFault fault, uint32_t column)
{
    in->trouble->fault = fault;
    in->trouble->column = column;
    return false;
}

static bool
check_text(Intake *in, uint32_t column, const char *text, size_t length)
{
    if (memchr(text, '\0', length))
        return fail(in, TALLY_NUL, column);
    if (utf8_is_text(text, length))
        return true;
    sink_add(&in->trouble->text, text, length < 80 ? length : 80);
    return fail(in, TALLY_UTF8, column);
}

bool
intake_take(Intake *in, uint32_t column, const char *text, size_t length)
{
    Texts *texts = &in->source->columns.at[column].texts;
    if (length > INTAKE_CELL_MOST) {
        in->trouble->wants = INTAKE_CELL_MOST;
        return fail(in, TALLY_LONG, column);
    }
    if (texts_find(texts, text, length, &in->code.at[column]))
        return true;
    if (!check_text(in, column, text, length))
        return false;
    in->code.at[column] = texts_add(texts, text, length);
    in->bytes += length + TEXT_BYTES;
    return true;
}

bool
intake_is_absent(const Intake *in)
{
    const RowSource *r = in->source;
    for (size_t i = 0; i < r->absent.count; i++)
        if (in->code.at[r->absent.at[i].column] == r->absent.at[i].code)
            return true;
    return false;
}

/* ---- lines ---- */

static uint64_t
hash_codes(const uint32_t *codes, size_t count)
{
    uint64_t h = 0x9e3779b97f4a7c15u;
    for (size_t k = 0; k < count; k++) {
        h = (h ^ codes[k]) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    return h;
}

/* The slot that has the line with these codes, or is free for it. */
static size_t
find_slot(const Counter *c, const uint32_t *codes)
{
    size_t width = c->tally->columns.count, mask = c->slots - 1;
    size_t i = (size_t)hash_codes(codes, width) & mask;
    while (c->slot[i] && width &&
           memcmp(c->tally->code.at + (c->slot[i] - 1) * width, codes, width * sizeof *codes) != 0)
        i = (i + 1) & mask;
    return i;
}

/* Twice the slots. */
static void
widen(Counter *c)
{
    size_t lines = tally_lines(c->tally), width = c->tally->columns.count;
    memory_free(c->slot);
    c->slots *= 2;
    c->slot = memory_new(c->slots, sizeof *c->slot);
    for (size_t l = 0; l < lines; l++)
        c->slot[find_slot(c, c->tally->code.at + l * width)] = (uint32_t)l + 1;
}

static bool
count_codes(Counter *c, const uint32_t *codes, uint64_t count)
{
    Tally *t = c->tally;
    size_t slot = find_slot(c, codes);
    if (c->slot[slot] == 0) {
        if (!tally_add(t, codes, count))
            return false;
        c->slot[slot] = (uint32_t)tally_lines(t);
        if (2 * tally_lines(t) > c->slots)
            widen(c);
        return true;
    }
    if (count >= UINT64_MAX - t->total)
        return false;
    t->count.at[c->slot[slot] - 1] += count;
    t->total += count;
    return true;
}

bool
intake_count(Intake *in, size_t scope, uint64_t count)
{
    Counter *c = &in->counters.at[scope];
    const ColumnList *columns = &c->tally->columns;
    size_t lines = tally_lines(c->tally);
    if (count == 0)
        return true;
    for (size_t k = 0; k < columns->count; k++)
        in->line.at[k] = in->code.at[columns->at[k]];
    in->trouble->scope = scope;
    if (!count_codes(c, in->line.at, count))
        return fail(in, TALLY_SUM, in->source->weight);
    if (tally_lines(c->tally) > lines) {
        /* Arrays grow by half, and slots are twice as many. */
        in->bytes += 4 * SLOT_BYTES + 6 * (columns->count + 2);
        in->trouble->rows = lines + 1;
    }
    return true;
}
