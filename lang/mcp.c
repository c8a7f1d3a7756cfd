/* mcp.c -- see mcp.h.  A thread reads the input, so that `notifications/cancelled` reaches a call
 * that runs; what it reads waits in a list for the main thread, which answers in order. */
#include "lang/mcp.h"

#include "base/sink.h"
#include "lang/catgut.h"
#include "lang/text/json_read.h"
#include "show/json.h"

#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum {
    LINE_MOST = 1 << 20,
    MEMORY_MOST = 512 << 20,
    SCRIPT_MOST = 64 << 10,
    OUTPUT_MOST = 256 << 10,
    SECONDS_MOST = 10,
    WAITING_MOST = 64
};

/* Codes of JSON-RPC, and one of the protocol. */
enum {
    PARSE_ERROR = -32700,
    INVALID_REQUEST = -32600,
    NO_METHOD = -32601,
    INVALID_PARAMS = -32602,
    NO_VERSION = -32022
};

static const char stateless[] = "2026-07-28";
static const char *const opened_versions[] = {"2025-11-25", "2025-06-18", "2025-03-26",
                                              "2024-11-05", NULL};

typedef struct Message {
    struct Message *next;
    Arena arena;
    const Json *body; /* NULL: it is not JSON */
    bool too_long;
    bool dropped; /* it has been cancelled */
} Message;

typedef struct Server {
    pthread_mutex_t lock; /* of all that follows but `opened` */
    pthread_cond_t more;
    Message *first, *last; /* what waits ... */
    size_t count;          /* ... and how many, at most WAITING_MOST */
    pthread_cond_t fewer;
    Message *current;      /* what is answered now; NULL: nothing */
    Catgut *running;       /* its session; NULL: none */
    bool ended;            /* there is no more input */
    bool opened; /* `initialize` was the first message */
} Server;

static const char *
method_of(const Message *m)
{
    const char *method = json_text(m->body, "method");
    return method ? method : "";
}

static const Json *
id_of(const Message *m)
{
    return json_member(m->body, "id");
}

/* ---- the input ---- */

static bool
has_id(const Message *m, const Json *id)
{
    const Json *own = m ? id_of(m) : NULL;
    if (!own || !id || own->kind != id->kind)
        return false;
    return id->kind == JSON_IS_TEXT ? strcmp(own->text, id->text) == 0
                                    : id->kind == JSON_IS_INTEGER && own->integer == id->integer;
}

static void
cancel(Server *s, const Json *id)
{
    if (has_id(s->current, id)) {
        s->current->dropped = true;
        if (s->running)
            catgut_interrupt(s->running);
    }
    for (Message *m = s->first; m; m = m->next)
        m->dropped = m->dropped || has_id(m, id);
}

static void
take_line(Server *s, const Sink *line, bool too_long)
{
    size_t place;
    Message *m = memory_new(1, sizeof *m);
    m->too_long = too_long;
    if (!too_long &&
        json_read(&m->body, &m->arena, sink_text(line), line->count, &place) != JSON_READ)
        m->body = NULL;
    pthread_mutex_lock(&s->lock);
    if (strcmp(method_of(m), "notifications/cancelled") == 0)
        cancel(s, json_member(json_member(m->body, "params"), "requestId"));
    while (s->count == WAITING_MOST)
        pthread_cond_wait(&s->fewer, &s->lock);
    s->count++;
    *(s->last ? &s->last->next : &s->first) = m;
    s->last = m;
    pthread_cond_signal(&s->more);
    pthread_mutex_unlock(&s->lock);
}

/* A line that is too long is passed over to its end. */
static void *
read_input(void *server)
{
    Server *s = server;
    Sink line;
    sink_init(&line);
    bool too_long = false;
    int c;
    do {
        c = getchar();
        if (c != EOF && c != '\n') {
            char byte = (char)c;
            too_long = too_long || line.count == LINE_MOST;
            if (!too_long)
                sink_add(&line, &byte, 1);
        } else if (line.count) {
            take_line(s, &line, too_long);
            sink_clear(&line);
            too_long = false;
        }
    } while (c != EOF);
    pthread_mutex_lock(&s->lock);
    s->ended = true;
    pthread_cond_signal(&s->more);
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* The next message, which is then the current one; NULL: there will be none. */
static Message *
next_message(Server *s)
{
    pthread_mutex_lock(&s->lock);
    while (!s->first && !s->ended)
        pthread_cond_wait(&s->more, &s->lock);
    Message *m = s->first;
    if (m) {
        s->first = m->next;
        s->count--;
        pthread_cond_signal(&s->fewer);
    }
    if (!s->first)
        s->last = NULL;
    s->current = m;
    pthread_mutex_unlock(&s->lock);
    return m;
}

static void
end_message(Server *s, Message *m)
{
    pthread_mutex_lock(&s->lock);
    s->current = NULL;
    pthread_mutex_unlock(&s->lock);
    arena_clear(&m->arena);
    memory_free(m);
}

static void
set_running(Server *s, Catgut *c)
{
    pthread_mutex_lock(&s->lock);
    s->running = c;
    pthread_mutex_unlock(&s->lock);
}

static bool
is_dropped(Server *s, const Message *m)
{
    pthread_mutex_lock(&s->lock);
    bool dropped = m->dropped;
    pthread_mutex_unlock(&s->lock);
    return dropped;
}

/* ---- answers ---- */

static void
put_id(const Message *m, Sink *out)
{
    const Json *id = id_of(m);
    if (id && id->kind == JSON_IS_TEXT)
        json_write_text(id->text, id->count, out);
    else if (id && id->kind == JSON_IS_INTEGER)
        sink_print(out, "%" PRId64, id->integer);
    else
        sink_put(out, "null");
}

/* One line, at once. */
static void
send(const Message *m, const char *part, const Sink *value)
{
    Sink out;
    sink_init(&out);
    sink_put(&out, "{\"jsonrpc\":\"2.0\",\"id\":");
    put_id(m, &out);
    sink_print(&out, ",\"%s\":", part);
    sink_add(&out, sink_text(value), value->count);
    sink_put(&out, "}\n");
    fwrite(sink_text(&out), 1, out.count, stdout);
    fflush(stdout);
    sink_clear(&out);
}

/* data: JSON, or NULL. */
static void
refuse(const Message *m, int code, const char *message, const char *data)
{
    Sink error;
    sink_init(&error);
    sink_print(&error, "{\"code\":%d,\"message\":", code);
    json_write_string(message, &error);
    if (data)
        sink_print(&error, ",\"data\":%s", data);
    sink_put(&error, "}");
    send(m, "error", &error);
    sink_clear(&error);
}

/* Ends an object that is a result. */
static void
answer(const Server *s, const Message *m, Sink *object, bool kept)
{
    if (!s->opened)
        sink_print(object, ",\"resultType\":\"complete\"%s",
                   kept ? ",\"ttlMs\":86400000,\"cacheScope\":\"public\"" : "");
    sink_put(object, "}");
    send(m, "result", object);
    sink_clear(object);
}

/* ---- what tools there are ---- */

/* What a tool takes. */
typedef struct Parameter {
    const char *name, *text;
    const char *const *choices; /* the texts it may be, NULL after the last; NULL: any */
    bool list;                  /* of texts */
    bool optional;
} Parameter;

enum { PARAMETERS_MOST = 7 };

typedef struct Tool {
    const char *name, *title, *text;
    Parameter takes[PARAMETERS_MOST]; /* until one without a name */
    /* The script that answers; NULL: what it takes is a topic of help. */
    void (*write)(const struct Tool *t, const Json *given, Sink *script);
    const char *statement; /* what stands before the question; NULL: there is none */
} Tool;

static void
write_script(const Tool *t, const Json *given, Sink *script)
{
    sink_put(script, json_text(given, "script"));
    if (t->statement)
        sink_print(script, "\n%s %s\n", t->statement, json_text(given, "question"));
}

/* One more in a list of what is assumed. */
static void
put_premise(Sink *script, bool *any, const char *before, const char *text, const char *after)
{
    sink_print(script, "%s%s%s%s", *any ? ", " : " assume ", before, text, after);
    *any = true;
}

static void
put_premises(Sink *script, bool *any, const Json *list, const char *before)
{
    for (size_t i = 0; list && i < list->count; i++) {
        const char *text = list->kids[i].text;
        bool word = strcmp(text, "positive") == 0;
        put_premise(script, any, word ? "" : before, text, word ? "" : ")");
    }
}

static void
write_entailed(const Tool *t, const Json *given, Sink *script)
{
    const char *relation = json_text(given, "relation"), *more = json_text(given, "given");
    const char *x = json_text(given, "x"), *y = json_text(given, "y");
    const Json *variables = json_member(given, "variables");
    bool any = false, no = strcmp(relation, "dependent") == 0;
    sink_print(script, "%s %s(%s, %s%s%s)", t->statement, no ? "not independent" : relation, x, y,
               more ? " | " : "", more ? more : "");
    for (size_t i = 0; variables && i < variables->count; i++)
        put_premise(script, &any, "{", variables->kids[i].text, "}");
    put_premises(script, &any, json_member(given, "independent"), "independent(");
    put_premises(script, &any, json_member(given, "dependent"), "not independent(");
    if (!any) {
        put_premise(script, &any, "{", x, "}");
        put_premise(script, &any, "{", y, "}");
    }
    sink_put(script, "\n");
}

static void
write_derive(const Tool *t, const Json *given, Sink *script)
{
    bool any = false;
    sink_print(script, "%s independent(%s)", t->statement, json_text(given, "goal"));
    put_premises(script, &any, json_member(given, "premises"), "independent(");
    sink_put(script, any ? "\n" : " assume {}\n");
}

static const char *const relations[] = {"parent",      "child",        "ancestor",
                                        "descendant",  "common_cause", "common_effect",
                                        "independent", "dependent",    NULL};

#define SCRIPT                                                                                     \
    {                                                                                              \
        .name = "script", .text = "declarations, and for `run` statements too"                     \
    }
#define ASKS(asked)                                                                                \
    {                                                                                              \
        SCRIPT, {.name = "question", .text = asked}                                                \
    }

static const Tool tools[] = {
    {"run", "Run a script",
     "Run a Catgut script: types, models, functors, states, then statements such as show, check, "
     "identify, explain, witness, bounds. Numbers are exact fractions.",
     {SCRIPT}, write_script, NULL},
    {"identify", "Identify a causal effect",
     "Decide whether an effect follows from what was observed, in a model with hidden causes; the "
     "answer is the formula and the criterion, or a hedge that proves the no.",
     ASKS("such as `P(Y | do(X)) in m`, or a counterfactual `P(Y[X = 0] | X = 1) in m`"),
     write_script, "identify"},
    {"ask", "Ask for a number",
     "The exact value of a question in a model with numbers, or from an observed state.",
     ASKS("such as `P(Y = 1 | do(X = 0)) in m with F`, or `... in m from omega`"), write_script,
     "show"},
    {"explain", "Explain an answer", "Each step of an answer, with the law that permits it.",
     ASKS("such as `P(Y | do(X)) in m` or `independent(X, Y | Z) in m`"), write_script, "explain"},
    {"witness", "Prove that an effect is not identifiable",
     "Two models that agree on all that can be observed and differ in the effect.",
     ASKS("such as `F1, F2 = P(Y | do(X)) in m`"), write_script, "witness"},
    {"separated", "Is it independent?",
     "Does the shape of a model make variables independent, given others?",
     ASKS("such as `independent(X, Y | Z) in m`"), write_script, "show"},
    {"adjustment", "Which sets adjust?",
     "The minimal sets of variables whose adjustment identifies an effect.",
     ASKS("such as `adjustment(X -> Y) in m`"), write_script, "show"},
    {"entailed", "What do independences say of causes?",
     "Without a model: is a causal relation entailed by what is independent and what is not, "
     "impossible, or open? All DAGs without hidden causes that have exactly such independences "
     "are tried; the answer says what the relation means, and has a DAG for it and one against.",
     {{.name = "independent", .text = "what is independent, each as `A, B | C` or `A, {B, C}`",
       .list = true, .optional = true},
      {.name = "dependent", .text = "what is not, in the same form", .list = true,
       .optional = true},
      {.name = "variables", .text = "names of variables that nothing is said of", .list = true,
       .optional = true},
      {.name = "relation", .text = "what x is to y", .choices = relations},
      {.name = "x", .text = "a variable"},
      {.name = "y", .text = "another variable"},
      {.name = "given", .text = "of independent and dependent: `C, D`", .optional = true}},
     write_entailed, "show"},
    {"derive", "Prove an independence",
     "Without a model: does an independence follow from others by the laws of conditional "
     "independence, in every state? The answer is a proof, a line a law, or a state that has the "
     "premises without it, or that neither was found.",
     {{.name = "goal", .text = "such as `A, D | B` or `A, {B, C}`"},
      {.name = "premises", .list = true,
       .text = "each in the same form; `positive`: no probability is zero"}},
     write_derive, "explain"},
    {"help", "Explain a word",
     "What a word of the language or of the field means, with an example; also a code such as "
     "E052.", {{.name = "topic", .text = "a word, or a code"}}, NULL, NULL},
};

enum { TOOLS = sizeof tools / sizeof *tools };

static const char instructions[] =
    "Exact causal reasoning with string diagrams. A model is written `model m { X : Bit  Y : Bit "
    "<- X  X <-> Y }` after `type Bit = {0, 1}`: arrows from what stands behind `<-`, and a hidden "
    "common cause by `<->`. Each call brings its whole script. A `no` is a result; a mistake in "
    "the script comes back with its place and what to do. `help` explains any word.";

static void
put_parameter(const Parameter *p, Sink *out)
{
    json_write_string(p->name, out);
    sink_print(out, ":{\"type\":\"%s\",\"description\":", p->list ? "array" : "string");
    json_write_string(p->text, out);
    sink_put(out, p->list ? ",\"items\":{\"type\":\"string\"}" : "");
    for (size_t i = 0; p->choices && p->choices[i]; i++) {
        sink_put(out, i ? "," : ",\"enum\":[");
        json_write_string(p->choices[i], out);
    }
    sink_put(out, p->choices ? "]}" : "}");
}

/* The i-th thing it takes; NULL: there are no more. */
static const Parameter *
parameter_at(const Tool *t, size_t i)
{
    return i < PARAMETERS_MOST && t->takes[i].name ? &t->takes[i] : NULL;
}

static void
put_schema(const Tool *t, Sink *out)
{
    const Parameter *p;
    bool any = false;
    sink_put(out, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":"
                  "\"object\",\"properties\":{");
    for (size_t i = 0; (p = parameter_at(t, i)) != NULL; i++) {
        sink_put(out, i ? "," : "");
        put_parameter(p, out);
    }
    sink_put(out, "},\"required\":[");
    for (size_t i = 0; (p = parameter_at(t, i)) != NULL; i++) {
        if (p->optional)
            continue;
        sink_put(out, any ? "," : "");
        json_write_string(p->name, out);
        any = true;
    }
    sink_put(out, "],\"additionalProperties\":false}");
}

static void
put_tool(const Tool *t, Sink *out)
{
    sink_put(out, "{\"name\":");
    json_write_string(t->name, out);
    sink_put(out, ",\"title\":");
    json_write_string(t->title, out);
    sink_put(out, ",\"description\":");
    json_write_string(t->text, out);
    sink_put(out, ",\"inputSchema\":");
    put_schema(t, out);
    sink_put(out, ",\"annotations\":{\"readOnlyHint\":true,\"openWorldHint\":false}}");
}

static void
list_tools(const Server *s, const Message *m)
{
    Sink out;
    sink_init(&out);
    sink_put(&out, "{\"tools\":[");
    for (size_t i = 0; i < TOOLS; i++) {
        sink_put(&out, i ? "," : "");
        put_tool(&tools[i], &out);
    }
    sink_put(&out, "]");
    answer(s, m, &out, true);
}

/* ---- a tool is called ---- */

typedef struct Call {
    Server *server;
    const Message *message;
    Sink text, objects; /* for people, for programs */
    bool mistake;
} Call;

static bool
hear(void *who, const CatgutResult *r)
{
    Call *c = who;
    sink_put(&c->text, r->text);
    sink_put(&c->text, r->errors);
    for (size_t i = 0; i < r->complaint_count; i++)
        c->mistake = c->mistake || strcmp(r->complaints[i].verdict, "wrong") == 0;
    for (const char *at = r->json, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        sink_put(&c->objects, c->objects.count ? "," : "");
        sink_add(&c->objects, at, (size_t)(end - at));
    }
    return !is_dropped(c->server, c->message);
}

/* Is it what the parameter wants? */
static bool
fits(const Parameter *p, const Json *j)
{
    bool ok = j->kind == (p->list ? JSON_IS_LIST : JSON_IS_TEXT), chosen = !p->choices;
    for (size_t i = 0; ok && p->list && i < j->count; i++)
        ok = j->kids[i].kind == JSON_IS_TEXT;
    for (size_t i = 0; ok && !chosen && p->choices[i]; i++)
        chosen = strcmp(p->choices[i], j->text) == 0;
    return ok && chosen;
}

/* Has the object all that the tool needs, and nothing that it does not take? */
static bool
has_arguments(const Json *j, const Tool *t)
{
    const Parameter *p;
    size_t met = 0;
    bool ok = j && j->kind == JSON_IS_OBJECT;
    for (size_t i = 0; ok && (p = parameter_at(t, i)) != NULL; i++) {
        const Json *one = json_member(j, p->name);
        met += one != NULL;
        ok = one ? fits(p, one) : p->optional;
    }
    return ok && met == j->count;
}

/* A cancellation that came before the run had begun is heard here. */
static void
look_whether_dropped(void *who, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    Call *c = who;
    if (is_dropped(c->server, c->message))
        catgut_interrupt(c->server->running);
}

static void
run_script(Call *call, const Sink *script)
{
    CatgutOptions o;
    catgut_options(&o);
    o.no_files = true;
    o.max_memory = MEMORY_MOST;
    o.max_source = SCRIPT_MOST;
    o.max_output = OUTPUT_MOST;
    o.max_time = SECONDS_MOST * INT64_C(1000000000);
    o.progress = look_whether_dropped;
    o.who = call;
    Catgut *c = catgut_open(&o);
    set_running(call->server, c);
    int status = c ? catgut_run(c, "script", sink_text(script), script->count, hear, call)
                   : CATGUT_NO_MEMORY;
    set_running(call->server, NULL);
    if (status == CATGUT_NO_MEMORY) {
        sink_put(&call->text, "the system refused memory\n");
        call->mistake = true;
    }
    catgut_close(c);
}

static void
finish(Call *call)
{
    Sink out;
    sink_init(&out);
    sink_put(&out, "{\"content\":[{\"type\":\"text\",\"text\":");
    json_write_text(sink_text(&call->text), call->text.count, &out);
    sink_print(&out, "}],\"structuredContent\":{\"results\":[%s]},\"isError\":%s",
               sink_text(&call->objects), call->mistake ? "true" : "false");
    if (!is_dropped(call->server, call->message))
        answer(call->server, call->message, &out, false);
    sink_clear(&out);
    sink_clear(&call->text);
    sink_clear(&call->objects);
}

static void
call_help(Call *call, const char *topic)
{
    Catgut *c = catgut_open(NULL);
    char *text = c ? catgut_help(c, topic, 0) : NULL;
    sink_put(&call->text, text ? text : "nothing is known of that word\n");
    call->mistake = !text;
    catgut_free(text);
    catgut_close(c);
}

static void
call_tool(Server *s, const Message *m, const Json *params)
{
    const char *name = json_text(params, "name");
    const Json *given = json_member(params, "arguments");
    const Tool *t = NULL;
    for (size_t i = 0; name && i < TOOLS; i++)
        t = strcmp(tools[i].name, name) == 0 ? &tools[i] : t;
    if (!t) {
        refuse(m, INVALID_PARAMS, "no tool has this name", NULL);
        return;
    }
    if (!has_arguments(given, t)) {
        refuse(m, INVALID_PARAMS, "these are not the arguments of the tool", NULL);
        return;
    }
    Call call = {.server = s, .message = m};
    Sink script;
    sink_init(&call.text);
    sink_init(&call.objects);
    sink_init(&script);
    if (t->write) {
        t->write(t, given, &script);
        run_script(&call, &script);
    } else {
        call_help(&call, json_text(given, "topic"));
    }
    sink_clear(&script);
    finish(&call);
}

/* ---- requests ---- */

static void
put_server(Sink *out)
{
    sink_print(out, "\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"catgut\","
                    "\"version\":\"%s\"},\"instructions\":", catgut_version());
    json_write_string(instructions, out);
}

static void
initialize(Server *s, const Message *m, const Json *params)
{
    const char *wanted = json_text(params, "protocolVersion"), *version = opened_versions[0];
    for (size_t i = 0; wanted && opened_versions[i]; i++)
        if (strcmp(opened_versions[i], wanted) == 0)
            version = opened_versions[i];
    Sink out;
    sink_init(&out);
    s->opened = true;
    sink_print(&out, "{\"protocolVersion\":\"%s\",", version);
    put_server(&out);
    answer(s, m, &out, false);
}

static void
discover(const Server *s, const Message *m)
{
    Sink out;
    sink_init(&out);
    sink_print(&out, "{\"supportedVersions\":[\"%s\"", stateless);
    for (size_t i = 0; opened_versions[i]; i++)
        sink_print(&out, ",\"%s\"", opened_versions[i]);
    sink_put(&out, "],");
    put_server(&out);
    answer(s, m, &out, true);
}

/* A stateless request says which version it speaks, and what its sender can do. */
static bool
has_version(const Message *m, const Json *params)
{
    const Json *meta = json_member(params, "_meta");
    const char *version = json_text(meta, "io.modelcontextprotocol/protocolVersion");
    const Json *can = json_member(meta, "io.modelcontextprotocol/clientCapabilities");
    if (!version || !can || can->kind != JSON_IS_OBJECT) {
        refuse(m, INVALID_PARAMS,
               "_meta wants io.modelcontextprotocol/protocolVersion and "
               "io.modelcontextprotocol/clientCapabilities; older revisions begin with initialize",
               NULL);
        return false;
    }
    if (strcmp(version, stateless) == 0)
        return true;
    Sink data;
    sink_init(&data);
    sink_print(&data, "{\"supported\":[\"%s\"],\"requested\":", stateless);
    json_write_string(version, &data);
    sink_put(&data, "}");
    refuse(m, NO_VERSION, "this version of the protocol is not spoken here", sink_text(&data));
    sink_clear(&data);
    return false;
}

static void
answer_request(Server *s, const Message *m)
{
    const char *method = method_of(m);
    const Json *params = json_member(m->body, "params");
    if (strcmp(method, "initialize") == 0)
        initialize(s, m, params);
    else if (strcmp(method, "ping") == 0) {
        Sink nothing;
        sink_init(&nothing);
        sink_put(&nothing, "{}");
        send(m, "result", &nothing);
        sink_clear(&nothing);
    } else if (!s->opened && !has_version(m, params))
        return;
    else if (strcmp(method, "server/discover") == 0 && !s->opened)
        discover(s, m);
    else if (strcmp(method, "tools/list") == 0)
        list_tools(s, m);
    else if (strcmp(method, "tools/call") == 0)
        call_tool(s, m, params);
    else
        refuse(m, NO_METHOD, "no such method", NULL);
}

static void
take_message(Server *s, const Message *m)
{
    const Json *id = id_of(m);
    const char *rpc = json_text(m->body, "jsonrpc");
    if (m->too_long)
        refuse(m, INVALID_REQUEST, "a message has at most 1 MiB", NULL);
    else if (!m->body)
        refuse(m, PARSE_ERROR, "this line is not one value of JSON", NULL);
    else if (!rpc || strcmp(rpc, "2.0") != 0 || !*method_of(m) ||
             (id && id->kind != JSON_IS_TEXT && id->kind != JSON_IS_INTEGER))
        refuse(m, INVALID_REQUEST, "this is not a request of JSON-RPC 2.0", NULL);
    else if (id && !is_dropped(s, m))
        answer_request(s, m);
}

int
mcp_serve(void)
{
    Server s = {.lock = PTHREAD_MUTEX_INITIALIZER,
                .more = PTHREAD_COND_INITIALIZER,
                .fewer = PTHREAD_COND_INITIALIZER};
    pthread_t reader;
    const Json *probe;
    signal(SIGINT, SIG_DFL);
    Arena arena = {0};
    size_t place;
    bool can = json_read(&probe, &arena, "{}", 2, &place) == JSON_READ;
    arena_clear(&arena);
    if (!can || pthread_create(&reader, NULL, read_input, &s) != 0) {
        fputs(can ? "catgut: the system refused a thread\n"
                  : "catgut: --mcp needs the library jansson, which is not on this machine\n",
              stderr);
        return 2;
    }
    for (Message *m = next_message(&s); m; m = next_message(&s)) {
        take_message(&s, m);
        end_message(&s, m);
    }
    pthread_join(reader, NULL);
    return 0;
}
