/* json_rpc.c -- see json_rpc.h. */
#include "lang/text/json_rpc.h"

#include "show/json.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { WAITING_MOST = 64, HEADER_MOST = 1024 };

const char *
rpc_method(const Message *m)
{
    const char *method = json_text(m->body, "method");
    return method ? method : "";
}

const Json *
rpc_id(const Message *m)
{
    return json_member(m->body, "id");
}

/* ---- the input ---- */

static bool
has_id(const Message *m, const Json *id)
{
    const Json *own = m ? rpc_id(m) : NULL;
    if (!own || !id || own->kind != id->kind)
        return false;
    return id->kind == JSON_IS_TEXT ? strcmp(own->text, id->text) == 0
                                    : id->kind == JSON_IS_INTEGER && own->integer == id->integer;
}

static void
cancel(Rpc *r, const Json *id)
{
    if (has_id(r->current, id)) {
        r->current->dropped = true;
        if (r->running)
            r->stop(r->running);
    }
    for (Message *m = r->first; m; m = m->next)
        m->dropped = m->dropped || has_id(m, id);
}

/* fault: why these are not the bytes of a message, or NULL. */
static void
take_message(Rpc *r, const Sink *bytes, const char *fault)
{
    size_t place;
    Message *m = memory_new(1, sizeof *m);
    m->fault = fault;
    if (!fault &&
        json_read(&m->body, &m->arena, sink_text(bytes), bytes->count, &place) != JSON_READ)
        m->body = NULL;
    pthread_mutex_lock(&r->lock);
    if (strcmp(rpc_method(m), r->cancel) == 0)
        cancel(r, json_member(json_member(m->body, "params"), r->whom));
    while (r->count == WAITING_MOST)
        pthread_cond_wait(&r->fewer, &r->lock);
    r->count++;
    *(r->last ? &r->last->next : &r->first) = m;
    r->last = m;
    if (r->hasty && r->running)
        r->stop(r->running);
    pthread_cond_signal(&r->more);
    pthread_mutex_unlock(&r->lock);
}

/* A line without its end, of so many bytes at most; what is longer is passed over to its end.
 * False: there was none. */
static bool
read_line(Sink *line, size_t most, bool *too_long)
{
    int c;
    sink_clear(line);
    *too_long = false;
    while ((c = getchar()) != EOF && c != '\n') {
        char byte = (char)c;
        *too_long = *too_long || line->count == most;
        if (!*too_long)
            sink_add(line, &byte, 1);
    }
    return c != EOF || line->count;
}

static void
read_lines(Rpc *r, Sink *line)
{
    bool too_long;
    while (read_line(line, r->most, &too_long))
        if (line->count)
            take_message(r, line, too_long ? r->too_long : NULL);
}

/* The number behind `Content-Length:`; what is no number, or too large for one, is SIZE_MAX. */
static bool
read_length(const char *line, size_t *length)
{
    static const char name[] = "Content-Length:";
    if (strncasecmp(line, name, sizeof name - 1) != 0)
        return false;
    line += sizeof name - 1;
    line += strspn(line, " \t");
    *length = 0;
    size_t digits = strspn(line, "0123456789");
    bool number = digits && digits < 16 && strspn(line + digits, " \t\r") == strlen(line + digits);
    for (size_t i = 0; i < digits && number; i++)
        *length = *length * 10 + (size_t)(line[i] - '0');
    *length = number ? *length : SIZE_MAX;
    return true;
}

/* The lines up to an empty one.  False: the input ended before; any: within them. */
static bool
read_headers(Sink *line, bool *any, bool *known, size_t *length)
{
    bool too_long;
    *any = *known = false;
    while (read_line(line, HEADER_MOST, &too_long)) {
        if (line->count == 0 || strcmp(sink_text(line), "\r") == 0) {
            if (*any)
                return true;
            continue;
        }
        *any = true;
        *known = (!too_long && read_length(sink_text(line), length)) || *known;
    }
    return false;
}

/* So many bytes; of too many none is kept.  False: the input ended before. */
static bool
read_body(Sink *body, size_t length, bool keep)
{
    char part[1 << 14];
    sink_clear(body);
    while (length > 0) {
        size_t n = fread(part, 1, length < sizeof part ? length : sizeof part, stdin);
        if (n == 0)
            return false;
        if (keep)
            sink_add(body, part, n);
        length -= n;
    }
    return true;
}

static void
read_framed(Rpc *r, Sink *bytes)
{
    static const char lost[] = "a message stands behind `Content-Length: n` and an empty line";
    static const char half[] = "the input ended within a message";
    bool any, known, whole;
    size_t length = 0;
    while (read_headers(bytes, &any, &known, &length)) {
        if (!known || length == SIZE_MAX) {
            take_message(r, bytes, lost);
            continue;
        }
        bool fits = length <= r->most;
        if (!fits)
            take_message(r, bytes, r->too_long);
        whole = read_body(bytes, length, fits);
        if (fits)
            take_message(r, bytes, whole ? NULL : half);
    }
    if (any)
        take_message(r, bytes, half);
}

static void *
read_input(void *rpc)
{
    Rpc *r = rpc;
    Sink bytes;
    sink_init(&bytes);
    if (r->headers)
        read_framed(r, &bytes);
    else
        read_lines(r, &bytes);
    sink_clear(&bytes);
    pthread_mutex_lock(&r->lock);
    r->ended = true;
    pthread_cond_signal(&r->more);
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

bool
rpc_start(Rpc *r, const char *mode)
{
    const Json *probe;
    Arena arena = {0};
    size_t place;
    signal(SIGINT, SIG_DFL);
    bool can = json_read(&probe, &arena, "{}", 2, &place) == JSON_READ;
    arena_clear(&arena);
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->more, NULL);
    pthread_cond_init(&r->fewer, NULL);
    if (can && isatty(STDIN_FILENO))
        fprintf(stderr, "catgut: %s waits for the messages of %s on standard input; ^D ends it\n",
                mode, r->client);
    if (can && pthread_create(&r->reader, NULL, read_input, r) == 0)
        return true;
    if (can)
        fputs("catgut: the system refused a thread\n", stderr);
    else
        fprintf(stderr, "catgut: %s needs the library jansson, which is not on this machine\n",
                mode);
    return false;
}

void
rpc_finish(Rpc *r)
{
    pthread_join(r->reader, NULL);
}

/* ---- the list ---- */

static Message *
first_message(Rpc *r, bool wait)
{
    pthread_mutex_lock(&r->lock);
    while (wait && !r->first && !r->ended)
        pthread_cond_wait(&r->more, &r->lock);
    Message *m = r->first;
    if (m) {
        r->first = m->next;
        r->count--;
        pthread_cond_signal(&r->fewer);
    }
    if (!r->first)
        r->last = NULL;
    r->current = m;
    pthread_mutex_unlock(&r->lock);
    return m;
}

/* Is it a request or notification?  If not, it is refused. */
static bool
is_request(const Rpc *r, const Message *m)
{
    const Json *id = rpc_id(m);
    const char *version = json_text(m->body, "jsonrpc");
    if (m->fault)
        rpc_refuse(r, m, RPC_INVALID_REQUEST, m->fault, NULL);
    else if (!m->body)
        rpc_refuse(r, m, RPC_PARSE_ERROR,
                   r->headers ? "this message is not one value of JSON"
                              : "this line is not one value of JSON", NULL);
    else if (!version || strcmp(version, "2.0") != 0 || !*rpc_method(m) ||
             (id && id->kind != JSON_IS_TEXT && id->kind != JSON_IS_INTEGER))
        rpc_refuse(r, m, RPC_INVALID_REQUEST, "this is not a request of JSON-RPC 2.0", NULL);
    else
        return true;
    return false;
}

Message *
rpc_next(Rpc *r, bool wait)
{
    Message *m = first_message(r, wait);
    while (m && !is_request(r, m)) {
        rpc_end_message(r, m);
        m = first_message(r, wait);
    }
    return m;
}

void
rpc_end_message(Rpc *r, Message *m)
{
    pthread_mutex_lock(&r->lock);
    r->current = NULL;
    pthread_mutex_unlock(&r->lock);
    arena_clear(&m->arena);
    memory_free(m);
}

bool
rpc_is_dropped(Rpc *r, const Message *m)
{
    pthread_mutex_lock(&r->lock);
    bool dropped = m->dropped;
    pthread_mutex_unlock(&r->lock);
    return dropped;
}

void
rpc_look(void *rpc, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    Rpc *r = rpc;
    pthread_mutex_lock(&r->lock);
    bool due = (r->current && r->current->dropped) || (r->hasty && r->first);
    if (r->running && due)
        r->stop(r->running);
    pthread_mutex_unlock(&r->lock);
}

void
rpc_set_running(Rpc *r, struct Catgut *running, bool hasty)
{
    pthread_mutex_lock(&r->lock);
    r->hasty = hasty;
    r->running = running;
    pthread_mutex_unlock(&r->lock);
}

/* ---- answers ---- */

static void
put_id(const Message *m, Sink *out)
{
    const Json *id = rpc_id(m);
    if (id && id->kind == JSON_IS_TEXT)
        json_write_text(id->text, id->count, out);
    else if (id && id->kind == JSON_IS_INTEGER)
        sink_print(out, "%" PRId64, id->integer);
    else
        sink_put(out, "null");
}

/* At once. */
static void
send(const Rpc *r, Sink *message)
{
    if (r->headers)
        printf("Content-Length: %zu\r\n\r\n", message->count);
    else
        sink_put(message, "\n");
    fwrite(sink_text(message), 1, message->count, stdout);
    fflush(stdout);
    sink_clear(message);
}

static void
send_part(const Rpc *r, const Message *m, const char *part, const Sink *value)
{
    Sink out;
    sink_init(&out);
    sink_put(&out, "{\"jsonrpc\":\"2.0\",\"id\":");
    put_id(m, &out);
    sink_print(&out, ",\"%s\":", part);
    sink_add(&out, sink_text(value), value->count);
    sink_put(&out, "}");
    send(r, &out);
}

void
rpc_answer(const Rpc *r, const Message *m, const Sink *result)
{
    send_part(r, m, "result", result);
}

void
rpc_refuse(const Rpc *r, const Message *m, int code, const char *message, const char *data)
{
    Sink error;
    sink_init(&error);
    sink_print(&error, "{\"code\":%d,\"message\":", code);
    json_write_string(message, &error);
    if (data)
        sink_print(&error, ",\"data\":%s", data);
    sink_put(&error, "}");
    send_part(r, m, "error", &error);
    sink_clear(&error);
}

void
rpc_notify(const Rpc *r, const char *method, const Sink *params)
{
    Sink out;
    sink_init(&out);
    sink_print(&out, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":", method);
    sink_add(&out, sink_text(params), params->count);
    sink_put(&out, "}");
    send(r, &out);
}
