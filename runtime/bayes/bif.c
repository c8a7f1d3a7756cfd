/* bif.c -- the reader of BIF files; see bif.h.
 *
 * One pass over the text, a block at a time; a probability block that comes before a variable it
 * names is skipped and read at the end.  Words are compared where they stand: a row's labels are
 * first held against those that would come next, so that nothing is looked up in a file written in
 * order.  Memory is asked of the budget before it is taken, a block at a time. */
#include "bayes/bif.h"

#include "bayes/bayes_number.h"
#include "bayes/bif_text.h"
#include "bayes/build.h"

#include <assert.h>

enum { ROW_STEPS = 4 };

typedef struct Reader {
    const char *text, *end;
    const char *at;           /* where the next token is looked for */
    const char *start, *stop; /* the last token: a word's text, without quotes */
    BayesThing token;
    char mark;
    bool quoted; /* the word stood in quotes: it is a name, whatever it says */
    Name label;  /* of an interval with blanks in it, its text without them; else NULL */
    bool later;  /* blocks before their variables are put off */
    BayesList put_off;
    BayesList guess; /* of each parent, the label of the row before */
    Build build;
} Reader;

typedef enum Class { IN_WORD, BLANK, MARK, QUOTE, SLASH, HASH, BAD, NUL } Class;

static const unsigned char class_of[256] = {
    NUL,           BAD,           BAD,          BAD,           BAD,           BAD,
    BAD,           BAD,           BAD,          BLANK,         BLANK,         BLANK,
    BLANK,         BLANK,         BAD,          BAD,           BAD,           BAD,
    BAD,           BAD,           BAD,          BAD,           BAD,           BAD,
    BAD,           BAD,           BAD,          BAD,           BAD,           BAD,
    BAD,           BAD,           BLANK,        [','] = BLANK, ['|'] = BLANK, ['{'] = MARK,
    ['}'] = MARK,  ['('] = MARK,  [')'] = MARK, ['['] = MARK,  [']'] = MARK,  [';'] = MARK,
    ['"'] = QUOTE, ['/'] = SLASH, ['#'] = HASH, [0x7f] = BAD,
};

static Class class(const char *p)
{
    return (Class)class_of[(unsigned char)*p];
}

/* ---- mistakes ---- */

static uint32_t
offset(const Reader *r, const char *p)
{
    return (uint32_t)(p - r->text);
}

/* Of the last token. */
static Place
here(const Reader *r)
{
    return (Place){offset(r, r->start), offset(r, r->stop)};
}

static BayesVariable *
variable(Reader *r, uint32_t i)
{
    return &r->build.net.variables.at[i];
}

static uint32_t
number_of(const Reader *r, const BayesVariable *v)
{
    return (uint32_t)(v - r->build.net.variables.at);
}

static bool
fail_at(Reader *r, BayesFault fault, const char *start, const char *stop)
{
    return build_fail(&r->build, fault, (Place){offset(r, start), offset(r, stop)});
}

static bool
fail(Reader *r, BayesFault fault)
{
    return build_fail(&r->build, fault, here(r));
}

static bool
fail_about(Reader *r, BayesFault fault, Name name, Name of)
{
    return build_fail_about(&r->build, fault, here(r), name, of);
}

static bool
fail_count(Reader *r, BayesFault fault, Name of, uint64_t has, uint64_t wants)
{
    return build_fail_count(&r->build, fault, here(r), of, has, wants);
}

static bool
unexpected(Reader *r, BayesThing wanted, char mark)
{
    BayesMistake *m = &r->build.mistake;
    m->found = r->token;
    m->wanted = wanted;
    m->mark = mark;
    return fail(r, BAYES_UNEXPECTED);
}

static bool
step(Reader *r, uint64_t n)
{
    return build_step(&r->build, n, here(r));
}

/* ---- tokens ---- */

static bool
not_closed(Reader *r, BayesThing what, const char *start)
{
    r->build.mistake.found = what;
    return fail_at(r, BAYES_NOT_CLOSED, start, start + (what == BAYES_COMMENT ? 2 : 1));
}

static bool
is_comment(const char *p)
{
    return *p == '/' && (p[1] == '/' || p[1] == '*');
}

static bool
comment_begins(const Reader *r)
{
    return is_comment(r->at) || (class(r->at) == HASH && bif_hash_is_comment(r->text, r->at));
}

static bool
skip_comment(Reader *r)
{
    const char *start = r->at, *p = start + (*start == '#' ? 1 : 2);
    if (start[1] == '/' || *start == '#') {
        p = memchr(p, '\n', (size_t)(r->end - p));
        r->at = p ? p : r->end;
        return true;
    }
    while ((p = memchr(p, '*', (size_t)(r->end - p))) != NULL && p[1] != '/')
        p++;
    r->at = p ? p + 2 : r->end;
    return p || not_closed(r, BAYES_COMMENT, start);
}

static bool
skip_blanks(Reader *r)
{
    for (;;) {
        while (class(r->at) == BLANK)
            r->at++;
        if (class(r->at) == IN_WORD || !comment_begins(r))
            return true;
        if (!skip_comment(r))
            return false;
    }
}

static bool
read_string(Reader *r)
{
    const char *start = r->at + 1, *p = start;
    while (*p != '"' && *p != '\n' && class(p) != NUL && class(p) != BAD)
        p++;
    if (p == r->end || *p == '\n')
        return not_closed(r, BAYES_WORD, r->at);
    if (*p != '"')
        return fail_at(r, BAYES_BAD_BYTE, p, p + 1);
    r->token = BAYES_WORD;
    r->quoted = true;
    r->start = start;
    r->stop = p;
    r->at = p + 1;
    return true;
}

static const char *
word_end(const char *p)
{
    while (class(p) == IN_WORD || class(p) == HASH || (class(p) == SLASH && !is_comment(p)))
        p++;
    return p;
}

/* The next token.  r->start ... r->stop is empty at the end. */
static bool
next(Reader *r)
{
    if (!skip_blanks(r))
        return false;
    const char *p = r->at;
    Class c = class(p);
    if (c == QUOTE)
        return read_string(r);
    r->quoted = false;
    r->label = NULL;
    r->start = p;
    if (c == NUL && p == r->end) {
        r->token = BAYES_END;
        r->stop = p;
        return true;
    }
    if (c == NUL || c == BAD)
        return fail_at(r, BAYES_BAD_BYTE, p, p + 1);
    r->token = c == MARK ? BAYES_MARK : BAYES_WORD;
    r->mark = *p;
    r->stop = r->at = c == MARK ? p + 1 : word_end(p);
    return true;
}

/* The next token, where a label may stand: an interval is one. */
static bool
next_label(Reader *r)
{
    if (!next(r))
        return false;
    const char *end = r->token == BAYES_MARK ? bif_interval_end(r->start) : NULL;
    if (!end)
        return true;
    r->token = BAYES_WORD;
    r->quoted = true;
    r->stop = r->at = end;
    size_t n = (size_t)(end - r->start);
    char *text = memory_new(n + 1, 1);
    bif_without_blanks(text, r->start, n);
    if (strlen(text) < n)
        r->label = names_add_text(r->build.names, text);
    memory_free(text);
    return true;
}

static bool
is_mark(const Reader *r, char mark)
{
    return r->token == BAYES_MARK && r->mark == mark;
}

static bool
is_word(const Reader *r, const char *word)
{
    size_t n = strlen(word);
    return r->token == BAYES_WORD && !r->quoted && (size_t)(r->stop - r->start) == n &&
           memcmp(r->start, word, n) == 0;
}

static bool
want_mark(Reader *r, char mark)
{
    return next(r) && (is_mark(r, mark) || unexpected(r, BAYES_MARK, mark));
}

/* The semicolon that ends something; some writers leave out the last one before a brace. */
static bool
want_end(Reader *r)
{
    if (!skip_blanks(r))
        return false;
    return *r->at == '}' || want_mark(r, ';');
}

static bool
want_name(Reader *r)
{
    return next(r) && (r->token == BAYES_WORD || unexpected(r, BAYES_NAME, 0));
}

static Name
intern(Reader *r)
{
    return r->label ? r->label : names_add(r->build.names, r->start, (size_t)(r->stop - r->start));
}

/* The quote that closes the one at p on its line, or p. */
static const char *
closing_quote(const char *p, const char *end)
{
    const char *q = p + 1;
    while (q < end && *q != '"' && *q != '\n')
        q++;
    return q < end && *q == '"' ? q : p;
}

/* A property: everything to the semicolon.  A text in quotes may have one inside; a quote that is
 * not closed on its line is a character like others. */
static bool
skip_property(Reader *r)
{
    const char *p = r->at;
    for (; p < r->end && *p != ';'; p++)
        if (*p == '"')
            p = closing_quote(p, r->end);
    if (bif_property_changes(r->at, (size_t)(p - r->at)))
        return fail_at(r, BAYES_PROPERTY, r->start, p);
    r->at = p < r->end ? p + 1 : p;
    r->start = r->stop = p;
    r->token = BAYES_END;
    return p < r->end || unexpected(r, BAYES_MARK, ';');
}

/* ---- variables ---- */

static bool
read_count(Reader *r, uint64_t *to)
{
    if (!next(r))
        return false;
    const char *p = r->start;
    *to = 0;
    bool large = false;
    for (; p < r->stop && *p >= '0' && *p <= '9'; p++)
        large = large || __builtin_mul_overflow(*to, UINT64_C(10), to) ||
                __builtin_add_overflow(*to, (uint64_t)(*p - '0'), to);
    *to = large ? UINT64_MAX : *to;
    return (r->token == BAYES_WORD && p == r->stop) || unexpected(r, BAYES_COUNT, 0);
}

static bool
same_text(Name name, const Reader *r)
{
    size_t n = (size_t)(r->stop - r->start);
    if (r->label)
        return name == r->label;
    return strncmp(name, r->start, n) == 0 && name[n] == '\0';
}

/* The position of the label that was just read. */
static bool
find_label(Reader *r, const BayesVariable *v, uint32_t *to)
{
    const char *text = r->label ? r->label : r->start;
    size_t count = r->label ? strlen(r->label) : (size_t)(r->stop - r->start);
    return bayes_find_label(v, text, count, r->build.names, to);
}

static bool
add_label(Reader *r, uint32_t v)
{
    const char *text = r->label ? r->label : r->start;
    size_t count = r->label ? strlen(r->label) : (size_t)(r->stop - r->start);
    return build_add_label(&r->build, v, text, count, here(r));
}

/* `discrete [ 2 ] { yes, no };` after `type`. */
static bool
read_type(Reader *r, uint32_t v)
{
    uint64_t count;
    if (!next(r) || !(is_word(r, "discrete") || unexpected(r, BAYES_TYPE, 0)))
        return false;
    if (!want_mark(r, '[') || !read_count(r, &count) || !want_mark(r, ']') || !want_mark(r, '{'))
        return false;
    for (;;) {
        if (!next_label(r))
            return false;
        if (is_mark(r, '}'))
            break;
        if (r->token != BAYES_WORD)
            return unexpected(r, BAYES_NAME, 0);
        if (!add_label(r, v))
            return false;
    }
    uint64_t has = variable(r, v)->labels.count;
    if (has != count || count == 0)
        return fail_count(r, BAYES_LABEL_COUNT, variable(r, v)->name, has, count);
    return want_end(r);
}

static bool
read_variable_items(Reader *r, uint32_t v)
{
    for (;;) {
        if (!next(r))
            return false;
        bool labels = variable(r, v)->labels.count > 0;
        if (is_mark(r, '}') && labels)
            return true;
        if (is_mark(r, ';'))
            continue;
        bool type = is_word(r, "type") && !labels;
        if (!type && !is_word(r, "property"))
            return labels ? unexpected(r, BAYES_MARK, '}') : unexpected(r, BAYES_TYPE, 0);
        if (!(type ? read_type(r, v) : skip_property(r)))
            return false;
    }
}

static bool
read_variable(Reader *r)
{
    uint32_t v;
    return want_name(r) && build_add_variable(&r->build, intern(r), here(r), &v) &&
           want_mark(r, '{') && read_variable_items(r, v);
}

/* ---- tables ---- */

/* After a number: what ends it. */
static bool
ends_number(const char *p)
{
    Class c = class(p);
    return c != IN_WORD && c != HASH && c != QUOTE && !(c == SLASH && !is_comment(p));
}

static bool
read_number(Reader *r, BayesNumber *to)
{
    const char *start = r->at, *stop;
    BayesFault fault = bayes_number_read(&r->build.net, to, start, &stop);
    if (fault == BAYES_FINE && ends_number(stop)) {
        r->at = stop;
        return true;
    }
    if (!next(r))
        return false;
    if (r->token != BAYES_WORD)
        return unexpected(r, BAYES_SIZED, 0);
    return fail(r, fault == BAYES_FINE || !ends_number(stop) ? BAYES_NOT_A_NUMBER : fault);
}

/* How many numbers there are to the semicolon, `have` of them read. */
static bool
fail_length(Reader *r, const BayesVariable *v, uint64_t have, uint64_t wants)
{
    const char *start = r->start, *stop = r->stop;
    while (r->token == BAYES_WORD) {
        have++;
        if (!next(r))
            return false;
    }
    if (!is_mark(r, ';') && !is_mark(r, '}'))
        return unexpected(r, BAYES_MARK, ';');
    r->start = start;
    r->stop = stop;
    return fail_count(r, BAYES_ROW_LENGTH, v->name, have, wants);
}

/* The numbers to the semicolon, of so many rows; the label is slowest, as in a `table`. */
static bool
read_numbers(Reader *r, const BayesVariable *v, BayesNumber *to, size_t rows, size_t labels)
{
    for (size_t i = 0; i < labels; i++)
        for (size_t row = 0; row < rows; row++) {
            if (!skip_blanks(r))
                return false;
            if (*r->at == ';' || *r->at == '}')
                return next(r) && fail_length(r, v, i * rows + row, rows * labels);
            if (!read_number(r, &to[row * labels + i]))
                return false;
        }
    if (!skip_blanks(r) || !step(r, labels * rows / ROW_STEPS + 1))
        return false;
    if (*r->at == '}')
        return true;
    return next(r) && (is_mark(r, ';') || fail_length(r, v, rows * labels, rows * labels));
}

static bool
fail_row(Reader *r, BayesFault fault, const BayesVariable *v, size_t row)
{
    return build_fail_row(&r->build, fault, here(r), number_of(r, v), row);
}

/* The label that was read, of parent p: most often the one of the row before, or the next. */
static bool
find_row_label(Reader *r, const BayesVariable *p, uint32_t *guess)
{
    if (same_text(p->labels.at[*guess], r))
        return true;
    uint32_t after = *guess + 1 < p->labels.count ? *guess + 1 : 0;
    if (same_text(p->labels.at[after], r)) {
        *guess = after;
        return true;
    }
    return find_label(r, p, guess) || fail_about(r, BAYES_NO_LABEL, intern(r), p->name);
}

/* `(yes, no)`: after the parenthesis. */
static bool
read_row_labels(Reader *r, const BayesVariable *v, size_t *row)
{
    size_t n = 0;
    *row = 0;
    for (;;) {
        if (!next_label(r))
            return false;
        if (r->token != BAYES_WORD)
            break;
        if (n < v->parents.count) {
            const BayesVariable *p = variable(r, v->parents.at[n]);
            if (!find_row_label(r, p, &r->guess.at[n]))
                return false;
            *row = *row * p->labels.count + r->guess.at[n];
        }
        n++;
    }
    if (!is_mark(r, ')'))
        return unexpected(r, BAYES_MARK, ')');
    return n == v->parents.count || fail_count(r, BAYES_ROW_LABELS, v->name, n, v->parents.count);
}

static bool
read_row(Reader *r, BayesVariable *v)
{
    const char *start = r->start;
    size_t row;
    if (!read_row_labels(r, v, &row))
        return false;
    if (v->given[row]) {
        r->start = start;
        return fail_row(r, BAYES_ROW_TWICE, v, row);
    }
    v->given[row] = offset(r, start);
    return read_numbers(r, v, v->numbers + row * v->labels.count, 1, v->labels.count);
}

static bool
read_table(Reader *r, BayesVariable *v)
{
    for (size_t row = 0; row < v->rows; row++) {
        if (v->given[row])
            return fail_row(r, BAYES_ROW_TWICE, v, row);
        v->given[row] = offset(r, r->start);
    }
    return read_numbers(r, v, v->numbers, v->rows, v->labels.count);
}

/* Is there room for the rows that the default gives, and for what becomes of them?  A few lines
 * can stand for a thousand million numbers. */
static bool
charge_default(Reader *r, const BayesVariable *v, const BayesNumber *row)
{
    uint64_t missing = 0, entries = 0;
    for (size_t i = 0; i < v->rows; i++)
        missing += v->given[i] == 0;
    for (size_t i = 0; i < v->labels.count; i++)
        entries += row[i] != 0;
    uint64_t numbers = v->rows * v->labels.count;
    return build_charge_table(&r->build, number_of(r, v), numbers, 0,
                              missing * entries * MATRIX_ENTRY_BYTES);
}

/* The rows that were not given are the default, which is given at that place, or 0. */
static bool
fill_default(Reader *r, BayesVariable *v, const BayesNumber *row, uint32_t place)
{
    size_t n = v->labels.count;
    if (place && !charge_default(r, v, row))
        return false;
    for (size_t i = 0; i < v->rows; i++) {
        if (v->given[i])
            continue;
        if (!place)
            return fail_row(r, BAYES_NO_ROW, v, i);
        if (!step(r, n / ROW_STEPS + 1))
            return false;
        memcpy(v->numbers + i * n, row, n * sizeof *row);
        v->given[i] = place;
    }
    return true;
}

static bool
read_default(Reader *r, const BayesVariable *v, BayesNumber *row, uint32_t *place)
{
    if (*place)
        return unexpected(r, BAYES_ENTRY, 0);
    *place = offset(r, r->start);
    return read_numbers(r, v, row, 1, v->labels.count);
}

static bool
read_entries(Reader *r, BayesVariable *v, BayesNumber *row)
{
    uint32_t place = 0;
    for (;;) {
        bool ok = next(r);
        if (ok && is_mark(r, '}'))
            return fill_default(r, v, row, place);
        if (ok && is_mark(r, '('))
            ok = read_row(r, v);
        else if (ok && is_word(r, "table"))
            ok = read_table(r, v);
        else if (ok && is_word(r, "default"))
            ok = read_default(r, v, row, &place);
        else if (ok && is_word(r, "property"))
            ok = skip_property(r);
        else if (ok && !is_mark(r, ';'))
            ok = unexpected(r, BAYES_ENTRY, 0);
        if (!ok)
            return false;
    }
}

/* ---- probability blocks ---- */

/* The variable just named; false without a mistake when it is not declared yet, and `later`. */
static bool
find_variable(Reader *r, uint32_t *to)
{
    Name name = intern(r);
    if (r->later && !map_find(&r->build.net.index, map_key(name), NULL))
        return false;
    return build_find_variable(&r->build, name, here(r), to);
}

/* X | A, B ): leaves *v set. */
static bool
read_header(Reader *r, BayesVariable **v)
{
    uint32_t x, parent;
    if (!want_mark(r, '(') || !want_name(r) || !find_variable(r, &x) ||
        !build_start_table(&r->build, x, here(r)))
        return false;
    *v = variable(r, x);
    for (;;) {
        if (!next(r))
            return false;
        if (is_mark(r, ')'))
            return want_mark(r, '{');
        if (r->token != BAYES_WORD)
            return unexpected(r, BAYES_MARK, ')');
        if (!find_variable(r, &parent) || !build_add_parent(&r->build, x, parent, here(r)))
            return false;
    }
}

/* To the end of a block that cannot be read yet, or means nothing.  `property` is a word like
 * others but where an entry starts. */
static bool
skip_block(Reader *r)
{
    for (bool first = false; !is_mark(r, '}');) {
        if (r->token == BAYES_END)
            return unexpected(r, BAYES_MARK, '}');
        bool property = first && is_word(r, "property");
        first = property || is_mark(r, '{') || is_mark(r, ';');
        if ((property && !skip_property(r)) || !next(r))
            return false;
    }
    return true;
}

static bool
read_probability(Reader *r)
{
    uint32_t place = offset(r, r->at);
    BayesVariable *v = NULL;
    if (!read_header(r, &v)) {
        if (r->build.mistake.fault != BAYES_FINE)
            return false;
        if (v)
            v->parents.count = 0;
        array_push(&r->put_off, place);
        return skip_block(r);
    }
    if (!build_make_table(&r->build, number_of(r, v)))
        return false;
    r->guess.count = 0;
    array_add_zeroed(&r->guess, v->parents.count);
    BayesNumber *row = memory_new(v->labels.count, sizeof *row);
    bool ok = read_entries(r, v, row);
    memory_free(row);
    return ok;
}

/* ---- the file ---- */

/* To the brace that closes a network: properties, what means nothing, and in the files of some
 * writers all the other blocks. */
static bool
read_network_items(Reader *r)
{
    for (bool first = true; next(r);) {
        if (is_mark(r, '}'))
            return true;
        if (r->token == BAYES_END)
            return unexpected(r, BAYES_MARK, '}');
        bool variable = first && is_word(r, "variable");
        bool probability = first && is_word(r, "probability");
        bool property = first && is_word(r, "property");
        first = variable || probability || property || is_mark(r, ';') || is_mark(r, '{');
        if ((variable && !read_variable(r)) || (probability && !read_probability(r)) ||
            (property && !skip_property(r)))
            return false;
    }
    return false;
}

/* `network NAME { property ... }`. */
static bool
read_network(Reader *r)
{
    if (!next(r) || (r->token == BAYES_WORD && !next(r)))
        return false;
    return is_mark(r, '{') ? read_network_items(r) : unexpected(r, BAYES_MARK, '{');
}

static bool
read_block(Reader *r)
{
    if (is_word(r, "variable"))
        return read_variable(r);
    if (is_word(r, "probability"))
        return read_probability(r);
    if (is_word(r, "property"))
        return skip_property(r);
    if (is_mark(r, ';'))
        return true;
    return is_word(r, "network") ? read_network(r) : unexpected(r, BAYES_BLOCK, 0);
}

static bool
read_blocks(Reader *r)
{
    for (;;) {
        if (!next(r))
            return false;
        if (r->token == BAYES_END)
            return r->build.net.variables.count > 0 || unexpected(r, BAYES_BLOCK, 0);
        if (!read_block(r))
            return false;
    }
}

static bool
read_put_off(Reader *r)
{
    r->later = false;
    for (size_t i = 0; i < r->put_off.count; i++) {
        r->at = r->text + r->put_off.at[i];
        if (!read_probability(r))
            return false;
    }
    return true;
}

bool
bif_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
         Budget *budget)
{
    assert(count < UINT32_MAX && text[count] == '\0');
    Reader r = {.text = text, .end = text + count, .at = text, .later = true};
    build_init(&r.build, BAYES_BIF, names, budget);
    r.start = r.stop = text;
    if (count >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        r.at += 3;
    bool ok = read_blocks(&r) && read_put_off(&r) && build_finish(&r.build);
    array_clear(&r.put_off);
    array_clear(&r.guess);
    build_end(&r.build, ok, to, m);
    return ok;
}
