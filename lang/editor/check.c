/* check.c -- see check.h. */
#include "lang/editor/check.h"

#include "show/json.h"

#include <inttypes.h>
#include <string.h>

enum { MEMORY_MOST = 512 << 20, SECONDS_MOST = 3, OUTPUT_MOST = 4 << 20 };
enum { REMARKS_MOST = 1000, ANSWER_MOST = 4 << 10, ANSWERS_MOST = 1 << 20 };

/* A run of a text, as if it were that of the document. */
typedef struct Check {
    Document found; /* its remarks and session */
    const Document *of;
    Rpc *rpc;
    const char *text;
    size_t count;
    bool hasty;
} Check;

/* The session outlives the check. */
static Catgut *
open_session(const Check *c)
{
    CatgutOptions o;
    catgut_options(&o);
    o.read_only = true;
    o.keep_going = true;
    o.max_memory = MEMORY_MOST;
    o.max_source = TEXT_MOST;
    o.max_output = OUTPUT_MOST;
    o.max_time = SECONDS_MOST * INT64_C(1000000000);
    o.folder = c->of->folder;
    o.progress = rpc_look;
    o.who = c->rpc;
    return catgut_open(&o);
}

/* A database that is not connected to here is no mistake. */
static int
severity_of(const CatgutComplaint *x)
{
    if (strcmp(x->code, "E222") == 0 || strcmp(x->verdict, "gave up") == 0)
        return SEVERITY_NOTE;
    return x->warning || strcmp(x->verdict, "wrong") != 0 ? SEVERITY_WARNING : SEVERITY_ERROR;
}

/* The rest of the line on which the next statement begins, from there on. */
static void
find_line(const Check *c, size_t *start, size_t *end)
{
    const char *text = c->text;
    while (*start < c->count && strchr(" \t\r\n#", text[*start])) {
        const char *line = text[*start] == '#' ? strchr(text + *start, '\n') : NULL;
        *start = line ? (size_t)(line - text) : text[*start] == '#' ? c->count : *start + 1;
    }
    for (*end = *start; *end < c->count && text[*end] != '\n';)
        ++*end;
}

/* What is wrong in another file is told where that is imported. */
static void
add_complaint(Check *c, const CatgutResult *r, const CatgutComplaint *x)
{
    bool here = strcmp(x->file, c->of->path) == 0;
    size_t start = r->start, end = r->end;
    if (start == end)
        find_line(c, &start, &end);
    Sink message;
    sink_init(&message);
    if (!here && *x->file)
        sink_print(&message, "%s:%zu:%zu: ", x->file, x->line, x->column);
    sink_put(&message, x->message);
    if (*x->help)
        sink_print(&message, "\n%s", x->help);
    Remark remark = {.start = here ? x->start : start,
                     .end = here ? x->end : end,
                     .severity = severity_of(x),
                     .code = text_copy(x->code, strlen(x->code)),
                     .message = text_copy(sink_text(&message), message.count),
                     .fix = here && *x->fix ? text_copy(x->fix, strlen(x->fix)) : NULL};
    array_push(&c->found.remarks, remark);
    sink_clear(&message);
}

static void
add_answer(Check *c, const CatgutResult *r)
{
    size_t count = strlen(r->text);
    bool fits = count <= ANSWER_MOST && c->found.remark_bytes + count <= ANSWERS_MOST;
    if (!count || !fits || r->start == r->end)
        return;
    Remark remark = {.start = r->start, .end = r->end, .message = text_copy(r->text, count)};
    array_push(&c->found.remarks, remark);
    c->found.remark_bytes += count;
}

static bool
hear(void *who, const CatgutResult *r)
{
    Check *c = who;
    for (size_t i = 0; i < r->complaint_count && c->found.remarks.count < REMARKS_MOST; i++)
        add_complaint(c, r, &r->complaints[i]);
    add_answer(c, r);
    return c->found.remarks.count < REMARKS_MOST;
}

/* False: it was stopped. */
static bool
run(Check *c, const char *text, size_t count)
{
    c->text = text;
    c->count = count;
    c->found.session = open_session(c);
    if (!c->found.session)
        return true;
    rpc_set_running(c->rpc, c->found.session, c->hasty);
    int status = catgut_run(c->found.session, c->of->path, text, count, hear, c);
    rpc_set_running(c->rpc, NULL, false);
    return status != CATGUT_INTERRUPTED;
}

bool
check_run(Document *d, Rpc *rpc, bool hasty)
{
    Check c = {.of = d, .rpc = rpc, .hasty = hasty};
    bool done = run(&c, sink_text(&d->text), d->text.count);
    if (done) {
        document_forget_remarks(d);
        catgut_close(d->session);
        d->session = c.found.session;
        memcpy(&d->remarks, &c.found.remarks, sizeof d->remarks);
        d->remark_bytes = c.found.remark_bytes;
        d->dirty = false;
    } else {
        document_forget_remarks(&c.found);
        catgut_close(c.found.session);
    }
    return done;
}

static size_t
count_of(const Document *d, const char *code)
{
    size_t n = 0;
    for (size_t i = 0; i < d->remarks.count; i++)
        n += d->remarks.at[i].code && strcmp(d->remarks.at[i].code, code) == 0;
    return n;
}

bool
check_text(const Document *d, const Sink *text, Rpc *rpc, Sink *complaint)
{
    Check c = {.of = d, .rpc = rpc};
    bool good = run(&c, sink_text(text), text->count);
    for (size_t i = 0; i < c.found.remarks.count && good; i++) {
        const Remark *r = &c.found.remarks.at[i];
        good = !r->code || count_of(&c.found, r->code) <= count_of(d, r->code);
        if (!good)
            sink_put(complaint, r->message);
    }
    document_forget_remarks(&c.found);
    catgut_close(c.found.session);
    return good;
}

void
check_publish(const Documents *ds, const Document *d, const Rpc *rpc)
{
    Sink out;
    sink_init(&out);
    sink_put(&out, "{\"uri\":");
    json_write_string(d->uri, &out);
    sink_print(&out, ",\"version\":%" PRId64 ",\"diagnostics\":[", d->version);
    const char *comma = "";
    for (size_t i = 0; i < d->remarks.count; i++) {
        const Remark *r = &d->remarks.at[i];
        if (r->severity == SEVERITY_ANSWER)
            continue;
        sink_print(&out, "%s{\"range\":", comma);
        documents_write_range(ds, d, r->start, r->end, &out);
        sink_print(&out, ",\"severity\":%d,\"source\":\"catgut\",\"code\":", r->severity);
        json_write_string(r->code, &out);
        sink_put(&out, ",\"message\":");
        json_write_string(r->message, &out);
        sink_put(&out, "}");
        comma = ",";
    }
    sink_put(&out, "]}");
    rpc_notify(rpc, "textDocument/publishDiagnostics", &out);
    sink_clear(&out);
}
