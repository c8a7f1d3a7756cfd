/* line_editor.h -- lines edited by readline, where both ends of the conversation are a terminal.
 *
 * Readline is not linked but loaded when a conversation begins, so that nothing else pays for it,
 * and a machine, or a build (READLINE=no), may be without.  It hands its callbacks no pointer:
 * there is one editor at a time. */
#ifndef CATGUT_PROMPT_LINE_EDITOR_H
#define CATGUT_PROMPT_LINE_EDITOR_H

#include "lang/catgut.h"
#include "lang/prompt/plain_input.h"

typedef struct LineEditor {
    Catgut *session; /* completes words; the caller's */
    const atomic_bool *interrupted;
    const Sink *before; /* lines that the one being edited goes on with */
    bool goes_on;
    Sink *line; /* the one that was edited */
    bool taken, ended;
} LineEditor;

/* False: there is no terminal, or no readline. */
bool line_editor_open(LineEditor *e, Catgut *session, const atomic_bool *interrupted);

/* The next line, into `line`.  Readline wants to be told what of the prompt takes no room: between
 * \001 and \002. */
LineResult line_editor_read(LineEditor *e, Sink *line, const Sink *before, bool goes_on,
                            const char *prompt);

/* A line that can be called back. */
void line_editor_keep(const char *text);

/* Does the editor itself go to a new line at the end of input? */
bool line_editor_ends_line(void);

#endif
