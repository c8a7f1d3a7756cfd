/* mcp.c -- see mcp.h.  Messages come and go by lang/text/json_rpc. */
#include "lang/mcp.h"

#include "base/sink.h"
#include "lang/catgut.h"
#include "lang/text/json_rpc.h"
#include "show/json.h"

#include <string.h>

enum {
    LINE_MOST = 1 << 20,
    MEMORY_MOST = 512 << 20,
    SCRIPT_MOST = 64 << 10,
    OUTPUT_MOST = 256 << 10,
    SECONDS_MOST = 10
};

enum { NO_VERSION = -32022 }; /* of the protocol */

static const char stateless[] = "2026-07-28";
static const char *const opened_versions[] = {"2025-11-25", "2025-06-18", "2025-03-26",
                                              "2024-11-05", NULL};

typedef struct Server {
    Rpc rpc;
    bool opened; /* `initialize` was the first message */
} Server;

/* ---- answers ---- */

/* Ends an object that is a result. */
static void
answer(const Server *s, const Message *m, Sink *object, bool kept)
{
    if (!s->opened)
        sink_print(object, ",\"resultType\":\"complete\"%s",
                   kept ? ",\"ttlMs\":86400000,\"cacheScope\":\"public\"" : "");
    sink_put(object, "}");
    rpc_answer(&s->rpc, m, object);
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
    return !rpc_is_dropped(&c->server->rpc, c->message);
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
    o.progress = rpc_look;
    o.who = &call->server->rpc;
    Catgut *c = catgut_open(&o);
    rpc_set_running(&call->server->rpc, c, false);
    int status = c ? catgut_run(c, "script", sink_text(script), script->count, hear, call)
                   : CATGUT_NO_MEMORY;
    rpc_set_running(&call->server->rpc, NULL, false);
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
    if (!rpc_is_dropped(&call->server->rpc, call->message))
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
        rpc_refuse(&s->rpc, m, RPC_INVALID_PARAMS, "no tool has this name", NULL);
        return;
    }
    if (!has_arguments(given, t)) {
        rpc_refuse(&s->rpc, m, RPC_INVALID_PARAMS, "these are not the arguments of the tool", NULL);
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
has_version(const Server *s, const Message *m, const Json *params)
{
    const Json *meta = json_member(params, "_meta");
    const char *version = json_text(meta, "io.modelcontextprotocol/protocolVersion");
    const Json *can = json_member(meta, "io.modelcontextprotocol/clientCapabilities");
    if (!version || !can || can->kind != JSON_IS_OBJECT) {
        rpc_refuse(&s->rpc, m, RPC_INVALID_PARAMS,
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
    rpc_refuse(&s->rpc, m, NO_VERSION, "this version of the protocol is not spoken here",
               sink_text(&data));
    sink_clear(&data);
    return false;
}

static void
answer_request(Server *s, const Message *m)
{
    const char *method = rpc_method(m);
    const Json *params = json_member(m->body, "params");
    if (strcmp(method, "initialize") == 0)
        initialize(s, m, params);
    else if (strcmp(method, "ping") == 0) {
        Sink nothing;
        sink_init(&nothing);
        sink_put(&nothing, "{}");
        rpc_answer(&s->rpc, m, &nothing);
        sink_clear(&nothing);
    } else if (!s->opened && !has_version(s, m, params))
        return;
    else if (strcmp(method, "server/discover") == 0 && !s->opened)
        discover(s, m);
    else if (strcmp(method, "tools/list") == 0)
        list_tools(s, m);
    else if (strcmp(method, "tools/call") == 0)
        call_tool(s, m, params);
    else
        rpc_refuse(&s->rpc, m, RPC_NO_METHOD, "no such method", NULL);
}

int
mcp_serve(void)
{
    Server s = {.rpc = {.client = "a language model's program",
                        .most = LINE_MOST,
                        .too_long = "a message has at most 1 MiB",
                        .cancel = "notifications/cancelled",
                        .whom = "requestId",
                        .stop = catgut_interrupt}};
    if (!rpc_start(&s.rpc, "--mcp"))
        return 2;
    for (Message *m = rpc_next(&s.rpc, true); m; m = rpc_next(&s.rpc, true)) {
        if (rpc_id(m) && !rpc_is_dropped(&s.rpc, m))
            answer_request(&s, m);
        rpc_end_message(&s.rpc, m);
    }
    rpc_finish(&s.rpc);
    return 0;
}
