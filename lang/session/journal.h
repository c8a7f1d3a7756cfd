/* journal.h -- what the statements of a conversation have changed in its session, so that the last
 * one can be taken back, and those that still matter be written down.
 *
 * A session without a Journal, as that of a script, remembers nothing.  Statements that an import
 * runs belong to the import.  What a statement that failed had changed is taken back when it ends.
 */
#ifndef CATGUT_SESSION_JOURNAL_H
#define CATGUT_SESSION_JOURNAL_H

#include "lang/session/session.h"

typedef struct Change {
    enum { CHANGE_VALUE, CHANGE_TYPE, CHANGE_CONTEXT, CHANGE_IMPORT } kind;
    Name name;             /* of the value or type */
    Span at;               /* where it got that */
    const char *path;      /* of the import: the one in Session.imports */
    struct Before *before; /* what was there; NULL: nothing */
} Change;

/* A statement that changed something, or printed a value. */
typedef struct Record {
    Span at;    /* its text */
    Span shown; /* the expression whose value it printed; no source: it printed none */
    Span file;  /* of an import: its string */
    Name path;  /* and what that says */
    uint32_t load; /* the `:load` that ran it, counted from 1; 0: it was typed */
    ARRAY(Change) changes;
} Record;

typedef struct Journal {
    ARRAY(Record) records;
    size_t sealed;  /* so many of them cannot be taken back any more */
    uint64_t bytes; /* about what is kept of what was there before */
    Name loaded;          /* the file of the last `:load`; NULL: none */
    uint32_t load, loads; /* the one that runs, 0: none; and how many there were */
    unsigned depth;       /* of the statements that run */
} Journal;

void journal_start(Session *s);
void journal_clear(Session *s);
/* No statement so far can be taken back any more. */
void journal_forget(Session *s);

/* Around each statement.  at: its text. */
void journal_start_statement(Session *s);
void journal_end_statement(Session *s, const Node *n, Span at, bool ok);

/* A change of the statement that runs: what was there before is swapped in, NULL where there was
 * nothing.  Without a journal it is left to the caller. */
void journal_add_value(Session *s, Name name, Span at, Binding *old);
void journal_add_type(Session *s, Name name, Span at, TypeBinding *old);
void journal_add_context(Session *s, Context *old);
void journal_add_import(Session *s, const char *path);

/* Takes back the last statement that changed something, or the whole `:load` that it was in.
 * *load says which it was; *at is the statement.  False: there is none. */
bool journal_undo(Session *s, Span *at, uint32_t *load);
/* Frees the sources from this one on, but for those that something defined, remembered or lost in
 * them may still be asked about. */
void session_drop_sources(Session *s, size_t from);

/* Takes back all that this `:load` did and that still can be taken back. */
void journal_undo_load(Session *s, uint32_t load);

#endif
