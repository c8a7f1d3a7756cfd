/* tally.c -- see tally.h. */
#include "data/tally.h"

#include "base/map.h"
#include "base/saturate.h"

#include <string.h>

void
tally_trouble_clear(TallyTrouble *t)
{
    sink_clear(&t->text);
    texts_clear(&t->tables);
    *t = (TallyTrouble){.column = NO_COLUMN};
}

/* ---- sources ---- */

void
row_source_init(RowSource *r, const RowSourceClass *class)
{
    *r = (RowSource){.class = class, .weight = NO_COLUMN};
}

void
row_source_clear(RowSource *r)
{
    for (size_t i = 0; i < r->columns.count; i++) {
        memory_free(r->columns.at[i].name);
        texts_clear(&r->columns.at[i].texts);
    }
    array_clear(&r->columns);
    array_clear(&r->absent);
}

void
row_source_add_column(RowSource *r, const char *name, size_t length)
{
    SourceColumn c = {.name = memory_new(length + 1, 1)};
    memcpy(c.name, name, length);
    array_push(&r->columns, c);
}

bool
row_source_find(const RowSource *r, const char *name, uint32_t *column)
{
    for (uint32_t i = 0; i < r->columns.count; i++)
        if (strcmp(r->columns.at[i].name, name) == 0) {
            *column = i;
            return true;
        }
    return false;
}

TallyResult
row_source_begin(RowSource *r, Budget *b, TallyTrouble *t)
{
    return r->class->begin ? r->class->begin(r, b, t) : TALLY_DONE;
}

void
row_source_end(RowSource *r)
{
    if (r->class->end)
        r->class->end(r);
}

TallyResult
row_source_ask(RowSource *r, Tally *to, const ColumnList *scopes, size_t count, Budget *b,
               TallyTrouble *t)
{
    TallyResult result = r->class->ask(r, to, scopes, count, b, t);
    for (size_t i = 0; result != TALLY_DONE && i < count; i++)
        tally_clear(&to[i]);
    return result;
}

void
row_source_write_plan(const RowSource *r, const ColumnList *scopes, size_t count, Sink *to)
{
    r->class->write_plan(r, scopes, count, to);
}

uint64_t
row_source_bytes(const RowSource *r)
{
    return r->class->bytes ? r->class->bytes(r) : 0;
}

void
row_source_free(RowSource *r)
{
    if (r)
        r->class->free(r);
}

/* ---- tallies ---- */

void
tally_clear(Tally *t)
{
    array_clear(&t->columns);
    array_clear(&t->code);
    array_clear(&t->count);
    t->total = 0;
}

size_t
tally_lines(const Tally *t)
{
    return t->count.count;
}

bool
tally_add(Tally *t, const uint32_t *codes, uint64_t count)
{
    if (saturate_plus(t->total, count) == UINT64_MAX)
        return false;
    for (size_t k = 0; k < t->columns.count; k++)
        array_push(&t->code, codes[k]);
    array_push(&t->count, count);
    t->total += count;
    return true;
}

/* A tally that is being summed: its lines, by a number for each combination of codes.  A
 * combination is numbered by its beginning's number and its last code. */
typedef struct Summing {
    Tally made;
    Map *prefix; /* of each column: (number of what stands before, code) -> number */
    uint32_t *numbers; /* given so far, of each */
} Summing;

static uint32_t
number_codes(Summing *s, const uint32_t *codes)
{
    uint64_t number = 0;
    for (size_t k = 0; k < s->made.columns.count; k++) {
        uint64_t key = number << 32 | codes[k];
        if (!map_find(&s->prefix[k], key, &number)) {
            number = s->numbers[k]++;
            map_set_at(&s->prefix[k], key, number);
        }
    }
    return (uint32_t)number;
}

static void
sum_line(Summing *s, const uint32_t *codes, uint64_t count)
{
    uint32_t number = number_codes(s, codes);
    Tally *t = &s->made;
    if (number < t->count.count) {
        t->count.at[number] += count;
        t->total += count;
    } else if (!tally_add(t, codes, count)) {
        return; /* the tally that is summed has this total already */
    }
}

static void
summing_init(Summing *s, size_t columns)
{
    *s = (Summing){.prefix = memory_new(columns + 1, sizeof *s->prefix),
                   .numbers = memory_new(columns + 1, sizeof *s->numbers)};
}

/* The sum takes the place of `to`. */
static void
summing_end(Summing *s, Tally *to)
{
    for (size_t k = 0; k < s->made.columns.count; k++)
        map_clear(&s->prefix[k]);
    memory_free(s->prefix);
    memory_free(s->numbers);
    tally_clear(to);
    *to = s->made;
}

void
tally_marginal(Tally *to, const Tally *t, const ColumnList *positions)
{
    Summing s;
    summing_init(&s, positions->count);
    uint32_t *codes = memory_new(positions->count + 1, sizeof *codes);
    for (size_t k = 0; k < positions->count; k++)
        array_push(&s.made.columns, t->columns.at[positions->at[k]]);
    for (size_t l = 0; l < tally_lines(t); l++) {
        for (size_t k = 0; k < positions->count; k++)
            codes[k] = t->code.at[l * t->columns.count + positions->at[k]];
        sum_line(&s, codes, t->count.at[l]);
    }
    memory_free(codes);
    summing_end(&s, to);
}

void
tally_relabel(Tally *to, const Tally *t, const uint32_t *const *label_of)
{
    Summing s;
    size_t columns = t->columns.count;
    summing_init(&s, columns);
    uint32_t *codes = memory_new(columns + 1, sizeof *codes);
    array_set(&s.made.columns, &t->columns);
    for (size_t l = 0; l < tally_lines(t); l++) {
        for (size_t k = 0; k < columns; k++)
            codes[k] = label_of[k][t->code.at[l * columns + k]];
        sum_line(&s, codes, t->count.at[l]);
    }
    memory_free(codes);
    summing_end(&s, to);
}

bool
tally_read_count(uint64_t *to, const char *text)
{
    uint64_t n = 0;
    const char *p = text + (*text == '+');
    if (*p < '0' || *p > '9')
        return false;
    for (; *p >= '0' && *p <= '9'; p++) {
        n = saturate_plus(saturate_times(n, 10), (uint64_t)(*p - '0'));
        if (n == UINT64_MAX)
            return false;
    }
    if (*p == '.')
        for (p++; *p == '0'; p++)
            continue;
    *to = n;
    return *p == '\0';
}
