/* token.h -- what the lexer gives and the parser takes.
 *
 * kind is one of the codes in build/grammar.h (TOKEN_...), 0 at the end of the text, or one of the
 * negative codes below. */
#ifndef CATGUT_READ_TOKEN_H
#define CATGUT_READ_TOKEN_H

#include "lang/read/node.h"

enum { TOKEN_END = 0, TOKEN_BAD = -1 /* already complained about */ };

typedef struct Token {
    int kind;
    Span at;
    Name text;            /* of a name, number (as written), string (without quotes), sign */
    const Label *labels;  /* of a ket; in the arena of the statement */
    uint32_t label_count;
} Token;

/* Of the minuses, TOKEN_SIGN is the one that begins a row of a table behind another row, and of the
 * commas TOKEN_ALSO the one between states, `in m from omega, trial`: the reader looks ahead for
 * them (reader.c), since the grammar would go on with a difference, or not know which list goes on.
 */

/* A word of the language; see diagram/keyword.h.  All actions are of one kind, TOKEN_ACTION. */
typedef struct Keyword {
    const char *text;
    int kind;
    bool starts; /* a statement */
    bool opens;  /* one, where the reader says so: for the lexer it is a name */
} Keyword;

/* Each of them, in the order of their list; NULL past the last. */
const Keyword *keyword_at(size_t i);

/* How a kind of token is called in messages: "`;`", "a name", "a number", "`let`". */
const char *token_name(int kind);
/* How it is written: ";", "let"; NULL for what is written in many ways: names, numbers, strings,
 * kets, comparisons, actions, the end. */
const char *token_text(int kind);
/* How this token is called: an action by its word, any other as token_name has it. */
void token_write_name(const Token *t, Sink *out);
/* Does a statement start with it? */
bool token_starts_statement(int kind);
/* Is it a word of the language? */
bool token_is_keyword(int kind);
/* Is it a bracket that opens, or one that closes? */
bool token_opens(int kind);
bool token_closes(int kind);
/* What can be a name, as it is or in quotes? */
bool token_is_name(int kind);
/* The kind of the word of the language with this text; 0: it is none. */
int token_keyword(const char *text, size_t length);
/* The kind of a word that opens a statement where the reader finds that it does, or 0. */
int token_opener(const char *text);
/* The kind of a word that is one only where a statement takes it, or 0. */
int token_word(const char *text);
/* For --stage=tokens: one line, with its place, its kind and its text. */
void token_write(const Token *t, Sink *out);

#endif
