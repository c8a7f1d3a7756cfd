/* catgut.c -- see catgut.h.  A session, and who listens to it: what a statement says in each form
 * gathers in a sink, its complaints in a list, until the listener has heard it. */
#include "lang/catgut.h"

#include "base/array.h"
#include "lang/assist/complete.h"
#include "lang/assist/help.h"
#include "lang/complain/complain_file.h"
#include "lang/language.h"
#include "lang/read/reader.h"
#include "lang/report/page.h"
#include "lang/report/report.h"
#include "lang/session/journal.h"
#include "lang/session/library.h"
#include "lang/statement/run.h"
#include "lang/text/progress.h"
#include "lang/text/version.h"
#include "linear/solver.h"
#include "num/rational.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct Catgut {
    Listener listener; /* the session's */
    Session s;
    Options options;
    Report *report; /* for the HTML */
    Sink json, latex, svg;
    ARRAY(CatgutComplaint) complaints; /* of the statement that runs */
    Arena texts;                       /* theirs */
    size_t from;                       /* where the text of the next statement begins */
    int status;                        /* of the run, so far */
    CatgutListener *hear;
    void *who;
    bool broken; /* the system refused memory in the middle of something */
};

const char *
catgut_version(void)
{
    return CATGUT_VERSION;
}

/* ---- memory that is refused ---- */

static _Thread_local jmp_buf *rescue; /* where the call goes on then */

/* Outside of a call it is the host's own memory, of GMP: that ends as GMP ends it. */
static void
give_up(size_t bytes)
{
    (void)bytes;
    if (rescue)
        longjmp(*rescue, 1);
}

typedef void Work(Catgut *c, void *job);

/* False: memory was refused, now or before, and the work is not done. */
static bool
try(Catgut *c, Work *work, void *job)
{
    jmp_buf here, *outer = rescue;
    if (c->broken)
        return false;
    rescue = &here;
    if (setjmp(here) == 0)
        work(c, job);
    else
        c->broken = true;
    rescue = outer;
    if (c->broken)
        solver_release();
    return !c->broken;
}

/* ---- results ---- */

static const char *
keep(Catgut *c, const char *text)
{
    size_t n = text ? strlen(text) : 0;
    char *copy = arena_new(&c->texts, n + 1);
    if (n)
        memcpy(copy, text, n);
    return copy;
}

static void
hear_complaint(void *who, const Complaint *x)
{
    Catgut *c = who;
    CatgutComplaint to = {.warning = x->warning,
                          .code = keep(c, x->code),
                          .verdict = keep(c, x->verdict),
                          .message = keep(c, x->message),
                          .help = keep(c, x->help),
                          .file = "",
                          .text = keep(c, sink_text(x->text))};
    if (x->at.source) {
        to.file = keep(c, x->at.source->name);
        to.start = x->at.start;
        to.end = x->at.end;
        source_place(x->at.source, x->at.start, &to.line, &to.column);
    }
    array_push(&c->complaints, to);
}

/* The statement has been heard. */
static void
forget(Catgut *c)
{
    Sink *const all[] = {&c->s.out, &c->s.err, &c->json, &c->latex, &c->svg};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        sink_trim(all[i], SIZE_MAX);
    array_clear(&c->complaints);
    arena_clear(&c->texts);
    if (c->s.complain.status > c->status)
        c->status = c->s.complain.status;
    c->s.complain.status = 0;
}

/* Hands over what was said since the last time, if there is any; n as for a Listener. */
static bool
deliver(Catgut *c, size_t start, size_t end, const Node *n)
{
    Sink html;
    sink_init(&html);
    report_take(c->report, n, &html);
    bool said = c->s.out.count || c->s.err.count || html.count || c->json.count ||
                c->complaints.count;
    CatgutResult r = {.start = start,
                      .end = end,
                      .status = c->s.complain.status,
                      .text = sink_text(&c->s.out),
                      .errors = sink_text(&c->s.err),
                      .json = sink_text(&c->json),
                      .html = sink_text(&html),
                      .svg = sink_text(&c->svg),
                      .latex = sink_text(&c->latex),
                      .complaints = c->complaints.at,
                      .complaint_count = c->complaints.count};
    c->s.budget.written += c->s.out.count + c->json.count;
    bool on = !said || !c->hear || c->hear(c->who, &r);
    sink_clear(&html);
    forget(c);
    return on;
}

static bool
hear_statement(Listener *l, Span at, uint32_t end, const Node *n)
{
    Catgut *c = (Catgut *)l;
    size_t from = c->from;
    c->from = end;
    return n ? deliver(c, at.start, at.end, n) : deliver(c, from, end, n);
}

static void
hear_rest(Listener *l, const Source *source)
{
    (void)l;
    (void)source;
}

/* ---- a session ---- */

void
catgut_options(CatgutOptions *o)
{
    Options usual;
    options_init(&usual);
    *o = (CatgutOptions){.size = sizeof *o,
                         .max_memory = usual.max_memory,
                         .max_source = usual.max_source,
                         .max_output = usual.max_output,
                         .digits = usual.digits,
                         .width = 80};
    options_clear(&usual);
}

static char *
copy_text(const char *text)
{
    size_t n = strlen(text);
    char *copy = memory_new(n + 1, 1);
    memcpy(copy, text, n);
    return copy;
}

static void
open_session(Catgut *c, void *job)
{
    const CatgutOptions *o = job;
    options_init(&c->options);
    c->options.max_memory = o->max_memory;
    c->options.max_source = o->max_source;
    c->options.max_output = o->max_output;
    c->options.max_time = o->max_time;
    c->options.no_files = o->no_files;
    c->options.allow_odbc = o->allow_odbc;
    c->options.keep_going = o->keep_going;
    c->options.digits = o->digits;
    c->options.width = o->width;
    c->options.unicode = !o->ascii;
    session_init(&c->s, &c->options, language);
    if (o->conversation) {
        journal_start(&c->s);
        c->s.interactive = c->s.redefine = true;
    }
    c->s.style.prose = o->prose;
    c->s.complain.width = (size_t)o->prose;
    c->s.budget.tick = o->progress;
    c->s.budget.who = o->who;
    c->s.library = o->library ? copy_text(o->library) : library_folder();
    sink_init_within(&c->json, &c->s.budget);
    sink_init_within(&c->latex, &c->s.budget);
    sink_init_within(&c->svg, &c->s.budget);
    c->s.forms = (Forms){.json = &c->json, .latex = &c->latex, .svg = &c->svg};
    c->s.complain.json = &c->json;
    c->s.complain.hear = hear_complaint;
    c->s.complain.who = c;
    c->report = report_new(false, o->max_output);
    report_listen(c->report, &c->s);
    c->listener = (Listener){hear_statement, hear_rest};
    c->s.listener = &c->listener;
}

/* Once in a process. */
static void
take_memory(void)
{
    rational_start();
    memory_set_hook(give_up);
}

Catgut *
catgut_open(const CatgutOptions *o)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    CatgutOptions usual;
    catgut_options(&usual);
    if (o && (o->size != sizeof *o || o->digits < 1 || o->digits > 1000))
        return NULL;
    Catgut *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    pthread_once(&once, take_memory);
    if (try(c, open_session, (void *)(o ? o : &usual)))
        return c;
    catgut_close(c);
    return NULL;
}

/* What a refusal has left behind is in no order that could be taken apart. */
void
catgut_close(Catgut *c)
{
    if (c && !c->broken) {
        journal_clear(&c->s);
        array_clear(&c->complaints);
        arena_clear(&c->texts);
        sink_clear(&c->json);
        sink_clear(&c->latex);
        sink_clear(&c->svg);
        session_clear(&c->s);
        report_free(c->report);
        options_clear(&c->options);
    }
    free(c);
}

void
catgut_interrupt(Catgut *c)
{
    c->s.interrupted = true;
}

/* ---- running ---- */

typedef struct Run {
    const char *name, *text;
    size_t count;
    bool file; /* of that name, and there is no text */
} Run;

static void
start_run(Catgut *c)
{
    Budget *b = &c->s.budget;
    c->from = 0;
    c->status = 0;
    c->s.interrupted = false;
    b->stop = STOP_NOT;
    b->written = 0;
    progress_start(b);
    b->deadline = budget_deadline(c->options.max_time);
}

static bool
is_too_long(const Catgut *c, size_t count)
{
    return count > SOURCE_MAX || (c->options.max_source && count > c->options.max_source);
}

static void
run(Catgut *c, void *job)
{
    const Run *r = job;
    start_run(c);
    if (r->file)
        session_run_file(&c->s, r->name);
    else if (is_too_long(c, r->count))
        complain_source_too_large(&c->s.complain, (Span){0}, r->name);
    else
        session_run(&c->s, source_new(r->name, "", r->text ? r->text : "", r->count));
    deliver(c, c->from, c->from, NULL); /* what belongs to no statement */
    arena_clear(&c->s.arena);
}

static int
run_with(Catgut *c, Run r, CatgutListener *hear, void *who)
{
    c->hear = hear;
    c->who = who;
    return try(c, run, &r) ? c->status : CATGUT_NO_MEMORY;
}

int
catgut_run(Catgut *c, const char *name, const char *text, size_t count, CatgutListener *hear,
           void *who)
{
    return run_with(c, (Run){.name = name, .text = text, .count = count}, hear, who);
}

int
catgut_run_file(Catgut *c, const char *path, CatgutListener *hear, void *who)
{
    return run_with(c, (Run){.name = path, .file = true}, hear, who);
}

static void
undo(Catgut *c, void *job)
{
    bool *done = job;
    Span at;
    uint32_t load;
    *done = c->s.journal && journal_undo(&c->s, &at, &load);
}

bool
catgut_undo(Catgut *c)
{
    bool done = false;
    return try(c, undo, &done) && done;
}

/* ---- what helps who writes ---- */

typedef struct Typed {
    const char *text;
    size_t count;
    char *open;      /* of catgut_is_whole */
    bool whole;
    CatgutWords *words; /* of catgut_complete */
} Typed;

static void
look_whether_whole(Catgut *c, void *job)
{
    Typed *t = job;
    t->whole = reader_wants_more(t->text, t->count, &c->s.names, t->open) != READ_MORE;
}

bool
catgut_is_whole(Catgut *c, const char *text, size_t count, char open[4])
{
    Typed t = {.text = text, .count = count, .open = open};
    return try(c, look_whether_whole, &t) && t.whole;
}

/* All in one piece of memory. */
static CatgutWords *
words_in_one(const Completions *found)
{
    size_t n = found->words.count, bytes = sizeof(CatgutWords) + n * sizeof(char *);
    for (size_t i = 0; i < n; i++)
        bytes += strlen(found->words.at[i]) + 1;
    CatgutWords *to = memory_new(1, bytes);
    const char **words = (const char **)(to + 1);
    char *text = (char *)(words + n);
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(found->words.at[i]) + 1;
        words[i] = memcpy(text, found->words.at[i], length);
        text += length;
    }
    *to = (CatgutWords){n, found->start, found->quoted, found->files, found->spaced, words};
    return to;
}

static void
look_for_words(Catgut *c, void *job)
{
    Typed *t = job;
    Completions found = {0};
    complete(&found, &c->s, t->text, t->count);
    t->words = words_in_one(&found);
    completions_clear(&found);
}

CatgutWords *
catgut_complete(Catgut *c, const char *text, size_t count)
{
    Typed t = {.text = text, .count = count};
    return try(c, look_for_words, &t) ? t.words : NULL;
}

typedef struct Asked {
    const char *word;
    int prose;
    char *answer;
} Asked;

static void
look_for_help(Catgut *c, void *job)
{
    (void)c;
    Asked *a = job;
    Sink out;
    sink_init(&out);
    if (help_write_about(a->word, (size_t)a->prose, &out))
        a->answer = copy_text(sink_text(&out));
    sink_clear(&out);
}

char *
catgut_help(Catgut *c, const char *word, int prose)
{
    Asked a = {.word = word, .prose = prose};
    return try(c, look_for_help, &a) ? a.answer : NULL;
}

static void
write_style(Catgut *c, void *job)
{
    (void)c;
    Asked *a = job;
    Sink out;
    sink_init(&out);
    page_write_style(&out);
    a->answer = copy_text(sink_text(&out));
    sink_clear(&out);
}

char *
catgut_style(Catgut *c)
{
    Asked a = {0};
    return try(c, write_style, &a) ? a.answer : NULL;
}

void
catgut_free(void *p)
{
    free(p);
}
