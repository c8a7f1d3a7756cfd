/* journal.c -- see journal.h.  A record is taken out of the middle of the list as well as from its
 * end: what was there before it goes to the next change of the same thing, or, where there is none,
 * back into the session. */
#include "lang/session/journal.h"

#include "network/table.h"

#include <stdlib.h>
#include <string.h>

typedef struct Before {
    Binding value;
    TypeBinding type;
    Context context;
} Before;

/* What was there before is dropped when it takes more than this, or this part of the memory. */
enum { BYTES_MOST = 64 << 20, PART = 8 };

static void
clear_before(Before *b)
{
    if (!b)
        return;
    value_clear(&b->value.value);
    array_clear(&b->type.wires);
    context_clear(&b->context);
    memory_free(b);
}

static void
clear_record(Record *r)
{
    for (size_t i = 0; i < r->changes.count; i++)
        clear_before(r->changes.at[i].before);
    array_clear(&r->changes);
}

void
journal_start(Session *s)
{
    s->journal = memory_new(1, sizeof *s->journal);
}

void
journal_clear(Session *s)
{
    for (size_t i = 0; s->journal && i < s->journal->records.count; i++)
        clear_record(&s->journal->records.at[i]);
    if (s->journal)
        array_clear(&s->journal->records);
    memory_free(s->journal);
    s->journal = NULL;
}

void
journal_forget(Session *s)
{
    Journal *j = s->journal;
    if (!j)
        return;
    for (size_t i = 0; i < j->records.count; i++)
        for (size_t k = 0; k < j->records.at[i].changes.count; k++) {
            Change *c = &j->records.at[i].changes.at[k];
            clear_before(c->before);
            c->before = NULL;
        }
    j->sealed = j->records.count;
    j->bytes = 0;
}

/* ---- changes ---- */

static Change *
add_change(Session *s, Change c, bool had)
{
    Journal *j = s->journal;
    if (!j || !j->depth)
        return NULL;
    c.before = had ? memory_new(1, sizeof *c.before) : NULL;
    Record *r = &j->records.at[j->records.count - 1];
    array_push(&r->changes, c);
    return &r->changes.at[r->changes.count - 1];
}

void
journal_add_value(Session *s, Name name, Span at, Binding *old)
{
    Change *c = add_change(s, (Change){.kind = CHANGE_VALUE, .name = name, .at = at}, old != NULL);
    if (!c || !old)
        return;
    c->before->value = *old;
    *old = (Binding){0};
    s->journal->bytes += value_bytes(&c->before->value.value);
}

void
journal_add_type(Session *s, Name name, Span at, TypeBinding *old)
{
    Change *c = add_change(s, (Change){.kind = CHANGE_TYPE, .name = name, .at = at}, old != NULL);
    if (!c || !old)
        return;
    c->before->type = *old;
    *old = (TypeBinding){0};
}

void
journal_add_context(Session *s, Context *old)
{
    Change *c = add_change(s, (Change){.kind = CHANGE_CONTEXT}, true);
    if (!c)
        return;
    context_swap(&c->before->context, old);
    s->journal->bytes += context_bytes(&c->before->context);
}

void
journal_add_import(Session *s, const char *path)
{
    add_change(s, (Change){.kind = CHANGE_IMPORT, .path = path}, false);
}

/* ---- taking back ---- */

/* The next change of the same thing in a record behind this one, or NULL. */
static Change *
find_later(const Journal *j, size_t record, const Change *c)
{
    for (size_t i = record + 1; i < j->records.count; i++)
        for (size_t k = 0; k < j->records.at[i].changes.count; k++) {
            Change *later = &j->records.at[i].changes.at[k];
            if (later->kind == c->kind && later->name == c->name && later->path == c->path)
                return later;
        }
    return NULL;
}

/* A name without a value waits for `compact`. */
static void
restore_value(Session *s, Name name, Before *b)
{
    uint64_t i;
    if (!map_find(&s->value_of, map_key(name), &i))
        return;
    Binding *now = &s->values.at[i];
    s->held -= value_bytes(&now->value);
    value_clear(&now->value);
    *now = (Binding){0};
    if (!b)
        return;
    *now = b->value;
    b->value = (Binding){0};
    s->held += value_bytes(&now->value);
}

static void
restore_type(Session *s, Name name, Before *b)
{
    uint64_t i;
    if (!map_find(&s->type_of, map_key(name), &i))
        return;
    TypeBinding *now = &s->types.at[i];
    array_clear(&now->wires);
    *now = (TypeBinding){0};
    if (!b)
        return;
    *now = b->type;
    b->type = (TypeBinding){0};
}

static void
forget_import(Session *s, const char *path)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->imports.count; i++)
        if (s->imports.at[i].path == path)
            free(s->imports.at[i].path);
        else
            s->imports.at[kept++] = s->imports.at[i];
    s->imports.count = kept;
}

static void
restore(Session *s, const Change *c)
{
    switch (c->kind) {
    case CHANGE_VALUE: restore_value(s, c->name, c->before); break;
    case CHANGE_TYPE: restore_type(s, c->name, c->before); break;
    case CHANGE_CONTEXT: context_swap(&s->context, &c->before->context); break;
    case CHANGE_IMPORT: forget_import(s, c->path); break;
    }
}

/* Takes the record back and out of the list. */
static void
take_back(Session *s, size_t record)
{
    Journal *j = s->journal;
    Record *r = &j->records.at[record];
    for (size_t k = r->changes.count; k-- > 0;) {
        Change *c = &r->changes.at[k], *later = find_later(j, record, c);
        if (!later) {
            restore(s, c);
            continue;
        }
        Before *b = later->before;
        later->before = c->before;
        c->before = b;
    }
    clear_record(r);
    j->records.count--;
    memmove(r, r + 1, (j->records.count - record) * sizeof *r);
}

/* Names that have nothing any more go. */
static void
compact(Session *s)
{
    kept_context_clear(&s->kept);
    table_store_clear(s->meaning.tables);
    size_t kept = 0;
    map_clear(&s->value_of);
    for (size_t i = 0; i < s->values.count; i++) {
        if (!s->values.at[i].name)
            continue;
        s->values.at[kept] = s->values.at[i];
        map_set_at(&s->value_of, map_key(s->values.at[kept].name), kept);
        kept++;
    }
    s->values.count = kept;
    kept = 0;
    map_clear(&s->type_of);
    for (size_t i = 0; i < s->types.count; i++) {
        if (!s->types.at[i].name)
            continue;
        s->types.at[kept] = s->types.at[i];
        map_set_at(&s->type_of, map_key(s->types.at[kept].name), kept);
        kept++;
    }
    s->types.count = kept;
}

void
journal_undo_load(Session *s, uint32_t load)
{
    for (size_t i = s->journal->records.count; i-- > s->journal->sealed;)
        if (s->journal->records.at[i].load == load)
            take_back(s, i);
    compact(s);
}

bool
journal_undo(Session *s, Span *at, uint32_t *load)
{
    Journal *j = s->journal;
    size_t i = j->records.count;
    while (i > j->sealed && !j->records.at[i - 1].changes.count)
        i--;
    if (i == j->sealed)
        return false;
    *at = j->records.at[i - 1].at;
    *load = j->records.at[i - 1].load;
    if (*load) {
        journal_undo_load(s, *load);
        return true;
    }
    take_back(s, i - 1);
    compact(s);
    return true;
}

/* ---- statements ---- */

void
journal_start_statement(Session *s)
{
    Journal *j = s->journal;
    if (j && j->depth++ == 0)
        array_push(&j->records, ((Record){.load = j->load}));
}

/* The expression of `show e as ...`, or all that there is of a bare one. */
static Span
shown_part(const Node *n, Span at)
{
    const char *text = at.source->text;
    if (n->kind == NODE_EXPRESSION)
        return at;
    if (n->kind != NODE_ACTION || strcmp(n->word, "show") != 0)
        return (Span){0};
    at.start += (uint32_t)strlen(n->word);
    while (strchr(" \t\r\n", text[at.start]))
        at.start++;
    for (at.end = n->text ? n->text_at.start : at.end; n->text && text[at.end - 1] != 's';)
        at.end--;
    at.end -= n->text ? 2 : 0; /* the `as` before the form */
    while (strchr(" \t\r\n", text[at.end - 1]))
        at.end--;
    return at;
}

void
journal_end_statement(Session *s, const Node *n, Span at, bool ok)
{
    Journal *j = s->journal;
    if (!j || --j->depth > 0)
        return;
    Record *r = &j->records.at[j->records.count - 1];
    if (!ok) {
        bool changed = r->changes.count > 0;
        take_back(s, j->records.count - 1);
        if (changed)
            compact(s);
        return;
    }
    r->at = at;
    r->shown = s->interactive ? shown_part(n, at) : (Span){0};
    if (n->kind == NODE_IMPORT) {
        r->file = n->kids[0]->at;
        r->path = n->kids[0]->text;
    }
    if (!r->changes.count && !r->shown.source)
        j->records.count--;
    uint64_t most = s->budget.bytes / PART;
    if (j->bytes > BYTES_MOST || (most && j->bytes > most))
        journal_forget(s);
}

/* ---- what need not be kept ---- */

static bool
journal_has(const Journal *j, const Source *x)
{
    for (size_t i = j ? j->records.count : 0; i-- > 0;) {
        const Record *r = &j->records.at[i];
        if (r->at.source == x || r->shown.source == x)
            return true;
    }
    return false;
}

static bool
is_kept(const Session *s, const Source *x)
{
    for (size_t i = s->values.count; i-- > 0;)
        if (s->values.at[i].at.source == x)
            return true;
    for (size_t i = s->types.count; i-- > 0;)
        if (s->types.at[i].at.source == x)
            return true;
    for (size_t i = s->losses.count; i-- > 0;)
        if (s->losses.at[i].at.source == x)
            return true;
    return journal_has(s->journal, x);
}

void
session_drop_sources(Session *s, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < s->sources.count; i++) {
        Source *x = s->sources.at[i];
        if (is_kept(s, x))
            s->sources.at[kept++] = x;
        else
            source_free(x);
    }
    s->sources.count = kept;
}
