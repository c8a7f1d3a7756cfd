/* uai.c -- the reader of UAI's format; see uai.h. */
#include "bayes/uai.h"

#include "bayes/build.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct Reader {
    Build build;
    const char *text, *at, *end;
    Place word;       /* the last one */
    BayesList tables; /* of each, its variable */
} Reader;

enum { NAME_ROOM = 24 };

/* ---- words ---- */

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next word; it is empty at the end. */
static void
next(Reader *r)
{
    while (r->at < r->end && is_blank(*r->at))
        r->at++;
    r->word.start = (uint32_t)(r->at - r->text);
    while (r->at < r->end && !is_blank(*r->at))
        r->at++;
    r->word.end = (uint32_t)(r->at - r->text);
}

static bool
is_word(const Reader *r, const char *word)
{
    size_t n = r->word.end - r->word.start;
    return n == strlen(word) && memcmp(r->text + r->word.start, word, n) == 0;
}

static bool
unexpected(Reader *r, const char *wanted)
{
    r->build.mistake.found = r->word.start == r->word.end ? BAYES_END : BAYES_WORD;
    r->build.mistake.wanted = BAYES_KEYWORD;
    r->build.mistake.what = wanted;
    return build_fail(&r->build, BAYES_UNEXPECTED, r->word);
}

/* A whole number below `limit`. */
static bool
read_whole(Reader *r, uint64_t limit, uint64_t *to, const char *wanted)
{
    next(r);
    *to = 0;
    bool ok = r->word.start < r->word.end;
    for (uint32_t i = r->word.start; ok && i < r->word.end; i++) {
        char c = r->text[i];
        ok = c >= '0' && c <= '9' && *to < UINT32_MAX;
        *to = *to * 10 + (uint64_t)(c - '0');
    }
    return (ok && *to < limit) || unexpected(r, wanted);
}

/* ---- what the file says ---- */

static bool
read_kind(Reader *r)
{
    next(r);
    if (is_word(r, "MARKOV"))
        return build_fail_about(&r->build, BAYES_KIND, r->word,
                                names_add_text(r->build.names, "MARKOV"), NULL);
    return is_word(r, "BAYES") || unexpected(r, "BAYES");
}

static bool
add_labels(Reader *r, uint32_t v, uint64_t count)
{
    char label[NAME_ROOM];
    for (uint64_t i = 0; i < count; i++) {
        int n = snprintf(label, sizeof label, "%" PRIu64, i);
        if (!build_add_label(&r->build, v, label, (size_t)n, r->word))
            return false;
    }
    return true;
}

/* A variable has a table with that many numbers at least: the file may be too short for it. */
static bool
check_label_count(Reader *r, Name name, uint64_t labels)
{
    if (labels == 0)
        return build_fail_count(&r->build, BAYES_LABEL_COUNT, r->word, name, 0, 0);
    if (labels <= (uint64_t)(r->end - r->at))
        return true;
    Place at = r->word;
    uint64_t has = 0;
    for (next(r); r->word.start < r->word.end; next(r))
        has++;
    return build_fail_count(&r->build, BAYES_ROW_LENGTH, at, name, has, labels);
}

static bool
read_variables(Reader *r)
{
    uint64_t count, labels;
    if (!read_whole(r, UINT32_MAX, &count, "how many variables there are"))
        return false;
    for (uint64_t i = 0; i < count; i++) {
        char text[NAME_ROOM];
        uint32_t v;
        snprintf(text, sizeof text, "x%" PRIu64, i);
        Name name = names_add_text(r->build.names, text);
        if (!read_whole(r, UINT32_MAX, &labels, "how many labels a variable has"))
            return false;
        if (!check_label_count(r, name, labels) ||
            !build_add_variable(&r->build, name, r->word, &v) || !add_labels(r, v, labels))
            return false;
    }
    return count > 0 || unexpected(r, "one variable or more");
}

/* The variables of a table: parents, and then the child, which is known when all are read. */
static bool
read_scope(Reader *r, BayesList *scope)
{
    uint64_t count, v, variables = r->build.net.variables.count;
    if (!read_whole(r, UINT32_MAX, &count, "how many variables a table has"))
        return false;
    if (count == 0)
        return unexpected(r, "one variable or more");
    scope->count = 0;
    Place first = r->word, last = first;
    for (uint64_t i = 0; i < count; i++) {
        if (!read_whole(r, variables, &v, "the number of a variable, from 0"))
            return false;
        last = r->word;
        array_push(scope, (uint32_t)v);
    }
    uint32_t child = scope->at[count - 1];
    first.end = last.end;
    if (!build_start_table(&r->build, child, last))
        return false;
    for (uint64_t i = 0; i + 1 < count; i++)
        if (!build_add_parent(&r->build, child, scope->at[i], first))
            return false;
    array_push(&r->tables, child);
    return build_charge(&r->build, 2 * count * sizeof *scope->at, last);
}

static bool
read_scopes(Reader *r)
{
    uint64_t count, variables = r->build.net.variables.count;
    BayesList scope = {0};
    BayesList has = {0};
    if (!read_whole(r, UINT32_MAX, &count, "how many tables there are"))
        return false;
    array_add_zeroed(&has, variables);
    bool ok = true;
    for (uint64_t i = 0; ok && i < count; i++) {
        ok = read_scope(r, &scope);
        uint32_t child = ok ? r->tables.at[i] : 0;
        if (ok && has.at[child]++)
            ok = build_fail_about(&r->build, BAYES_TABLE_TWICE, r->word, NULL,
                                  r->build.net.variables.at[child].name);
    }
    array_clear(&has);
    array_clear(&scope);
    return ok;
}

static uint32_t
place(const void *of, size_t offset)
{
    (void)of;
    return (uint32_t)offset;
}

/* How many numbers there are, and so many of them. */
static bool
read_table(Reader *r, uint32_t v)
{
    const BayesVariable *x = &r->build.net.variables.at[v];
    uint64_t count, wants = build_table_size(&r->build, v), has = 0;
    if (!read_whole(r, UINT32_MAX, &count, "how many numbers a table has"))
        return false;
    if (count != wants)
        return build_fail_count(&r->build, BAYES_ROW_LENGTH, r->word, x->name, count, wants);
    NumberList list = {.text = r->text, .first = r->word.end, .place = place};
    for (; has < count; has++) {
        next(r);
        if (r->word.start == r->word.end)
            break;
    }
    list.end = r->word.end;
    return build_read_table(&r->build, v, &list);
}

static bool
read_network(Reader *r)
{
    if (!read_kind(r) || !read_variables(r) || !read_scopes(r))
        return false;
    for (size_t i = 0; i < r->tables.count; i++)
        if (!read_table(r, r->tables.at[i]))
            return false;
    next(r);
    return (r->word.start == r->word.end || unexpected(r, "the end")) && build_finish(&r->build);
}

bool
uai_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
         Budget *budget)
{
    Reader r = {.text = text, .at = text, .end = text + count};
    build_init(&r.build, BAYES_UAI, names, budget);
    if (count >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        r.at += 3;
    r.build.net.nameless = true;
    bool ok = read_network(&r);
    array_clear(&r.tables);
    build_end(&r.build, ok, to, m);
    return ok;
}

/* ---- evidence ---- */

void
uai_evidence_clear(UaiEvidence *e)
{
    array_clear(&e->seen);
    array_clear(&e->ends);
}

/* sample_of: of each variable, the last sample that it was seen in. */
static bool
read_sample(Reader *r, UaiEvidence *to, const BayesNet *net, BayesList *sample_of)
{
    uint64_t count, v, label;
    array_push(&to->ends, to->seen.count);
    if (!read_whole(r, net->variables.count + 1, &count, "how many variables were seen"))
        return false;
    for (uint64_t i = 0; i < count; i++) {
        if (!read_whole(r, net->variables.count, &v, "the number of a variable, from 0"))
            return false;
        if (sample_of->at[v] == to->ends.count)
            return unexpected(r, "a variable that was not seen already");
        sample_of->at[v] = (uint32_t)to->ends.count;
        if (!read_whole(r, net->variables.at[v].labels.count, &label,
                        "the number of a label that this variable has, from 0"))
            return false;
        array_push(&to->seen, ((UaiSeen){(uint32_t)v, (uint32_t)label}));
        if (!build_charge(&r->build, 2 * sizeof *to->seen.at, r->word))
            return false;
    }
    to->ends.at[to->ends.count - 1] = to->seen.count;
    return build_charge(&r->build, 2 * sizeof *to->ends.at, r->word);
}

static bool
read_samples(Reader *r, UaiEvidence *to, const BayesNet *net, bool counted)
{
    uint64_t count = 1;
    BayesList sample_of = {0};
    if (counted && !read_whole(r, UINT32_MAX, &count, "how many samples there are"))
        return false;
    array_add_zeroed(&sample_of, net->variables.count);
    bool ok = true;
    for (uint64_t i = 0; ok && i < count; i++)
        ok = read_sample(r, to, net, &sample_of);
    array_clear(&sample_of);
    if (ok)
        next(r);
    return ok && (r->word.start == r->word.end || unexpected(r, "the end"));
}

/* Does the first number stand on a line of its own? */
static bool
is_first_alone(const char *text, size_t count)
{
    size_t at = 0;
    while (at < count && is_blank(text[at]))
        at++;
    while (at < count && !is_blank(text[at]))
        at++;
    while (at < count && is_blank(text[at]) && text[at] != '\n')
        at++;
    return at == count || text[at] == '\n';
}

/* False: *m says why, as it is read in this form. */
static bool
read_form(UaiEvidence *to, BayesMistake *m, const BayesNet *net, Reader r, Names *names,
          Budget *budget, bool counted)
{
    BayesNet none = {0};
    uai_evidence_clear(to);
    build_init(&r.build, BAYES_UAI, names, budget);
    bool ok = read_samples(&r, to, net, counted);
    build_end(&r.build, ok, &none, m);
    bayes_clear(&none);
    return ok;
}

bool
uai_read_evidence(UaiEvidence *to, BayesMistake *m, const BayesNet *net, const char *text,
                  size_t count, Names *names, Budget *budget)
{
    Reader r = {.text = text, .at = text, .end = text + count};
    BayesMistake other = {0};
    bool alone = is_first_alone(text, count);
    bool ok = read_form(to, m, net, r, names, budget, alone);
    if (!ok && m->fault != BAYES_STOPPED)
        ok = read_form(to, &other, net, r, names, budget, !alone);
    bayes_mistake_clear(&other);
    if (!ok)
        uai_evidence_clear(to);
    return ok;
}
