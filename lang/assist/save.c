/* save.c -- see save.h.  The records of the journal are gone through from the last one back: a
 * statement is kept when something that it made is still there, or is named in a statement behind
 * it that is kept.  Any word of a statement may be such a name: one too many does no harm. */
#include "lang/assist/save.h"

#include "grammar.h"
#include "lang/read/lexer.h"
#include "lang/session/file.h"
#include "lang/session/journal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef struct Keeping {
    Session *s;
    /* by CHANGE_VALUE, CHANGE_TYPE: name -> 1 where a statement further on needs it, or gives it */
    Map needed[2], seen[2];
    Map kept;     /* record -> 1, or 2 for the value it printed */
    bool asks;    /* a kept statement further on asks something, */
    bool context; /* or a `use` further on is in force */
    const char *folder;
} Keeping;

static bool
is_set(const Map *m, const void *key)
{
    uint64_t value;
    return map_find(m, map_key(key), &value) && value;
}

/* ---- what matters ---- */

static Lexer
words_of(Keeping *k, Span at)
{
    return (Lexer){.source = at.source, .at = at.start, .names = &k->s->names, .prompt = true};
}

/* Is this word where the statement gives a name? */
static bool
is_given(const Record *r, Span word)
{
    for (size_t i = 0; i < r->changes.count; i++)
        if (r->changes.at[i].at.source == word.source &&
            r->changes.at[i].at.start == word.start)
            return true;
    return false;
}

static void
need_words(Keeping *k, const Record *r, Span at)
{
    Arena a = {0};
    Lexer l = words_of(k, at);
    for (Token t = lexer_next(&l, &a); t.kind != TOKEN_END && t.at.end <= at.end;
         t = lexer_next(&l, &a)) {
        if ((t.kind != TOKEN_NAME && t.kind != TOKEN_STRING) || is_given(r, t.at))
            continue;
        map_set_at(&k->needed[CHANGE_VALUE], map_key(t.text), 1);
        map_set_at(&k->needed[CHANGE_TYPE], map_key(t.text), 1);
        k->asks = k->asks || notion_find(k->s->language, t.text);
    }
    arena_clear(&a);
}

/* Is what was changed there needed?  From now on it is not: what stood before it was another. */
static bool
matters(Keeping *k, const Change *c)
{
    bool named = c->kind == CHANGE_VALUE || c->kind == CHANGE_TYPE, yes = false;
    if (named) {
        yes = !is_set(&k->seen[c->kind], c->name) || is_set(&k->needed[c->kind], c->name);
        map_set_at(&k->seen[c->kind], map_key(c->name), 1);
        map_set_at(&k->needed[c->kind], map_key(c->name), 0);
    } else if (c->kind == CHANGE_CONTEXT) {
        yes = !k->context || k->asks;
        k->context = true;
        k->asks = false;
    }
    return yes;
}

static void
consider(Keeping *k, const Record *r, Name last)
{
    bool keep = false;
    for (size_t i = 0; i < r->changes.count; i++)
        keep = matters(k, &r->changes.at[i]) || keep;
    if (keep) {
        map_set_at(&k->kept, map_key(r), 1);
        need_words(k, r, r->at);
    }
    if (r->shown.source && is_set(&k->needed[CHANGE_VALUE], last)) {
        map_set_at(&k->kept, map_key(r), 2);
        map_set_at(&k->needed[CHANGE_VALUE], map_key(last), 0);
        need_words(k, r, r->shown);
    }
}

/* ---- as text ---- */

/* A name that nothing has. */
static Name
new_name(Session *s, size_t *count)
{
    Name name;
    do {
        Sink text;
        sink_init(&text);
        sink_print(&text, "last%zu", ++*count);
        name = names_take(&s->names, &text);
    } while (session_find(s, name));
    return name;
}

/* The text, with `%` under the name that it has here. */
static void
write_text(Keeping *k, Span at, Name last, Sink *out)
{
    Arena a = {0};
    Lexer l = words_of(k, at);
    uint32_t done = at.start;
    for (Token t = lexer_next(&l, &a); t.kind != TOKEN_END && t.at.end <= at.end;
         t = lexer_next(&l, &a)) {
        if (t.kind != TOKEN_NAME || strcmp(t.text, "%") != 0)
            continue;
        sink_add(out, at.source->text + done, t.at.start - done);
        sink_put(out, last ? last : "%");
        done = t.at.end;
    }
    sink_add(out, at.source->text + done, at.end - done);
    sink_put(out, "\n");
    arena_clear(&a);
}

/* An import is found beside the text that imports it: does one in the new place find the same? */
static bool
finds_the_same(Keeping *k, const Record *r)
{
    FoundFile old = {0}, new = {0};
    file_find(&old, r->at.source->folder, r->path);
    file_find(&new, k->folder, r->path);
    bool same = old.real ? new.real && strcmp(old.real, new.real) == 0 : !new.real;
    free(old.real);
    free(new.real);
    memory_free(old.path);
    memory_free(new.path);
    return same;
}

static void
write_import(Keeping *k, const Record *r, Sink *out)
{
    FoundFile f = {0};
    file_find(&f, r->at.source->folder, r->path);
    if (!f.real)
        file_find(&f, k->s->library, r->path);
    sink_put(out, "import ");
    word_write_string(f.real ? f.real : r->path, out);
    sink_add(out, r->at.source->text + r->file.end, r->at.end - r->file.end);
    sink_put(out, "\n");
    free(f.real);
    memory_free(f.path);
}

/* The first of its names that another kept statement has given already. */
static void
note_twice(Map *given, const Record *r, SaveResult *result)
{
    for (size_t i = 0; i < r->changes.count && !result->twice; i++) {
        const Change *c = &r->changes.at[i];
        uint64_t key = map_key(c->name) * 2 + (c->kind == CHANGE_TYPE), kinds;
        if (c->kind != CHANGE_VALUE && c->kind != CHANGE_TYPE)
            continue;
        if (map_find(given, key, &kinds))
            result->twice = c->name;
        map_set_at(given, key, 1);
    }
}

static void
write_kept(Keeping *k, SaveResult *result, Sink *out)
{
    const Journal *j = k->s->journal;
    Map given = {0};
    Name last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < j->records.count; i++) {
        const Record *r = &j->records.at[i];
        uint64_t how;
        if (!map_find(&k->kept, map_key(r), &how))
            continue;
        result->statements++;
        note_twice(&given, r, result);
        if (how == 2) {
            Name name = new_name(k->s, &count);
            sink_print(out, "let %s = ", name);
            write_text(k, r->shown, last, out);
            last = name;
        } else if (r->path && !finds_the_same(k, r)) {
            write_import(k, r, out);
        } else {
            write_text(k, r->at, last, out);
        }
    }
    map_clear(&given);
}

SaveResult
save_write(Session *s, const char *folder, Sink *out)
{
    Keeping k = {.s = s, .folder = folder};
    SaveResult result = {0};
    Name last = names_add(&s->names, "%", 1);
    for (size_t i = s->journal->records.count; i-- > 0;)
        consider(&k, &s->journal->records.at[i], last);
    write_kept(&k, &result, out);
    for (size_t i = 0; i < 2; i++) {
        map_clear(&k.needed[i]);
        map_clear(&k.seen[i]);
    }
    map_clear(&k.kept);
    return result;
}
