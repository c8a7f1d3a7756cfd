/* row_state.c -- see row_state.h.
 *
 * Before the rows are asked, a tally that is there already and has all that is wanted is summed up.
 * Of what is left, a scope inside another is summed from that one, where it is small. */
#include "data/row_state.h"

#include "base/saturate.h"

#include <assert.h>
#include <stdlib.h>

/* A tally is small when its labels have no more combinations than this. */
enum { SMALL_TALLY = 1 << 16 };

/* Of a line with its count, and of each output, in a tally and in a matrix. */
enum { TALLY_LINE_BYTES = 8, OUTPUT_BYTES = 8 };

RowState *
row_state_new(Signature *s, Name name, RowSource *source)
{
    RowState *r = memory_new(1, sizeof *r);
    *r = (RowState){.source = source, .name = name, .signature = s};
    return r;
}

void
row_state_free(RowState *r)
{
    row_state_end(r);
    for (size_t i = 0; i < r->boxes.count; i++)
        tally_clear(&r->boxes.at[i].tally);
    for (size_t i = 0; i < r->variables.count; i++)
        array_clear(&r->variables.at[i].label);
    array_clear(&r->boxes);
    array_clear(&r->variables);
    map_clear(&r->index);
    row_source_free(r->source);
    memory_free(r);
}

void
row_state_end(RowState *r)
{
    if (r->begun)
        row_source_end(r->source);
    r->begun = false;
}

uint64_t
row_state_bytes(const RowState *r)
{
    uint64_t sum = row_source_bytes(r->source);
    for (size_t i = 0; i < r->variables.count; i++)
        sum += sizeof(CountedVariable) + r->variables.at[i].label.space * sizeof(uint32_t);
    return sum;
}

void
row_trouble_clear(RowTrouble *t)
{
    tally_trouble_clear(&t->tally);
    t->box = NULL;
}

/* ---- boxes ---- */

static Box *
add_box(RowState *r, const WireList *variables)
{
    TypeList none = {0}, out = {0};
    for (size_t i = 0; i < variables->count; i++)
        array_push(&out, r->variables.at[variables->at[i]].type);
    Box *box = signature_add_box(r->signature, r->name, &none, &out);
    for (size_t i = 0; i < variables->count; i++) {
        array_push(&box->out_names, r->variables.at[variables->at[i]].name);
        array_push(&box->counts, variables->at[i]);
    }
    box->rows = r;
    array_push(&r->boxes, ((RowBox){.box = box}));
    array_clear(&out);
    return box;
}

static bool
has_variables(const Box *box, const WireList *variables)
{
    return box->counts.count == variables->count &&
           (!variables->count || memcmp(box->counts.at, variables->at,
                                        variables->count * sizeof *variables->at) == 0);
}

/* The place of the box of these variables; SIZE_MAX, and the key for it, where there is none yet.
 * Two lists may hash alike: the next key in the chain is then the hash of this one. */
static size_t
find_place(const RowState *r, const WireList *variables, uint64_t *key)
{
    uint64_t at;
    *key = hash_bytes(variables->at, variables->count * sizeof *variables->at);
    for (; map_find(&r->index, *key, &at); *key = hash_number(*key + 1))
        if (has_variables(r->boxes.at[at].box, variables))
            return at;
    return SIZE_MAX;
}

/* The box of these variables, made where there is none yet. */
static const Box *
find_box(RowState *r, const WireList *variables)
{
    uint64_t key;
    size_t at = find_place(r, variables, &key);
    if (at != SIZE_MAX)
        return r->boxes.at[at].box;
    map_set_at(&r->index, key, r->boxes.count);
    return add_box(r, variables);
}

Box *
row_state_box(RowState *r)
{
    WireList all = {0};
    for (uint32_t i = 0; i < r->variables.count; i++)
        array_push(&all, i);
    const Box *box = find_box(r, &all);
    array_clear(&all);
    return r->signature->boxes.at[box->id];
}

const Box *
row_box_marginal(const Box *box, const WireList *outputs)
{
    WireList variables = {0};
    for (size_t i = 0; i < outputs->count; i++)
        array_push(&variables, box->counts.at[outputs->at[i]]);
    const Box *made = find_box(box->rows, &variables);
    array_clear(&variables);
    return made;
}

static RowBox *
row_box(const Box *box)
{
    uint64_t key;
    WireList variables = {box->counts.at, box->counts.count, 0};
    size_t at = find_place(box->rows, &variables, &key);
    assert(at != SIZE_MAX);
    return &box->rows->boxes.at[at];
}

/* ---- what is there already ---- */

/* Where b's variables are among those of a; false: some are not.  Both are increasing. */
static bool
find_inside(ColumnList *positions, const Box *b, const Box *a)
{
    size_t at = 0;
    if (positions)
        positions->count = 0;
    for (size_t i = 0; i < b->counts.count; i++, at++) {
        while (at < a->counts.count && a->counts.at[at] < b->counts.at[i])
            at++;
        if (at == a->counts.count || a->counts.at[at] != b->counts.at[i])
            return false;
        if (positions)
            array_push(positions, (uint32_t)at);
    }
    return true;
}

/* The shortest tally with all of the box's variables; NULL: there is none. */
static const RowBox *
find_wider(const RowState *r, const Box *box)
{
    const RowBox *best = NULL;
    for (size_t i = 0; i < r->boxes.count; i++) {
        const RowBox *x = &r->boxes.at[i];
        bool better = !best || tally_lines(&x->tally) < tally_lines(&best->tally);
        if (x->counted && better && find_inside(NULL, box, x->box))
            best = x;
    }
    return best;
}

/* ---- numbers ---- */

/* The counts over the number of rows. */
static TallyResult
add_meaning(Meaning *meaning, const RowBox *x, Budget *b)
{
    const Tally *t = &x->tally;
    size_t outputs = x->box->out.count, lines = tally_lines(t);
    uint64_t each = MATRIX_ENTRY_BYTES + TALLY_LINE_BYTES + OUTPUT_BYTES * (uint64_t)outputs;
    uint64_t *kept = &x->box->rows->kept;
    if (!budget_allows(b, saturate_plus(*kept, saturate_times(lines, each))))
        return TALLY_STOPPED;
    *kept += lines * each;
    SizeList none = {0}, sizes = {0};
    for (size_t i = 0; i < outputs; i++)
        array_push(&sizes, x->box->out.at[i]->size);
    Matrix m;
    matrix_init(&m, &none, &sizes);
    array_clear(&sizes);
    matrix_reserve(&m, 1, lines);
    mpq_t share;
    mpq_init(share);
    for (size_t l = 0; l < lines; l++) {
        mpz_set_ui(mpq_numref(share), t->count.at[l]);
        mpz_set_ui(mpq_denref(share), x->box->rows->total);
        mpq_canonicalize(share);
        matrix_add_entry(&m, outputs ? &t->code.at[l * outputs] : NULL, share);
    }
    mpq_clear(share);
    bool ok = matrix_end_row_within(&m, false, b);
    if (ok)
        meaning_add(meaning, x->box->id, &m);
    matrix_clear(&m);
    return ok ? TALLY_DONE : TALLY_STOPPED;
}

/* Sums the box's counts up from a wider tally, which there is. */
static void
sum_up(const Box *box)
{
    RowBox *x = row_box(box);
    const RowBox *wider = find_wider(box->rows, box);
    assert(wider);
    if (x->counted)
        return;
    ColumnList positions = {0};
    find_inside(&positions, box, wider->box);
    tally_marginal(&x->tally, &wider->tally, &positions);
    x->counted = true;
    array_clear(&positions);
}

static uint64_t
combinations(const Box *box)
{
    uint64_t product = 1;
    for (size_t i = 0; i < box->out.count; i++)
        product = saturate_times(product, box->out.at[i]->size);
    return product;
}

/* The widest first, then in the order of their variables. */
static int
compare_boxes(const void *a, const void *b)
{
    const Box *x = *(const Box *const *)a, *y = *(const Box *const *)b;
    if (x->counts.count != y->counts.count)
        return x->counts.count > y->counts.count ? -1 : 1;
    for (size_t i = 0; i < x->counts.count; i++)
        if (x->counts.at[i] != y->counts.at[i])
            return x->counts.at[i] < y->counts.at[i] ? -1 : 1;
    return 0;
}

/* Those of the boxes that the rows are asked for: the others are inside one of them that is
 * small. */
static void
choose_asked(BoxList *asked, BoxList *missing)
{
    if (missing->count > 1)
        qsort(missing->at, missing->count, sizeof *missing->at, compare_boxes);
    for (size_t i = 0; i < missing->count; i++) {
        bool inside = false;
        for (size_t k = 0; !inside && k < asked->count; k++)
            inside = combinations(asked->at[k]) <= SMALL_TALLY &&
                     find_inside(NULL, missing->at[i], asked->at[k]);
        if (!inside)
            array_push(asked, missing->at[i]);
    }
}

bool
row_number_read(mpq_t to, const char *text)
{
    const char *digits = text + (*text == '-' || *text == '+');
    if (*digits < '0' || *digits > '9' || strchr(digits, '%'))
        return false;
    if (rational_read(to, digits, strlen(digits)) != RATIONAL_READ)
        return false;
    if (*text == '-')
        mpq_neg(to, to);
    return true;
}

/* The label of a text that is the same number. */
static uint32_t
find_number(const CountedVariable *v, const Texts *texts, const char *text)
{
    uint32_t label = NO_LABEL;
    mpq_t number, other;
    mpq_inits(number, other, NULL);
    bool is = row_number_read(number, text);
    for (uint32_t i = 0; is && label == NO_LABEL && i < v->label.count; i++)
        if (row_number_read(other, texts_text(texts, i)) && mpq_equal(number, other))
            label = v->label.at[i];
    mpq_clears(number, other, NULL);
    return label;
}

/* Where an engine holds 1 and 1.0 equal it may say now the one and now the other: such a text has
 * the label of that number.  Stops at one that has none. */
static void
learn_labels(CountedVariable *v, const Texts *texts)
{
    uint32_t label = 0;
    while (v->label.count < texts_count(texts) && label != NO_LABEL) {
        label = find_number(v, texts, texts_text(texts, (uint32_t)v->label.count));
        if (label != NO_LABEL)
            array_push(&v->label, label);
    }
}

/* Labels for texts.  A text without one was not there when the state was declared, and neither was
 * another number of rows. */
static bool
take_tally(const Box *box, const Tally *t, TallyTrouble *trouble)
{
    RowState *r = box->rows;
    RowBox *x = row_box(box);
    const uint32_t **label_of = memory_new(box->counts.count + 1, sizeof *label_of);
    bool known = t->total == r->total;
    for (size_t k = 0; k < box->counts.count; k++) {
        CountedVariable *v = &r->variables.at[box->counts.at[k]];
        learn_labels(v, &r->source->columns.at[v->column].texts);
        label_of[k] = v->label.at;
        for (size_t l = 0; known && l < tally_lines(t); l++) {
            uint32_t code = t->code.at[l * t->columns.count + k];
            known = code < v->label.count && v->label.at[code] != NO_LABEL;
        }
    }
    if (known) {
        tally_relabel(&x->tally, t, label_of);
        for (size_t k = 0; k < box->counts.count; k++)
            x->tally.columns.at[k] = box->counts.at[k];
        x->counted = true;
    } else {
        trouble->fault = TALLY_CHANGED;
    }
    memory_free(label_of);
    return known;
}

/* The columns of these boxes of one state; an array of their number, to be freed by free_scopes. */
static ColumnList *
find_scopes(const RowState *r, const BoxList *asked)
{
    ColumnList *scopes = memory_new(asked->count + 1, sizeof *scopes);
    for (size_t i = 0; i < asked->count; i++)
        for (size_t k = 0; k < asked->at[i]->counts.count; k++)
            array_push(&scopes[i], r->variables.at[asked->at[i]->counts.at[k]].column);
    return scopes;
}

static void
free_scopes(ColumnList *scopes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        array_clear(&scopes[i]);
    memory_free(scopes);
}

/* Asks the rows for these boxes of one state, all at once. */
static TallyResult
ask_rows(RowState *r, const BoxList *asked, Budget *b, RowTrouble *t)
{
    ColumnList *scopes = find_scopes(r, asked);
    Tally *tallies = memory_new(asked->count, sizeof *tallies);
    TallyResult result = r->begun ? TALLY_DONE : row_source_begin(r->source, b, &t->tally);
    r->begun = r->begun || result == TALLY_DONE;
    if (result == TALLY_DONE)
        result = row_source_ask(r->source, tallies, scopes, asked->count, b, &t->tally);
    if (result != TALLY_DONE)
        t->box = asked->at[t->tally.scope < asked->count ? t->tally.scope : 0];
    for (size_t i = 0; i < asked->count; i++) {
        if (result == TALLY_DONE && !take_tally(asked->at[i], &tallies[i], &t->tally)) {
            result = TALLY_FAILED;
            t->box = asked->at[i];
        }
        tally_clear(&tallies[i]);
    }
    memory_free(tallies);
    free_scopes(scopes, asked->count);
    return result;
}

/* The boxes of r among these that have no meaning. */
static void
find_missing(BoxList *to, const RowState *r, const BoxList *boxes, const Meaning *meaning)
{
    to->count = 0;
    for (size_t i = 0; i < boxes->count; i++)
        if (boxes->at[i]->rows == r && !meaning_find(meaning, boxes->at[i]->id))
            array_push(to, boxes->at[i]);
}

/* Those of the missing boxes that the rows have to be asked for. */
static void
find_asked(BoxList *to, const RowState *r, const BoxList *missing)
{
    BoxList unknown = {0};
    for (size_t i = 0; i < missing->count; i++)
        if (!find_wider(r, missing->at[i]))
            array_push(&unknown, missing->at[i]);
    choose_asked(to, &unknown);
    array_clear(&unknown);
}

static TallyResult
count_state(RowState *r, Meaning *meaning, const BoxList *boxes, Budget *b, RowTrouble *t)
{
    BoxList missing = {0}, asked = {0};
    find_missing(&missing, r, boxes, meaning);
    find_asked(&asked, r, &missing);
    TallyResult result = asked.count ? ask_rows(r, &asked, b, t) : TALLY_DONE;
    for (size_t i = 0; result == TALLY_DONE && i < missing.count; i++) {
        sum_up(missing.at[i]);
        t->box = missing.at[i];
        t->tally.rows = tally_lines(&row_box(missing.at[i])->tally);
        result = add_meaning(meaning, row_box(missing.at[i]), b);
    }
    array_clear(&missing);
    array_clear(&asked);
    return result;
}

TallyResult
row_boxes_count(Meaning *meaning, const BoxList *boxes, Budget *b, RowTrouble *t)
{
    TallyResult result = TALLY_DONE;
    for (size_t i = 0; result == TALLY_DONE && i < boxes->count; i++)
        if (boxes->at[i]->rows && !meaning_find(meaning, boxes->at[i]->id))
            result = count_state(boxes->at[i]->rows, meaning, boxes, b, t);
    return result;
}

/* What one state would be asked. */
static void
write_state_plan(const RowState *r, const Meaning *meaning, const BoxList *boxes, Sink *to)
{
    BoxList missing = {0}, asked = {0};
    find_missing(&missing, r, boxes, meaning);
    find_asked(&asked, r, &missing);
    for (size_t i = 0; i < asked.count; i++) {
        sink_print(to, "rows of %s by", r->name);
        for (size_t k = 0; k < asked.at[i]->counts.count; k++) {
            sink_put(to, k ? ", " : " ");
            word_write_name(asked.at[i]->out_names.at[k], to);
        }
        sink_put(to, asked.at[i]->counts.count ? "\n" : " nothing\n");
    }
    ColumnList *scopes = find_scopes(r, &asked);
    if (asked.count)
        row_source_write_plan(r->source, scopes, asked.count, to);
    free_scopes(scopes, asked.count);
    array_clear(&missing);
    array_clear(&asked);
}

void
row_boxes_write_plan(const Meaning *meaning, const BoxList *boxes, Sink *to)
{
    for (size_t i = 0; i < boxes->count; i++) {
        bool first = boxes->at[i]->rows != NULL;
        for (size_t k = 0; first && k < i; k++)
            first = boxes->at[k]->rows != boxes->at[i]->rows;
        if (first)
            write_state_plan(boxes->at[i]->rows, meaning, boxes, to);
    }
}

bool
diagram_has_rows(const Diagram *d)
{
    bool has = false;
    for (size_t i = 0; !has && i < d->uses.count; i++)
        has = d->uses.at[i].box->rows != NULL;
    return has;
}
