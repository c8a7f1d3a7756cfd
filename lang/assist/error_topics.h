/* error_topics.h -- what doc/errors.md says of each code, for `:help E052`.  The table is made of
 * that page when Catgut is built (error_topics.awk). */
#ifndef CATGUT_ASSIST_ERROR_TOPICS_H
#define CATGUT_ASSIST_ERROR_TOPICS_H

typedef struct ErrorTopic {
    const char *code;  /* "E052"; NULL in the last row */
    const char *title; /* in a line */
    const char *text;  /* lines that end in newlines */
} ErrorTopic;

extern const ErrorTopic error_topics[];

#endif
