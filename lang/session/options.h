/* options.h -- what a session is asked for.  {0} has no limits and no digits: start from
 * options_init. */
#ifndef CATGUT_SESSION_OPTIONS_H
#define CATGUT_SESSION_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* Where to stop and write down what there is; each stage comes after the ones before it.  The last
 * two are other forms of a text, which is not run. */
typedef enum Stage {
    STAGE_NONE,
    STAGE_TOKENS,
    STAGE_AST,
    STAGE_DIAGRAM,
    STAGE_NETWORK,
    STAGE_PLAN,
    STAGE_LAYOUT,
    STAGE_NOTEBOOK
} Stage;

typedef struct Options {
    bool json, keep_going, no_files, allow_odbc;
    bool read_only;      /* what would be written to files is lost, and that is no mistake */
    int digits;          /* significant, of decimals */
    int percent;         /* the size of pictures in files */
    uint32_t checks;     /* an estimand is checked up to a chance of 2^-(100 of these) */
    uint64_t max_memory; /* bytes; 0: no limit */
    uint64_t max_source; /* bytes of a text that is read; 0: no limit */
    uint64_t max_output; /* bytes that are written in that time; 0: no limit */
    int64_t max_time;    /* nanoseconds for a run, or for a line of the REPL; 0: no limit */
    Stage stage;
    bool color_out, color_err; /* may there be colour? */
    bool unicode;              /* may pictures use more than ASCII? */
    int width;                 /* columns; 0: 80 */
    uint32_t threads;          /* the most that reckon at once; 0: as many as processors */
} Options;

void options_init(Options *o);

#endif
