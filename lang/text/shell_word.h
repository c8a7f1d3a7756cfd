/* shell_word.h -- a word of a command that a person may copy into a shell. */
#ifndef CATGUT_TEXT_SHELL_WORD_H
#define CATGUT_TEXT_SHELL_WORD_H

#include "base/sink.h"

/* In quotes where a shell would take it apart. */
void put_shell_word(Sink *to, const char *word);

#endif
