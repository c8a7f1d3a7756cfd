/* run.h -- for tests of lang/ as a whole: a session, the texts it runs, and what it says. */
#ifndef CATGUT_TESTS_RUN_H
#define CATGUT_TESTS_RUN_H

#include "lang/language.h"
#include "lang/statement/run.h"

#include <check.h>
#include <string.h>

#define BIT "type Bit = {0, 1}\n"
#define LUNG BIT "model lung { latent H : Bit  S : Bit <- H  T : Bit <- S  C : Bit <- H, T }\n"

typedef struct Run {
    Options options;
    Session s; /* what it prints and complains of stays in s.out and s.err */
    bool ok;
} Run;

static inline void
run_start_in(Run *r, const Language *l, bool json)
{
    options_init(&r->options);
    r->options.json = json;
    session_init(&r->s, &r->options, l);
}

static inline void
run_start(Run *r, bool json)
{
    run_start_in(r, language, json);
}

/* One more text; the output of the last one is forgotten. */
static inline const char *
run_text(Run *r, const char *text)
{
    sink_clear(&r->s.out);
    sink_clear(&r->s.err);
    r->ok = session_run(&r->s, source_new("t", "", text, strlen(text)));
    return sink_text(&r->s.out);
}

/* A session after this text, which is right. */
static inline void
run_start_after(Run *r, const char *text)
{
    run_start(r, false);
    run_text(r, text);
    ck_assert_msg(r->ok, "%s", sink_text(&r->s.err));
}

static inline void
run_end(Run *r)
{
    session_clear(&r->s);
}

#endif
