/* help.h -- what `:help` says: a topic for each word of the language, with an example that runs. */
#ifndef CATGUT_ASSIST_HELP_H
#define CATGUT_ASSIST_HELP_H

#include "base/sink.h"

typedef struct Help {
    const char *topic;   /* the word that is asked for; NULL in a heading */
    const char *line;    /* what it is, in a line; or the heading */
    const char *text;    /* a little more, lines that end in newlines; "" for none */
    const char *example; /* statements that succeed in a fresh session with the standard library;
                            NULL where there is none, as for what this version does not know */
} Help;

size_t help_count(void);
const Help *help_at(size_t i);
/* The topic with this name, or one that it goes by; NULL: there is none. */
const Help *help_find(const char *topic);
/* What `:help` says of a topic, a code of a complaint (E052), or a word that answers use; false: it
 * knows nothing of it.  width: of the terminal, for sentences; 0: there is none. */
bool help_write_about(const char *topic, size_t width, Sink *out);
/* The topic or word that was probably meant, or NULL. */
const char *help_suggest(const char *topic);
void help_write_list(size_t width, Sink *out);

#endif
