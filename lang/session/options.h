/* options.h -- what a session is asked for, as by the command line.
 *
 * The texts are argv's own.  {0} has no limits and no digits: start from options_init. */
#ifndef CATGUT_SESSION_OPTIONS_H
#define CATGUT_SESSION_OPTIONS_H

#include "base/array.h"

#include <stdbool.h>
#include <stdint.h>

/* Where to stop and write down what there is; each stage comes after the ones before it. */
typedef enum Stage {
    STAGE_NONE,
    STAGE_TOKENS,
    STAGE_AST,
    STAGE_DIAGRAM,
    STAGE_NETWORK,
    STAGE_PLAN
} Stage;

/* A file, or the text of -e; a file called "-" is standard input. */
typedef struct Input {
    bool is_text;
    const char *text;
} Input;

typedef struct Options {
    ARRAY(Input) inputs; /* in the order of the command line */
    bool json, keep_going, interactive, no_files, allow_odbc;
    bool no_pager;       /* a conversation's long output goes straight to the terminal */
    int digits;          /* significant, of decimals */
    int percent;         /* the size of pictures in files */
    uint32_t checks;     /* an estimand is checked up to a chance of 2^-(100 of these) */
    uint64_t max_memory; /* bytes; 0: no limit */
    uint64_t max_source; /* bytes of a text that is read; 0: no limit */
    uint64_t max_output; /* bytes that are written in that time; 0: no limit */
    int64_t max_time;    /* nanoseconds for a run, or for a line of the REPL; 0: no limit */
    Stage stage;
    const char *report;  /* the file of a page about it all; NULL: none */
    bool color_out, color_err; /* for whoever knows the terminal to set: may there be colour, */
    bool unicode;              /* can it show more than ASCII, */
    int width;                 /* how many columns has it; 80 where there is none */
} Options;

void options_init(Options *o);
void options_clear(Options *o);

#endif
