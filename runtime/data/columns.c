/* columns.c -- see columns.h.
 *
 * Counting goes through the rows in blocks.  The codes of a row become one number, column by
 * column: what stood before, times the size of the dictionary, plus the code.  Numbers that are
 * small count in an array, others by a hash.  Where the numbers would pass 64 bits, those that
 * occur are numbered anew: there are no more of them than rows. */
#include "data/columns.h"

#include "base/map.h"
#include "base/saturate.h"

#include <assert.h>
#include <errno.h>

enum {
    BLOCK = 1024,
    SEEN = 8 * BLOCK,     /* rows of the file that are looked at together */
    WRITTEN = 1 << 24,    /* bytes that are written together */
    DENSE_MOST = 1 << 22, /* counters of an array */
    START_SPACE = 64,
    MAP_BYTES = 48 /* of a map, an entry, at least half full */
};

/* ---- codes ---- */

static uint32_t
code_at(const void *codes, uint8_t width, uint64_t i)
{
    if (width == 1)
        return ((const uint8_t *)codes)[i];
    if (width == 2)
        return ((const uint16_t *)codes)[i];
    return ((const uint32_t *)codes)[i];
}

static void
put_code(CodeList *c, uint64_t i, uint32_t code)
{
    if (c->width == 1)
        ((uint8_t *)c->at)[i] = (uint8_t)code;
    else if (c->width == 2)
        ((uint16_t *)c->at)[i] = (uint16_t)code;
    else
        ((uint32_t *)c->at)[i] = code;
}

/* The same codes, of twice the bytes. */
static void
widen(CodeList *c, uint64_t count)
{
    uint8_t width = c->width;
    void *narrow = c->at;
    c->width = (uint8_t)(2 * width);
    c->at = memory_new(c->space, c->width);
    for (uint64_t i = 0; i < count; i++)
        put_code(c, i, code_at(narrow, width, i));
    memory_free(narrow);
}

static uint64_t
list_bytes(const CodeList *c)
{
    return c->space * c->width;
}

/* i: how many codes stand before it. */
static void
push_code(CodeList *c, uint64_t i, uint32_t code)
{
    if (c->width == 0)
        c->width = 1;
    while (c->width < 4 && code >> (8 * c->width))
        widen(c, i);
    if (i == c->space) {
        c->space = c->space ? c->space + c->space / 2 : START_SPACE;
        c->at = memory_resize(c->at, c->space, c->width);
    }
    put_code(c, i, code);
}

static CodeList *
codes_of(ColumnStore *c, uint32_t column)
{
    size_t count = c->source.columns.count;
    assert(column < count);
    if (c->codes.count < count)
        array_add_zeroed(&c->codes, count - c->codes.count);
    return &c->codes.at[column];
}

void
column_store_skip(ColumnStore *c, uint32_t column)
{
    codes_of(c, column)->skipped = true;
}

bool
column_store_keeps(const ColumnStore *c, uint32_t column)
{
    return column >= c->codes.count || !c->codes.at[column].skipped;
}

void
column_store_add(ColumnStore *c, uint32_t column, const char *text, size_t length)
{
    CodeList *codes = codes_of(c, column);
    uint64_t before = list_bytes(codes);
    push_code(codes, c->rows - c->spilled,
              texts_add(&c->source.columns.at[column].texts, text, length));
    c->code_bytes += list_bytes(codes) - before;
}

void
column_store_end_row(ColumnStore *c)
{
    c->rows++;
}

uint32_t
column_store_code(const ColumnStore *c, uint32_t column, uint64_t row)
{
    const CodeList *codes = &c->codes.at[column];
    return code_at(codes->at, codes->width, row);
}

/* ---- the file ---- */

static TallyResult
write_codes(ColumnStore *c, CodeList *codes, uint64_t count, Budget *b, TallyTrouble *t)
{
    size_t bytes = (size_t)count * codes->width, part;
    for (size_t at = 0; at < bytes; at += part) {
        part = bytes - at < WRITTEN ? bytes - at : WRITTEN;
        if (!spill_add(&c->file, (const char *)codes->at + at, part)) {
            t->fault = TALLY_SPILL;
            t->has = (uint64_t)errno;
            sink_put(&t->text, spill_folder());
            return TALLY_FAILED;
        }
        if (!budget_step(b, 1 + part / 16))
            return TALLY_STOPPED;
    }
    return TALLY_DONE;
}

TallyResult
column_store_spill(ColumnStore *c, Budget *b, TallyTrouble *t)
{
    uint64_t count = c->rows - c->spilled;
    TallyResult result = TALLY_DONE;
    if (!count)
        return result;
    for (size_t i = 0; result == TALLY_DONE && i < c->codes.count; i++) {
        CodeList *codes = &c->codes.at[i];
        array_push(&codes->bands, ((SpilledCodes){c->file.count, codes->width}));
        result = write_codes(c, codes, count, b, t);
        memory_free(codes->at);
        codes->at = NULL;
        codes->space = 0;
    }
    c->code_bytes = 0;
    c->spilled = c->rows;
    array_push(&c->band_ends, c->rows);
    return result;
}

/* ---- looking at codes ---- */

static bool
read_band(const ColumnStore *c, CodeList *codes, uint64_t row)
{
    CodeView *v = &codes->view;
    size_t i = 0;
    while (c->band_ends.at[i] <= row)
        i++;
    uint64_t end = c->band_ends.at[i], first = i ? c->band_ends.at[i - 1] : 0;
    const SpilledCodes *band = &codes->bands.at[i];
    if (!v->own)
        v->own = memory_new(SEEN, sizeof(uint32_t));
    v->first = row;
    v->end = end - row < SEEN ? end : row + SEEN;
    v->width = band->width;
    v->at = v->own;
    return spill_read(&c->file, band->from + (row - first) * band->width, v->own,
                      (size_t)(v->end - row) * band->width);
}

/* The view has this row, and those up to *end, which becomes smaller where it has fewer.  False:
 * errno. */
static bool
look_at(ColumnStore *c, uint32_t column, uint64_t row, uint64_t *end)
{
    CodeList *codes = &c->codes.at[column];
    CodeView *v = &codes->view;
    bool ok = true;
    if (row >= c->spilled) {
        v->at = codes->at;
        v->first = c->spilled;
        v->end = c->rows;
        v->width = codes->width;
    } else if (row < v->first || row >= v->end) {
        ok = read_band(c, codes, row);
    }
    if (*end > v->end)
        *end = v->end;
    return ok;
}

static uint32_t
seen_code(const ColumnStore *c, uint32_t column, uint64_t row)
{
    const CodeView *v = &c->codes.at[column].view;
    return code_at(v->at, v->width, row - v->first);
}

static void
forget_views(ColumnStore *c)
{
    for (size_t i = 0; i < c->codes.count; i++) {
        memory_free(c->codes.at[i].view.own);
        c->codes.at[i].view = (CodeView){0};
    }
}

/* ---- which rows count, and how often ---- */

typedef struct RowWeights {
    ColumnStore *store;
    uint64_t *of_code;    /* of the weight column's codes; NULL: each row counts once */
    bool **left_out;      /* of each column, by code; NULL: none */
    ColumnList filtering; /* the columns that have some */
} RowWeights;

static void
weights_clear(RowWeights *w)
{
    for (size_t i = 0; i < w->filtering.count; i++)
        memory_free(w->left_out[w->filtering.at[i]]);
    memory_free(w->left_out);
    memory_free(w->of_code);
    array_clear(&w->filtering);
}

static void
init_filters(RowWeights *w)
{
    const RowSource *r = &w->store->source;
    w->left_out = memory_new(r->columns.count + 1, sizeof *w->left_out);
    for (size_t i = 0; i < r->absent.count; i++) {
        uint32_t column = r->absent.at[i].column;
        if (!w->left_out[column]) {
            w->left_out[column] = memory_new(texts_count(&r->columns.at[column].texts), 1);
            array_push(&w->filtering, column);
        }
        w->left_out[column][r->absent.at[i].code] = true;
    }
}

static TallyResult
weights_init(RowWeights *w, ColumnStore *store, TallyTrouble *t)
{
    *w = (RowWeights){.store = store};
    init_filters(w);
    if (store->source.weight == NO_COLUMN)
        return TALLY_DONE;
    const Texts *texts = &store->source.columns.at[store->source.weight].texts;
    w->of_code = memory_new(texts_count(texts) + 1, sizeof *w->of_code);
    for (uint32_t i = 0; i < texts_count(texts); i++)
        if (!tally_read_count(&w->of_code[i], texts_text(texts, i))) {
            t->fault = TALLY_COUNT;
            t->column = store->source.weight;
            sink_put(&t->text, texts_text(texts, i));
            return TALLY_FAILED;
        }
    return TALLY_DONE;
}

/* The weights of rows first ... first + count. */
static void
weigh(const RowWeights *w, uint64_t first, size_t count, uint64_t *weight)
{
    const ColumnStore *s = w->store;
    for (size_t i = 0; i < count; i++)
        weight[i] = 1;
    if (w->of_code)
        for (size_t i = 0; i < count; i++)
            weight[i] = w->of_code[seen_code(s, s->source.weight, first + i)];
    for (size_t k = 0; k < w->filtering.count; k++) {
        uint32_t column = w->filtering.at[k];
        for (size_t i = 0; i < count; i++)
            if (w->left_out[column][seen_code(s, column, first + i)])
                weight[i] = 0;
    }
}

/* ---- counting ---- */

/* Columns first ... end of a scope as one number, which is then renumbered, but for the last
 * stage, whose numbers are counted. */
typedef struct Stage {
    size_t first, end;
    Map number;          /* what it was -> its new number */
    ARRAY(uint64_t) was; /* of each new number */
} Stage;

typedef struct Counting {
    const ColumnStore *store;
    const ColumnList *scope;
    ARRAY(Stage) stages;
    uint64_t size;          /* of the numbers of the last stage; UINT64_MAX: 2^64 or more */
    uint64_t *dense;        /* counters, or NULL: */
    ARRAY(uint64_t) counts; /* by the last stage's renumbering */
    uint64_t total;
    bool over; /* the sum has passed 64 bits */
} Counting;

static uint64_t
column_size(const Counting *c, size_t k)
{
    size_t count = texts_count(&c->store->source.columns.at[c->scope->at[k]].texts);
    return count ? count : 1;
}

/* Numbers of rows take the place of the combinations before, where these would be too many. */
static void
make_stages(Counting *c)
{
    uint64_t size = 1;
    array_push(&c->stages, (Stage){0});
    for (size_t k = 0; k < c->scope->count; k++) {
        uint64_t grown = saturate_times(size, column_size(c, k));
        if (grown == UINT64_MAX) {
            c->stages.at[c->stages.count - 1].end = k;
            array_push(&c->stages, ((Stage){.first = k}));
            grown = saturate_times(c->store->rows, column_size(c, k));
        }
        size = grown;
    }
    c->stages.at[c->stages.count - 1].end = c->scope->count;
    c->size = size;
}

static void
counting_clear(Counting *c)
{
    for (size_t i = 0; i < c->stages.count; i++) {
        map_clear(&c->stages.at[i].number);
        array_clear(&c->stages.at[i].was);
    }
    array_clear(&c->stages);
    array_clear(&c->counts);
    memory_free(c->dense);
}

static void
add_column(const Counting *c, size_t k, uint64_t first, size_t count, uint64_t *key)
{
    const CodeView *v = &c->store->codes.at[c->scope->at[k]].view;
    uint64_t size = column_size(c, k);
    if (v->width == 1) {
        const uint8_t *at = (const uint8_t *)v->at + (first - v->first);
        for (size_t i = 0; i < count; i++)
            key[i] = key[i] * size + at[i];
        return;
    }
    for (size_t i = 0; i < count; i++)
        key[i] = key[i] * size + code_at(v->at, v->width, first - v->first + i);
}

/* Rows without weight get no number. */
static void
renumber(Stage *s, uint64_t *key, const uint64_t *weight, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t was = key[i];
        if (!weight[i] || map_find(&s->number, was, &key[i]))
            continue;
        key[i] = s->was.count;
        map_set_at(&s->number, was, key[i]);
        array_push(&s->was, was);
    }
}

static void
count_keys(Counting *c, const uint64_t *key, const uint64_t *weight, size_t count)
{
    if (!c->dense)
        array_add_zeroed(&c->counts, c->stages.at[c->stages.count - 1].was.count - c->counts.count);
    uint64_t *counts = c->dense ? c->dense : c->counts.at;
    for (size_t i = 0; i < count; i++) {
        if (!weight[i])
            continue;
        counts[key[i]] += weight[i];
        c->over |= saturate_plus(c->total, weight[i]) == UINT64_MAX;
        c->total += weight[i];
    }
}

static void
count_block(Counting *c, const RowWeights *w, uint64_t first, size_t count)
{
    uint64_t key[BLOCK] = {0}, weight[BLOCK];
    weigh(w, first, count, weight);
    for (size_t s = 0; s < c->stages.count; s++) {
        Stage *stage = &c->stages.at[s];
        for (size_t k = stage->first; k < stage->end; k++)
            add_column(c, k, first, count, key);
        if (s + 1 < c->stages.count || !c->dense)
            renumber(stage, key, weight, count);
    }
    count_keys(c, key, weight, count);
}

/* The rows of the block that begins with this one; 0, with errno: they cannot be read. */
static size_t
find_block(const Counting *c, const RowWeights *w, uint64_t row)
{
    ColumnStore *s = w->store;
    uint64_t end = s->rows - row < BLOCK ? s->rows : row + BLOCK;
    bool ok = s->source.weight == NO_COLUMN || look_at(s, s->source.weight, row, &end);
    for (size_t k = 0; ok && k < w->filtering.count; k++)
        ok = look_at(s, w->filtering.at[k], row, &end);
    for (size_t k = 0; ok && k < c->scope->count; k++)
        ok = look_at(s, c->scope->at[k], row, &end);
    return ok ? (size_t)(end - row) : 0;
}

static uint64_t
counting_bytes(const Counting *c)
{
    uint64_t lines = 0, views = c->store->file.open ? c->scope->count * (4 * (uint64_t)SEEN) : 0;
    for (size_t s = 0; s < c->stages.count; s++)
        lines += c->stages.at[s].was.count;
    return views + lines * (MAP_BYTES + 8) + c->counts.count * (8 + 4 * (c->scope->count + 2));
}

static TallyResult
count_rows(Counting *c, const RowWeights *w, Budget *b, TallyTrouble *t)
{
    size_t count;
    for (uint64_t row = 0; row < c->store->rows; row += count) {
        count = find_block(c, w, row);
        if (!count) {
            t->fault = TALLY_SYSTEM;
            t->has = (uint64_t)errno;
            return TALLY_FAILED;
        }
        count_block(c, w, row, count);
        if (c->over) {
            t->fault = TALLY_SUM;
            t->column = c->store->source.weight;
            return TALLY_FAILED;
        }
        t->rows = c->counts.count;
        if (!budget_step(b, 8 * (1 + c->scope->count)) || !budget_allows(b, counting_bytes(c)))
            return TALLY_STOPPED;
    }
    return TALLY_DONE;
}

/* The codes of a number of the last stage. */
static void
find_codes(const Counting *c, uint64_t key, uint32_t *codes)
{
    for (size_t s = c->stages.count; s-- > 0;) {
        const Stage *stage = &c->stages.at[s];
        if (s + 1 < c->stages.count || !c->dense)
            key = stage->was.at[key];
        for (size_t k = stage->end; k-- > stage->first;) {
            codes[k] = (uint32_t)(key % column_size(c, k));
            key /= column_size(c, k);
        }
    }
}

static void
write_lines(Tally *to, const Counting *c)
{
    uint32_t *codes = memory_new(c->scope->count + 1, sizeof *codes);
    uint64_t count = c->dense ? c->size : c->counts.count;
    array_set(&to->columns, c->scope);
    for (uint64_t key = 0; key < count; key++) {
        uint64_t n = c->dense ? c->dense[key] : c->counts.at[key];
        if (!n)
            continue;
        find_codes(c, key, codes);
        bool fits = tally_add(to, codes, n);
        assert(fits);
        (void)fits;
    }
    memory_free(codes);
}

static TallyResult
count_scope(Tally *to, const RowWeights *w, const ColumnList *scope, Budget *b, TallyTrouble *t)
{
    Counting c = {.store = w->store, .scope = scope};
    make_stages(&c);
    bool affords = !b->bytes || c.size <= b->bytes / sizeof *c.dense;
    if (affords && c.size <= DENSE_MOST && c.size / 4 <= c.store->rows + 256)
        c.dense = memory_new(c.size, sizeof *c.dense);
    TallyResult result = count_rows(&c, w, b, t);
    if (result == TALLY_DONE)
        write_lines(to, &c);
    forget_views(w->store);
    counting_clear(&c);
    return result;
}

/* ---- the source ---- */

static TallyResult
ask(RowSource *r, Tally *to, const ColumnList *scopes, size_t count, Budget *b, TallyTrouble *t)
{
    RowWeights w;
    TallyResult result = weights_init(&w, (ColumnStore *)r, t);
    for (size_t i = 0; result == TALLY_DONE && i < count; i++) {
        t->scope = i;
        result = count_scope(&to[i], &w, &scopes[i], b, t);
    }
    weights_clear(&w);
    return result;
}

static void
write_plan(const RowSource *r, const ColumnList *scopes, size_t count, Sink *to)
{
    const ColumnStore *c = (const ColumnStore *)r;
    for (size_t i = 0; i < count; i++) {
        sink_print(to, "count %llu rows by", (unsigned long long)c->rows);
        for (size_t k = 0; k < scopes[i].count; k++)
            sink_print(to, "%s %s", k ? "," : "", r->columns.at[scopes[i].at[k]].name);
        sink_put(to, scopes[i].count ? "\n" : " nothing\n");
    }
}

static uint64_t
bytes(const RowSource *r)
{
    const ColumnStore *c = (const ColumnStore *)r;
    uint64_t sum = sizeof *c;
    for (size_t i = 0; i < r->columns.count; i++)
        sum += texts_bytes(&r->columns.at[i].texts) + sizeof r->columns.at[i];
    for (size_t i = 0; i < c->codes.count; i++)
        sum += sizeof c->codes.at[i] + c->codes.at[i].bands.space * sizeof(SpilledCodes);
    return sum + c->code_bytes;
}

static void
free_store(RowSource *r)
{
    ColumnStore *c = (ColumnStore *)r;
    forget_views(c);
    for (size_t i = 0; i < c->codes.count; i++) {
        memory_free(c->codes.at[i].at);
        array_clear(&c->codes.at[i].bands);
    }
    array_clear(&c->codes);
    array_clear(&c->band_ends);
    spill_clear(&c->file);
    row_source_clear(r);
    memory_free(c);
}

static const RowSourceClass memory_class = {
    .kind = "memory",
    .ask = ask,
    .write_plan = write_plan,
    .bytes = bytes,
    .free = free_store,
};

ColumnStore *
column_store_new(void)
{
    ColumnStore *c = memory_new(1, sizeof *c);
    row_source_init(&c->source, &memory_class);
    return c;
}
