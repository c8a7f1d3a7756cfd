/* hugin.c -- the reader of Hugin's NET language; see hugin.h.
 *
 * The blocks are gone through twice: first for the nodes, then for the potentials, which may stand
 * before nodes that they name. */
#include "bayes/hugin.h"

#include "bayes/bayes_number.h"
#include "bayes/build.h"

typedef struct Reader {
    Build build;
    const char *text, *at, *end;
    Place token;
    enum { END, WORD, STRING, MARK } kind;
    char mark;
    Sink string;     /* a string without its quotes and escapes */
    bool potentials; /* they are read now, else the nodes are */
} Reader;

/* ---- tokens ---- */

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_mark_character(char c)
{
    return c != '\0' && strchr("(){}=;|\"%", c) != NULL;
}

static Place
from(const Reader *r, const char *start)
{
    return (Place){(uint32_t)(start - r->text), (uint32_t)(r->at - r->text)};
}

static bool
fail(Reader *r, BayesFault fault)
{
    return build_fail(&r->build, fault, r->token);
}

static void
skip_blanks(Reader *r)
{
    while (r->at < r->end && (is_blank(*r->at) || *r->at == '%')) {
        if (*r->at == '%')
            while (r->at < r->end && *r->at != '\n' && *r->at != '\r')
                r->at++;
        else
            r->at++;
    }
}

/* After the quote; a \ stands before a quote or another \ that are meant. */
static bool
read_string(Reader *r)
{
    const char *start = r->at++;
    r->string.count = 0;
    for (; r->at < r->end && *r->at != '"'; r->at++) {
        if (*r->at == '\\' && (r->at[1] == '"' || r->at[1] == '\\'))
            r->at++;
        if (*r->at == '\0') {
            r->token = (Place){(uint32_t)(r->at - r->text), (uint32_t)(r->at - r->text + 1)};
            return fail(r, BAYES_BAD_BYTE);
        }
        sink_add(&r->string, r->at, 1);
    }
    if (r->at == r->end) {
        r->at = start + 1;
        r->token = from(r, start);
        r->build.mistake.found = BAYES_WORD;
        return fail(r, BAYES_NOT_CLOSED);
    }
    r->at++;
    r->token = from(r, start);
    r->kind = STRING;
    return true;
}

static bool
next(Reader *r)
{
    skip_blanks(r);
    const char *start = r->at;
    if (r->at == r->end) {
        r->kind = END;
    } else if (*r->at == '"') {
        return read_string(r);
    } else if (is_mark_character(*r->at)) {
        r->kind = MARK;
        r->mark = *r->at++;
    } else {
        r->kind = WORD;
        while (r->at < r->end && !is_blank(*r->at) && !is_mark_character(*r->at) &&
               (unsigned char)*r->at >= ' ')
            r->at++;
        if (r->at == start || (r->at < r->end && !is_blank(*r->at) && !is_mark_character(*r->at))) {
            r->token = (Place){(uint32_t)(r->at - r->text), (uint32_t)(r->at - r->text + 1)};
            return fail(r, BAYES_BAD_BYTE);
        }
    }
    r->token = from(r, start);
    return true;
}

static bool
is_mark(const Reader *r, char mark)
{
    return r->kind == MARK && r->mark == mark;
}

static bool
is_word(const Reader *r, const char *word)
{
    size_t n = r->token.end - r->token.start;
    return r->kind == WORD && n == strlen(word) && memcmp(r->text + r->token.start, word, n) == 0;
}

static bool
unexpected(Reader *r, BayesThing wanted, char mark, const char *what)
{
    BayesMistake *m = &r->build.mistake;
    m->found = r->kind == END ? BAYES_END : r->kind == MARK ? BAYES_MARK : BAYES_WORD;
    m->wanted = wanted;
    m->mark = mark;
    m->what = what;
    return fail(r, BAYES_UNEXPECTED);
}

static bool
want_mark(Reader *r, char mark)
{
    return next(r) && (is_mark(r, mark) || unexpected(r, BAYES_MARK, mark, NULL));
}

/* A word or a string. */
static bool
want_name(Reader *r)
{
    return next(r) && (r->kind == WORD || r->kind == STRING || unexpected(r, BAYES_NAME, 0, NULL));
}

static Name
name_of(Reader *r)
{
    if (r->kind == STRING)
        return names_add(r->build.names, sink_text(&r->string), r->string.count);
    return names_add(r->build.names, r->text + r->token.start, r->token.end - r->token.start);
}

/* To the semicolon that ends an attribute. */
static bool
skip_value(Reader *r)
{
    do {
        if (!next(r))
            return false;
        if (r->kind == END || is_mark(r, '{') || is_mark(r, '}'))
            return unexpected(r, BAYES_MARK, ';', NULL);
    } while (!is_mark(r, ';'));
    return true;
}

/* To the brace that closes a block, behind the one that opened it. */
static bool
skip_block(Reader *r)
{
    for (uint32_t depth = 1; depth;) {
        if (!next(r))
            return false;
        if (r->kind == END)
            return unexpected(r, BAYES_MARK, '}', NULL);
        depth = is_mark(r, '{') ? depth + 1 : is_mark(r, '}') ? depth - 1 : depth;
    }
    return true;
}

/* ---- nodes ---- */

/* ("a" "b"); after the = */
static bool
read_states(Reader *r, uint32_t v)
{
    if (r->build.net.variables.at[v].labels.count)
        return unexpected(r, BAYES_KEYWORD, 0, "one list of states");
    if (!want_mark(r, '('))
        return false;
    for (;;) {
        if (!next(r))
            return false;
        if (is_mark(r, ')'))
            return want_mark(r, ';');
        if (r->kind != STRING && r->kind != WORD)
            return unexpected(r, BAYES_NAME, 0, NULL);
        const char *text = r->kind == STRING ? sink_text(&r->string) : r->text + r->token.start;
        size_t count = r->kind == STRING ? r->string.count : r->token.end - r->token.start;
        if (!build_add_label(&r->build, v, text, count, r->token))
            return false;
    }
}

/* Another attribute, an = and its value. */
static bool
skip_attribute(Reader *r)
{
    if (r->kind != WORD)
        return unexpected(r, BAYES_KEYWORD, 0, "an attribute");
    return want_mark(r, '=') && skip_value(r);
}

static bool
read_node(Reader *r)
{
    uint32_t v;
    if (!want_name(r))
        return false;
    Place at = r->token;
    Name name = name_of(r);
    if (!build_add_variable(&r->build, name, at, &v) || !want_mark(r, '{'))
        return false;
    for (;;) {
        if (!next(r))
            return false;
        if (is_mark(r, '}'))
            break;
        bool states = is_word(r, "states");
        if (!(states ? want_mark(r, '=') && read_states(r, v) : skip_attribute(r)))
            return false;
    }
    return r->build.net.variables.at[v].labels.count > 0 ||
           build_fail_count(&r->build, BAYES_LABEL_COUNT, at, name, 0, 0);
}

/* ---- potentials ---- */

/* How far `data` has been read: brackets around numbers, the outermost around all of them. */
typedef struct Data {
    uint64_t *size;   /* of each depth, how many numbers a pair of brackets holds */
    uint64_t *opened; /* at which number they were opened */
    size_t dimensions, depth;
    uint64_t read;
} Data;

static bool
fail_nesting(Reader *r, const BayesVariable *v)
{
    return build_fail_about(&r->build, BAYES_NESTING, r->token, NULL, v->name);
}

static bool
read_number(Reader *r, BayesVariable *v, uint64_t i)
{
    const char *stop;
    size_t labels = v->labels.count;
    BayesFault fault =
        bayes_number_read(&r->build.net, &v->numbers[i], r->text + r->token.start, &stop);
    if (r->kind != WORD || (fault == BAYES_FINE && stop != r->text + r->token.end))
        fault = BAYES_NOT_A_NUMBER;
    if (i % labels == 0)
        v->given[i / labels] = r->token.start;
    return (fault == BAYES_FINE || fail(r, fault)) && build_step(&r->build, 1, r->token);
}

/* How many numbers there are to the semicolon, from here. */
static bool
count_numbers(Reader *r, uint64_t *to)
{
    const char *at = r->at;
    bool ok;
    *to = 0;
    while ((ok = next(r)) && r->kind != END && !is_mark(r, ';'))
        *to += r->kind == WORD || r->kind == STRING;
    if (ok && r->kind == END)
        return unexpected(r, BAYES_MARK, ';', NULL);
    r->at = at;
    return ok;
}

static bool
bracket(Reader *r, const BayesVariable *v, Data *d)
{
    if (r->mark == '(') {
        if (d->depth == d->dimensions || d->read % d->size[d->depth] != 0)
            return fail_nesting(r, v);
        d->opened[d->depth++] = d->read;
        return true;
    }
    if (d->depth == 0)
        return fail_nesting(r, v);
    d->depth--;
    return d->read - d->opened[d->depth] == d->size[d->depth] || fail_nesting(r, v);
}

static bool
read_numbers(Reader *r, BayesVariable *v, Data *d)
{
    for (;;) {
        if (!next(r))
            return false;
        if (is_mark(r, ';'))
            return d->depth == 0 || fail_nesting(r, v);
        if (is_mark(r, '(') || is_mark(r, ')')) {
            if (!bracket(r, v, d))
                return false;
        } else if (r->kind == MARK) {
            return unexpected(r, BAYES_SIZED, 0, NULL);
        } else if (!read_number(r, v, d->read++)) {
            return false;
        }
    }
}

/* After the = */
static bool
read_data(Reader *r, uint32_t i)
{
    BayesVariable *v = &r->build.net.variables.at[i];
    uint64_t has, wants = build_table_size(&r->build, i);
    Place at = r->token;
    if (v->has_table)
        return build_fail_about(&r->build, BAYES_TABLE_TWICE, at, NULL, v->name);
    if (!count_numbers(r, &has))
        return false;
    if (has != wants)
        return build_fail_count(&r->build, BAYES_ROW_LENGTH, at, v->name, has, wants);
    if (!build_make_table(&r->build, i))
        return false;
    Data d = {.dimensions = v->parents.count + 1};
    d.size = memory_new(2 * d.dimensions, sizeof *d.size);
    d.opened = d.size + d.dimensions;
    uint64_t size = v->labels.count;
    for (size_t k = d.dimensions; k-- > 0;) {
        d.size[k] = size;
        if (k > 0)
            size *= r->build.net.variables.at[v->parents.at[k - 1]].labels.count;
    }
    bool ok = read_numbers(r, v, &d);
    memory_free(d.size);
    return ok;
}

/* (X | A B) */
static bool
read_head(Reader *r, uint32_t *v)
{
    uint32_t parent;
    if (!want_mark(r, '(') || !want_name(r) ||
        !build_find_variable(&r->build, name_of(r), r->token, v) ||
        !build_start_table(&r->build, *v, r->token) || !next(r))
        return false;
    if (is_mark(r, ')'))
        return true;
    if (!is_mark(r, '|'))
        return unexpected(r, BAYES_KEYWORD, 0, "| or )");
    for (;;) {
        if (!next(r))
            return false;
        if (is_mark(r, ')'))
            return true;
        if (r->kind != WORD && r->kind != STRING)
            return unexpected(r, BAYES_MARK, ')', NULL);
        if (!build_find_variable(&r->build, name_of(r), r->token, &parent) ||
            !build_add_parent(&r->build, *v, parent, r->token))
            return false;
    }
}

static bool
read_potential(Reader *r)
{
    uint32_t v;
    if (!read_head(r, &v) || !want_mark(r, '{'))
        return false;
    for (;;) {
        if (!next(r))
            return false;
        if (is_mark(r, '}'))
            return true;
        if (is_word(r, "model_data") || is_word(r, "model_nodes"))
            return build_fail_about(&r->build, BAYES_KIND, r->token, name_of(r),
                                    r->build.net.variables.at[v].name);
        bool data = is_word(r, "data");
        if (!(data ? want_mark(r, '=') && read_data(r, v) : skip_attribute(r)))
            return false;
    }
}

static bool
skip_potential(Reader *r)
{
    do {
        if (!next(r))
            return false;
        if (r->kind == END || is_mark(r, '}'))
            return unexpected(r, BAYES_MARK, '{', NULL);
    } while (!is_mark(r, '{'));
    return skip_block(r);
}

/* ---- blocks ---- */

static const char BLOCKS[] = "`node`, `potential` or `net`";

/* A block that begins with none of the words that are read: `decision D {`, `continuous node X {`.
 */
static bool
refuse_block(Reader *r)
{
    static const char *const kinds[] = {"continuous", "decision", "utility", "function",
                                        "instance",   "temporal", "interval"};
    Place at = r->token;
    Name kind = name_of(r);
    bool known = false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        known = known || strcmp(kind, kinds[i]) == 0;
    if (!known)
        return unexpected(r, BAYES_KEYWORD, 0, BLOCKS);
    if (!want_name(r) || (is_word(r, "node") && !want_name(r)))
        return false;
    return build_fail_about(&r->build, BAYES_KIND, at, kind, name_of(r));
}

/* A node, whose word `node` is next or was just read. */
static bool
pass_node(Reader *r)
{
    if (!r->potentials)
        return read_node(r);
    return want_name(r) && want_mark(r, '{') && skip_block(r);
}

/* `net {` or `class NAME {` : in a class, blocks stand inside. */
static bool
pass_net(Reader *r)
{
    return want_mark(r, '{') && skip_block(r);
}

/* One block, or an attribute of a class; the first word was read. */
static bool
read_block(Reader *r, bool inside)
{
    if (is_word(r, "node"))
        return pass_node(r);
    if (is_word(r, "potential"))
        return r->potentials ? read_potential(r) : skip_potential(r);
    if (is_word(r, "net") && !inside)
        return pass_net(r);
    if (r->kind != WORD)
        return unexpected(r, BAYES_KEYWORD, 0, BLOCKS);
    if (is_word(r, "discrete")) {
        if (!next(r))
            return false;
        return is_word(r, "node") ? pass_node(r) : refuse_block(r);
    }
    const char *p = r->at;
    while (p < r->end && is_blank(*p))
        p++;
    return inside && *p == '=' ? skip_attribute(r) : refuse_block(r);
}

static bool
read_class(Reader *r)
{
    if (!want_name(r) || !want_mark(r, '{'))
        return false;
    for (;;) {
        if (!next(r))
            return false;
        if (is_mark(r, '}'))
            return true;
        if (!read_block(r, true))
            return false;
    }
}

static bool
read_blocks(Reader *r, bool potentials)
{
    r->at = r->text;
    r->potentials = potentials;
    if (r->end - r->text >= 3 && memcmp(r->text, "\xef\xbb\xbf", 3) == 0)
        r->at += 3;
    for (;;) {
        if (!next(r))
            return false;
        if (r->kind == END)
            return r->build.net.variables.count > 0 || unexpected(r, BAYES_KEYWORD, 0, BLOCKS);
        if (!(is_word(r, "class") ? read_class(r) : read_block(r, false)))
            return false;
    }
}

bool
hugin_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
           Budget *budget)
{
    Reader r = {.text = text, .end = text + count};
    build_init(&r.build, BAYES_HUGIN, names, budget);
    sink_init(&r.string);
    bool ok = read_blocks(&r, false) && read_blocks(&r, true) && build_finish(&r.build);
    sink_clear(&r.string);
    build_end(&r.build, ok, to, m);
    return ok;
}
