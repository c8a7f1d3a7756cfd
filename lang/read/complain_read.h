/* complain_read.h -- the complaints about reading, E001 to E029.
 *
 * Each says its sentence and returns false.  `at` is the place; a NULL complainer keeps silent. */
#ifndef CATGUT_READ_COMPLAIN_READ_H
#define CATGUT_READ_COMPLAIN_READ_H

#include "lang/complain/complain.h"
#include "lang/read/token.h"

#include <stdbool.h>

/* characters */
bool complain_name_long(Complainer *c, Span at);
bool complain_bytes(Complainer *c, Span at);      /* a run of controls or of bytes not UTF-8 */
bool complain_invisible(Complainer *c, Span at);  /* a run of characters that cannot be seen */
bool complain_look_alike(Complainer *c, Span at); /* a character that is not the ASCII one */
bool complain_character(Complainer *c, Span at);  /* a character that means nothing */
/* strings, numbers, kets */
bool complain_string_open(Complainer *c, Span at);
bool complain_text_open(Complainer *c, Span at); /* the three quotes that begin it */
bool complain_escape(Complainer *c, Span at);
bool complain_string_nul(Complainer *c, Span at);
bool complain_number_point(Complainer *c, Span at);   /* .5 */
bool complain_number_letters(Complainer *c, Span at); /* 3rd */
bool complain_ket(Complainer *c, Span at);            /* no `>` on its line */
bool complain_ket_condition(Complainer *c, Span at);  /* P(X | Y > 3) */
/* the shape of a statement */
bool complain_unexpected(Complainer *c, Span at, const char *help, const char *expected);
/* `at` is the empty span where more was expected; keyword is the statement's first token. */
/* place: what the statement wants there, or NULL. */
bool complain_unfinished(Complainer *c, Span at, Token keyword, const char *expected,
                         const char *place);
/* `found` is the next statement's keyword, or the end of the text. */
bool complain_not_closed(Complainer *c, Token found, Token bracket);
bool complain_mismatch(Complainer *c, Token found, Token bracket);
bool complain_closes_nothing(Complainer *c, Token found);
bool complain_too_deep(Complainer *c, Span at);
bool complain_too_many_brackets(Complainer *c, Span at);
/* words */
bool complain_keyword(Complainer *c, Token word);
/* It begins a statement of its own, inside of one that begins with `first`; named: behind the `=`
 * of a `let`. */
bool complain_second_statement(Complainer *c, Token word, Token first, bool named);
/* shown: is the rest of the line an expression, which could be shown? */
bool complain_no_keyword(Complainer *c, Span at, bool shown);
bool complain_misspelt(Complainer *c, Token word, const char *keyword);
/* The same inside a statement. */
bool complain_misspelt_word(Complainer *c, Token word, const char *meant);
bool complain_operator_first(Complainer *c, Token found);
bool complain_command(Complainer *c, Token colon); /* `:help` in a script */
/* what other languages do */
bool complain_let(Complainer *c, Span names);      /* x = 3 */
bool complain_semicolon(Complainer *c, Span at);   /* at the end of a statement */
bool complain_comma(Complainer *c, Span at);       /* between rows and items */
bool complain_row_key(Complainer *c, Span at);     /* (0,0) -> */
bool complain_comment(Complainer *c, Span at);     /* `//`, `--`, `/ *` */
bool complain_no_type(Complainer *c, Token statement, Span at);
bool complain_model_arrow(Complainer *c, Span at);
/* asked: among the arguments of a call, where comparisons are events. */
bool complain_equality(Complainer *c, Span at, bool asked);    /* check a = b */
bool complain_application(Complainer *c, Token function, Token argument); /* noisy b */
/* a or b: has it complained?  It knows the words that others write between two expressions. */
bool complain_infix(Complainer *c, Token word);
/* `B ~ 2|0> + 1|1> or ...` */
bool complain_joined_evidence(Complainer *c, Token word);
bool complain_chain(Complainer *c, Span at, bool asked);

#endif
