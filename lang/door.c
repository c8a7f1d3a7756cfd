/* door.c -- see catgut.h and door.h.  A session, and who listens to it: what a statement says in
 * each form gathers in a sink, its complaints in a list, until the listener has heard it; or its
 * text goes through gates to whoever writes it, and nothing gathers. */
#include "lang/door.h"

#include "lang/assist/colon_command.h"
#include "lang/complain/complain_file.h"
#include "lang/language.h"
#include "lang/report/page.h"
#include "lang/session/define.h"
#include "lang/session/file.h"
#include "lang/session/journal.h"
#include "lang/statement/run.h"
#include "lang/text/library.h"
#include "lang/text/version.h"
#include "linear/solver.h"
#include "num/rational.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *
catgut_version(void)
{
    return CATGUT_VERSION;
}

/* ---- memory that is refused ---- */

static void
say_refused(const CatgutOptions *o, size_t bytes)
{
    char text[80];
    int n = snprintf(text, sizeof text, "catgut: the system refused %zu bytes of memory\n", bytes);
    if (o->write)
        (void)!o->write(o->who, true, text, (size_t)n);
}

typedef struct Attempt {
    Catgut *c;
    DoorWork *work;
    void *job;
} Attempt;

static void
attempt(void *who)
{
    const Attempt *a = who;
    a->work(a->c, a->job);
}

/* False: memory was refused, now or before, and the work is not done. */
bool
door_try(Catgut *c, DoorWork *work, void *job)
{
    size_t refused = 0;
    Attempt a = {c, work, job};
    if (c->broken)
        return false;
    if (memory_guard(attempt, &a, &refused))
        return true;
    c->broken = true;
    solver_release();
    say_refused(&c->asked, refused);
    return false;
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
                          .text = keep(c, sink_text(x->text)),
                          .fix = keep(c, x->fix)};
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
    if (said && c->hear && !c->ended)
        c->ended = !c->hear(c->who, &r);
    sink_clear(&html);
    forget(c);
    return !c->ended;
}

static bool
hear_statement(Listener *l, Span at, uint32_t end, const Node *n)
{
    Catgut *c = (Catgut *)l;
    size_t from = c->from;
    c->from = end;
    return n ? deliver(c, at.start, at.end, n) : deliver(c, from, end, n);
}

/* What an import says is heard statement by statement, before the import itself. */
static bool
hear_imported(Listener *l)
{
    Catgut *c = (Catgut *)l;
    return deliver(c, c->from, c->from, NULL);
}

static void
hear_rest(Listener *l, const Source *source)
{
    (void)l;
    (void)source;
}

/* ---- what is written as it comes ---- */

/* While the caller writes, the time of the work stands still. */
static bool
write_out(const Gate *g, const char *text, size_t count)
{
    Catgut *c = g->c;
    Budget *b = &c->s.budget;
    int64_t begun = b->deadline ? budget_now() : 0;
    bool ok = c->asked.write(c->asked.who, g->errors, text, count);
    int64_t spent = b->deadline ? budget_now() - begun : 0;
    b->deadline += spent < INT64_MAX - b->deadline ? spent : 0;
    return ok;
}

static bool
receive(SinkGate *gate, const char *text, size_t count)
{
    return write_out((Gate *)gate, text, count);
}

static bool
receive_end(SinkGate *gate)
{
    return write_out((Gate *)gate, NULL, 0);
}

/* ---- a session ---- */

void
catgut_options_of(CatgutOptions *o, size_t size)
{
    Options usual;
    options_init(&usual);
    CatgutOptions all = {.size = size,
                         .max_memory = usual.max_memory,
                         .max_source = usual.max_source,
                         .max_output = usual.max_output,
                         .digits = usual.digits,
                         .width = 80,
                         .percent = usual.percent,
                         .checks = usual.checks};
    memset(o, 0, size);
    memcpy(o, &all, size < sizeof all ? size : sizeof all);
}

/* The size of what callers know who do not say it. */
enum { FIRST_SIZE = offsetof(CatgutOptions, write) };

void
(catgut_options)(CatgutOptions *o)
{
    catgut_options_of(o, FIRST_SIZE);
}

static bool
take_options(CatgutOptions *to, const CatgutOptions *o)
{
    catgut_options(to);
    if (!o)
        return true;
    if (o->size < FIRST_SIZE || o->size > sizeof *to || o->digits < 1 || o->digits > 1000)
        return false;
    memcpy(to, o, o->size);
    return true;
}

char *
door_copy(const char *text)
{
    size_t n = strlen(text);
    char *copy = memory_new(n + 1, 1);
    memcpy(copy, text, n);
    return copy;
}

static Options
options_for(const CatgutOptions *o)
{
    return (Options){.json = o->json && o->write,
                     .keep_going = o->keep_going,
                     .no_files = o->no_files,
                     .allow_odbc = o->allow_odbc,
                     .read_only = o->read_only,
                     .digits = o->digits,
                     .percent = o->percent,
                     .checks = o->checks,
                     .threads = o->threads,
                     .max_memory = o->max_memory,
                     .max_source = o->max_source,
                     .max_output = o->max_output,
                     .max_time = o->max_time,
                     .stage = (Stage)o->stage,
                     .color_out = o->color,
                     .color_err = o->color_errors,
                     .unicode = !o->ascii,
                     .width = o->width};
}

/* What is said goes on as text, and perhaps into a page. */
static void
start_writing(Catgut *c)
{
    c->out = (Gate){{receive, receive_end}, c, false};
    c->err = (Gate){{receive, receive_end}, c, true};
    c->s.out.gate = &c->out.gate;
    c->s.err.gate = &c->err.gate;
    if (!c->asked.page)
        return;
    c->report = c->report ? c->report : report_new(false, c->asked.max_output);
    report_listen(c->report, &c->s);
    c->s.listener = report_listener(c->report);
}

/* It gathers, in all its forms. */
static void
start_gathering(Catgut *c)
{
    Session *s = &c->s;
    Sink *const all[] = {&c->json, &c->latex, &c->svg};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sink_clear(all[i]);
        sink_init_within(all[i], &s->budget);
    }
    s->forms = (Forms){.json = &c->json, .latex = &c->latex, .svg = &c->svg};
    s->complain.json = &c->json;
    s->complain.hear = hear_complaint;
    s->complain.who = c;
    c->report = c->report ? c->report : report_new(false, c->asked.max_output);
    report_listen(c->report, s);
    c->listener = (Listener){hear_statement, hear_imported, hear_rest};
    s->listener = &c->listener;
}

static void
start_conversing(Session *s)
{
    s->interactive = s->redefine = true;
}

/* With the folder of its library, which it owns from now on. */
static void
start_session(Catgut *c, char *library)
{
    const CatgutOptions *o = &c->asked;
    Session *s = &c->s;
    Options options = options_for(o);
    session_init(s, &options, language);
    s->library = library;
    if (o->conversation || o->remember)
        journal_start(s);
    if (o->conversation)
        start_conversing(s);
    s->style.color = o->color;
    s->style.shorten = o->shorten;
    s->style.prose = o->prose;
    int width = o->prose_errors ? o->prose_errors : o->prose;
    s->complain.width = width > 0 ? (size_t)width : 0;
    s->complain.color = o->color_errors;
    s->budget.tick = o->progress;
    s->budget.who = o->who;
    pending_init(&c->typed, &s->names, o->max_source);
    if (o->write)
        start_writing(c);
    else
        start_gathering(c);
}

static void
open_session(Catgut *c, void *job)
{
    const char *library = job;
    c->folder = door_copy(c->asked.folder ? c->asked.folder : "");
    c->asked.folder = NULL;
    start_session(c, library ? door_copy(library) : library_folder());
}

Catgut *
catgut_open(const CatgutOptions *o)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    CatgutOptions asked;
    if (!take_options(&asked, o))
        return NULL;
    Catgut *c = calloc(1, sizeof *c);
    if (!c) {
        say_refused(&asked, sizeof *c);
        return NULL;
    }
    pthread_once(&once, rational_start);
    c->asked = asked;
    c->asked.library = NULL;
    if (door_try(c, open_session, (void *)asked.library))
        return c;
    catgut_close(c);
    return NULL;
}

static void
clear_session(Catgut *c)
{
    pending_clear(&c->typed);
    journal_clear(&c->s);
    session_clear(&c->s);
}

/* What a refusal has left behind is in no order that could be taken apart. */
void
catgut_close(Catgut *c)
{
    if (c && !c->broken) {
        clear_session(c);
        array_clear(&c->complaints);
        arena_clear(&c->texts);
        sink_clear(&c->json);
        sink_clear(&c->latex);
        sink_clear(&c->svg);
        memory_free(c->folder);
        report_free(c->report);
    }
    free(c);
}

void
catgut_totals(const Catgut *c, size_t *passed, size_t *failed)
{
    *passed = c->passed + c->s.passed;
    *failed = c->failed + c->s.complain.errors;
}

static void
begin_again(Catgut *c, void *nothing)
{
    (void)nothing;
    FileIds read = c->s.read;
    char *library = c->s.library;
    c->s.read = (FileIds){0};
    c->s.library = NULL;
    catgut_totals(c, &c->passed, &c->failed);
    clear_session(c);
    start_session(c, library);
    c->s.read = read;
}

int
catgut_begin_again(Catgut *c)
{
    return door_try(c, begin_again, NULL) ? CATGUT_OK : CATGUT_NO_MEMORY;
}

void
catgut_set_width(Catgut *c, int width)
{
    c->asked.width = c->s.style.width = width;
}

void
catgut_interrupt(Catgut *c)
{
    c->s.interrupted = true;
}

/* ---- running ---- */

typedef struct Run {
    enum { RUN_TEXT, RUN_FILE, RUN_INPUT } from;
    const char *name, *text; /* the name is that of the file */
    size_t count;
    int fd;
} Run;

void
door_start_run(Catgut *c)
{
    Budget *b = &c->s.budget;
    pending_reset(&c->typed);
    c->sources = c->s.sources.count;
    c->from = 0;
    c->ended = false;
    c->status = c->s.complain.status = 0;
    c->s.interrupted = false;
    b->stop = STOP_NOT;
    b->written = 0;
    budget_begin(b);
    b->deadline = budget_deadline(c->asked.max_time);
}

/* What belongs to no statement is heard, too. */
void
door_end_run(Catgut *c)
{
    if (c->asked.write)
        c->status = session_status(&c->s);
    else
        deliver(c, c->from, c->from, NULL);
    arena_clear(&c->s.arena);
    if (!c->asked.page) /* it shows them */
        session_drop_sources(&c->s, c->sources);
}

bool
door_is_too_long(const Catgut *c, size_t count)
{
    return count > SOURCE_MAX || (c->asked.max_source && count > c->asked.max_source);
}

static void
run_text(Catgut *c, const Run *r)
{
    if (door_is_too_long(c, r->count))
        complain_source_too_large(&c->s.complain, (Span){0}, r->name);
    else
        session_run(&c->s, source_new(r->name, c->folder, r->text ? r->text : "", r->count));
}

static void
run_input(Session *s, const Run *r)
{
    const char *told = r->fd == STDIN_FILENO ? "standard input" : r->name;
    session_note_read(s, r->fd);
    Source *source = source_of_descriptor(s, r->fd, r->name, "");
    if (source)
        session_run(s, source);
    else if (!complain_source_limit(s, (Span){0}, told))
        complain_unreadable(&s->complain, told, strerror(errno));
}

static void
run(Catgut *c, void *job)
{
    const Run *r = job;
    Session *s = &c->s;
    bool interactive = s->interactive;
    door_start_run(c);
    s->interactive = interactive && r->from == RUN_TEXT;
    if (r->from == RUN_TEXT)
        run_text(c, r);
    else if (r->from == RUN_FILE)
        session_run_file(s, r->name);
    else
        run_input(s, r);
    s->interactive = interactive;
    door_end_run(c);
}

int
door_run_with(Catgut *c, DoorWork *work, void *job, CatgutListener *hear, void *who)
{
    c->hear = hear;
    c->who = who;
    return door_try(c, work, job) ? c->status : CATGUT_NO_MEMORY;
}

int
catgut_run(Catgut *c, const char *name, const char *text, size_t count, CatgutListener *hear,
           void *who)
{
    Run r = {.from = RUN_TEXT, .name = name, .text = text, .count = count};
    return door_run_with(c, run, &r, hear, who);
}

int
catgut_run_file(Catgut *c, const char *path, CatgutListener *hear, void *who)
{
    Run r = {.from = RUN_FILE, .name = path};
    return door_run_with(c, run, &r, hear, who);
}

int
catgut_run_input(Catgut *c, int fd, const char *name, CatgutListener *hear, void *who)
{
    Run r = {.from = RUN_INPUT, .name = name, .fd = fd};
    return door_run_with(c, run, &r, hear, who);
}

/* What no_files forbids is for scripts; this file is the caller's own wish. */
static void
write_page(Catgut *c, void *job)
{
    const char *path = job;
    Session *s = &c->s;
    Sink page;
    Budget most = {.output = c->asked.max_output};
    sink_init_within(&page, &most);
    report_write(c->report, &page);
    s->out.also = s->err.also = NULL;
    s->options.no_files = false;
    c->status = s->complain.status = 0;
    if (!file_write(s, path, &page, (Span){0}))
        s->complain.errors--; /* of the scripts' own there are no more than before */
    s->options.no_files = c->asked.no_files;
    sink_clear(&page);
    door_end_run(c);
}

int
catgut_write_page(Catgut *c, const char *path)
{
    return c->asked.page ? door_run_with(c, write_page, (void *)path, NULL, NULL) : CATGUT_WRONG;
}

/* ---- a conversation ---- */

static void
converse(Catgut *c, void *job)
{
    const int *fd = job;
    if (*fd >= 0)
        session_note_read(&c->s, *fd);
    start_conversing(&c->s);
    journal_forget(&c->s);
}

void
catgut_converse(Catgut *c, int fd)
{
    door_try(c, converse, &fd);
}

typedef struct Command {
    const char *line;
    size_t count;
    bool is_one;
} Command;

static void
run_command(Catgut *c, void *job)
{
    Command *k = job;
    door_start_run(c);
    k->is_one = colon_command_run(&c->s, k->line, k->count) ||
                colon_command_suggest(&c->s, k->line, k->count);
    door_end_run(c);
}

int
catgut_command(Catgut *c, const char *line, size_t count, CatgutListener *hear, void *who)
{
    Command k = {.line = line, .count = count};
    int status = door_run_with(c, run_command, &k, hear, who);
    return k.is_one || status == CATGUT_NO_MEMORY ? status : CATGUT_NO_COMMAND;
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
    return door_try(c, undo, &done) && done;
}

void
catgut_free(void *p)
{
    free(p);
}
