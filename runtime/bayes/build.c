/* build.c -- see build.h. */
#include "bayes/build.h"

#include "base/saturate.h"
#include "bayes/bayes_number.h"

enum { LABEL_BYTES = 64, ROW_STEPS = 4 };

void
build_init(Build *b, BayesFormat format, Names *names, Budget *budget)
{
    *b = (Build){.names = names, .budget = budget};
    b->mistake.format = format;
}

void
build_end(Build *b, bool ok, BayesNet *to, BayesMistake *m)
{
    array_clear(&b->named);
    bayes_clear(to);
    bayes_mistake_clear(m);
    *m = b->mistake;
    if (ok)
        *to = b->net;
    else
        bayes_clear(&b->net);
}

/* ---- mistakes ---- */

bool
build_fail(Build *b, BayesFault fault, Place at)
{
    b->mistake.fault = fault;
    b->mistake.start = at.start;
    b->mistake.end = at.end;
    return false;
}

bool
build_fail_about(Build *b, BayesFault fault, Place at, Name name, Name of)
{
    b->mistake.name = name;
    b->mistake.of = of;
    return build_fail(b, fault, at);
}

bool
build_fail_count(Build *b, BayesFault fault, Place at, Name of, uint64_t has, uint64_t wants)
{
    b->mistake.has = has;
    b->mistake.wants = wants;
    return build_fail_about(b, fault, at, NULL, of);
}

bool
build_fail_row(Build *b, BayesFault fault, Place at, uint32_t variable, size_t row)
{
    const BayesVariable *v = &b->net.variables.at[variable];
    bayes_row_labels(&b->net, v, row, &b->mistake.labels);
    return build_fail_about(b, fault, at, NULL, v->name);
}

/* Where the table of a variable is named. */
static Place
table_place(const BayesVariable *v)
{
    return (Place){v->block, v->block + v->block_length};
}

/* ---- the budget ---- */

bool
build_charge(Build *b, uint64_t bytes, Place at)
{
    b->net.bytes += bytes;
    return budget_allows(b->budget, b->net.bytes) || build_fail(b, BAYES_STOPPED, at);
}

bool
build_step(Build *b, uint64_t steps, Place at)
{
    return budget_step(b->budget, steps) || build_fail(b, BAYES_STOPPED, at);
}

bool
build_charge_table(Build *b, uint32_t variable, uint64_t numbers, uint64_t now, uint64_t later)
{
    const BayesVariable *v = &b->net.variables.at[variable];
    uint64_t taken = b->net.bytes + b->net.later, most = b->budget->bytes;
    if (most && taken + now + later > most) {
        uint64_t each = (now + later + numbers - 1) / numbers;
        return build_fail_count(b, BAYES_TABLE_MEMORY, table_place(v), v->name,
                                most > taken ? (most - taken) / each : 0, numbers);
    }
    b->net.later += later;
    return build_charge(b, now, table_place(v));
}

/* ---- variables ---- */

bool
build_add_variable(Build *b, Name name, Place at, uint32_t *to)
{
    if (map_find(&b->net.index, map_key(name), NULL))
        return build_fail_about(b, BAYES_VARIABLE_TWICE, at, name, NULL);
    if (!build_charge(b, 2 * sizeof(BayesVariable), at))
        return false;
    *to = (uint32_t)b->net.variables.count;
    map_set_at(&b->net.index, map_key(name), *to);
    BayesVariable fresh = {.name = name, .place = at.start, .place_length = at.end - at.start};
    array_push(&b->net.variables, fresh);
    return true;
}

bool
build_add_label(Build *b, uint32_t variable, const char *text, size_t count, Place at)
{
    BayesVariable *v = &b->net.variables.at[variable];
    uint32_t found;
    if (bayes_find_label(v, text, count, b->names, &found))
        return build_fail_about(b, BAYES_LABEL_TWICE, at, v->labels.at[found], v->name);
    if (!build_charge(b, LABEL_BYTES + count, at) || !build_step(b, 1, at))
        return false;
    bayes_add_label(v, names_add(b->names, text, count));
    return true;
}

bool
build_find_variable(Build *b, Name name, Place at, uint32_t *to)
{
    uint64_t found;
    if (!map_find(&b->net.index, map_key(name), &found))
        return build_fail_about(b, BAYES_NO_VARIABLE, at, name, NULL);
    *to = (uint32_t)found;
    return true;
}

/* ---- tables ---- */

bool
build_start_table(Build *b, uint32_t variable, Place at)
{
    BayesVariable *v = &b->net.variables.at[variable];
    if (v->has_table)
        return build_fail_about(b, BAYES_TABLE_TWICE, at, NULL, v->name);
    v->block = at.start;
    v->block_length = at.end - at.start;
    v->parents.count = 0;
    b->tables++;
    array_add_zeroed(&b->named, b->net.variables.count - b->named.count);
    return true;
}

bool
build_add_parent(Build *b, uint32_t variable, uint32_t parent, Place at)
{
    BayesVariable *v = &b->net.variables.at[variable];
    if (b->named.at[parent] == b->tables)
        return build_fail_about(b, BAYES_PARENT_TWICE, at, b->net.variables.at[parent].name,
                                v->name);
    b->named.at[parent] = b->tables;
    array_push(&v->parents, parent);
    return true;
}

static uint64_t
count_rows(const Build *b, const BayesVariable *v)
{
    uint64_t rows = 1;
    for (size_t i = 0; i < v->parents.count; i++)
        rows = saturate_times(rows, b->net.variables.at[v->parents.at[i]].labels.count);
    return rows;
}

uint64_t
build_table_size(const Build *b, uint32_t variable)
{
    const BayesVariable *v = &b->net.variables.at[variable];
    return saturate_times(count_rows(b, v), v->labels.count);
}

bool
build_make_table(Build *b, uint32_t variable)
{
    BayesVariable *v = &b->net.variables.at[variable];
    uint64_t rows = count_rows(b, v), numbers = build_table_size(b, variable);
    if (numbers > BAYES_TABLE_MAX)
        return build_fail_count(b, BAYES_TABLE_SIZE, table_place(v), v->name, 0, numbers);
    uint64_t bytes = numbers * sizeof *v->numbers + rows * sizeof *v->given;
    if (!build_charge_table(b, variable, numbers, bytes, 0))
        return false;
    v->has_table = true;
    v->rows = (size_t)rows;
    v->numbers = memory_new((size_t)numbers, sizeof *v->numbers);
    v->given = memory_new((size_t)rows, sizeof *v->given);
    return true;
}

/* ---- tables that are a list of numbers ---- */

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *
skip_blanks(const char *p, const char *end)
{
    while (p < end && is_blank(*p))
        p++;
    return p;
}

static const char *
skip_word(const char *p, const char *end)
{
    while (p < end && !is_blank(*p))
        p++;
    return p;
}

static uint64_t
count_words(const char *p, const char *end)
{
    uint64_t count = 0;
    for (p = skip_blanks(p, end); p < end; p = skip_blanks(skip_word(p, end), end))
        count++;
    return count;
}

static Place
word_place(const NumberList *l, const char *p, const char *end)
{
    size_t first = (size_t)(p - l->text), last = (size_t)(end - l->text);
    uint32_t start = l->place(l->of, first);
    return (Place){start, last > first ? l->place(l->of, last - 1) + 1 : start};
}

/* The next number of the list, and its place in the source. */
static bool
read_number(Build *b, const NumberList *l, const char **at, BayesNumber *to, uint32_t *place)
{
    const char *end = l->text + l->end, *p = skip_blanks(*at, end), *stop;
    BayesFault fault = bayes_number_read(&b->net, to, p, &stop);
    *place = l->place(l->of, (size_t)(p - l->text));
    *at = stop;
    if (fault == BAYES_FINE && (stop == end || is_blank(*stop)))
        return true;
    const char *rest = skip_word(p, end);
    if (fault == BAYES_FINE || rest != stop)
        fault = BAYES_NOT_A_NUMBER;
    return build_fail(b, fault, word_place(l, p, rest));
}

static bool
read_numbers(Build *b, const BayesVariable *v, const NumberList *l)
{
    size_t labels = v->labels.count, count = v->rows * labels;
    const char *p = l->text + l->first;
    for (size_t i = 0; i < count; i++) {
        size_t row = l->label_slowest ? i % v->rows : i / labels;
        size_t label = l->label_slowest ? i / v->rows : i % labels;
        uint32_t place;
        if (!read_number(b, l, &p, &v->numbers[row * labels + label], &place))
            return false;
        if (label == 0)
            v->given[row] = place;
        if (i % 1024 == 0 && !build_step(b, 1024 / ROW_STEPS, (Place){place, place}))
            return false;
    }
    return true;
}

bool
build_read_table(Build *b, uint32_t variable, const NumberList *list)
{
    const char *end = list->text + list->end, *first = skip_blanks(list->text + list->first, end);
    uint64_t has = count_words(first, end), wants = build_table_size(b, variable);
    const BayesVariable *v = &b->net.variables.at[variable];
    if (has != wants)
        return build_fail_count(b, BAYES_ROW_LENGTH,
                                has ? word_place(list, first, skip_word(first, end))
                                    : table_place(v),
                                v->name, has, wants);
    return build_make_table(b, variable) && read_numbers(b, v, list);
}

/* ---- the end ---- */

static bool
check_tables(Build *b)
{
    for (size_t i = 0; i < b->net.variables.count; i++) {
        const BayesVariable *v = &b->net.variables.at[i];
        Place at = {v->place, v->place + v->place_length};
        if (!v->has_table)
            return build_fail_about(b, BAYES_NO_TABLE, at, NULL, v->name);
    }
    return true;
}

static bool
check_cycle(Build *b)
{
    BayesList order = {0}, cycle = {0};
    bool ok = bayes_sort(&b->net, &order, &cycle);
    if (!ok) {
        const BayesVariable *v = &b->net.variables.at[cycle.at[0]];
        for (size_t i = 0; i < cycle.count; i++)
            array_push(&b->mistake.labels, b->net.variables.at[cycle.at[i]].name);
        build_fail_about(b, BAYES_CYCLE, table_place(v), NULL, v->name);
    }
    array_clear(&cycle);
    array_clear(&order);
    return ok;
}

bool
build_finish(Build *b)
{
    return check_tables(b) && check_cycle(b);
}
