/* lsp.c -- see lsp.h.  Messages in order; a document that has changed is run when none waits. */
#include "lang/editor/lsp.h"

#include "lang/editor/answer.h"
#include "lang/editor/check.h"
#include "show/json.h"

#include <string.h>

enum { MESSAGE_MOST = 16 << 20 };

/* Codes of the protocol. */
enum { NOT_INITIALIZED = -32002, REQUEST_FAILED = -32803, REQUEST_CANCELLED = -32800 };

typedef struct Server {
    Rpc rpc;
    Documents documents;
    bool initialized, shut; /* `shutdown` came */
    bool left;              /* `exit` came */
} Server;

/* A method about a document. */
typedef struct Method {
    const char *name;
    Answer *answer;
    bool position; /* it is about a place */
} Method;

static const Method methods[] = {
    {"textDocument/hover", answer_hover, true},
    {"textDocument/completion", answer_completion, true},
    {"textDocument/definition", answer_definition, true},
    {"textDocument/references", answer_references, true},
    {"textDocument/documentSymbol", answer_symbols, false},
    {"textDocument/rename", answer_rename, true},
    {"textDocument/formatting", answer_formatting, false},
    {"textDocument/codeAction", answer_actions, false},
};

/* ---- beginning and end ---- */

static bool
offers_bytes(const Json *params)
{
    const Json *general = json_member(json_member(params, "capabilities"), "general");
    const Json *offered = json_member(general, "positionEncodings");
    for (size_t i = 0; offered && offered->kind == JSON_IS_LIST && i < offered->count; i++)
        if (offered->kids[i].kind == JSON_IS_TEXT && strcmp(offered->kids[i].text, "utf-8") == 0)
            return true;
    return false;
}

static void
initialize(Server *s, const Json *params, Sink *out)
{
    s->initialized = true;
    s->documents.bytes = offers_bytes(params);
    sink_print(out, "{\"capabilities\":{\"positionEncoding\":\"%s\","
                    "\"textDocumentSync\":{\"openClose\":true,\"change\":2,\"save\":true},"
                    "\"hoverProvider\":true,\"completionProvider\":{\"triggerCharacters\":"
                    "[\".\",\"|\",\"\\\"\"]},\"definitionProvider\":true,\"referencesProvider\":"
                    "true,\"documentSymbolProvider\":true,\"renameProvider\":true,"
                    "\"documentFormattingProvider\":true,\"codeActionProvider\":"
                    "{\"codeActionKinds\":[\"quickfix\"]}},"
                    "\"serverInfo\":{\"name\":\"catgut\",\"version\":\"%s\"}}",
               s->documents.bytes ? "utf-8" : "utf-16", catgut_version());
}

/* ---- documents ---- */

/* What is wrong with a notification, which has no answer. */
static void
log_mistake(const Server *s, const char *method, const char *what)
{
    Sink out, text;
    sink_init(&out);
    sink_init(&text);
    sink_print(&text, "%s: %s", method, what);
    sink_put(&out, "{\"type\":1,\"message\":");
    json_write_text(sink_text(&text), text.count, &out);
    sink_put(&out, "}");
    rpc_notify(&s->rpc, "window/logMessage", &out);
    sink_clear(&out);
    sink_clear(&text);
}

static bool
open_document(Server *s, const Json *item)
{
    const char *uri = json_text(item, "uri");
    const Json *text = json_member(item, "text"), *version = json_member(item, "version");
    return uri && text && text->kind == JSON_IS_TEXT && version &&
           version->kind == JSON_IS_INTEGER &&
           documents_open(&s->documents, uri, version->integer, text->text, text->count);
}

/* Its complaints go. */
static bool
close_document(Server *s, const Json *item)
{
    const char *uri = json_text(item, "uri");
    Document *d = documents_find(&s->documents, uri);
    if (!d)
        return false;
    document_forget_remarks(d);
    check_publish(&s->documents, d, &s->rpc);
    documents_close(&s->documents, uri);
    return true;
}

/* All of the changes.  False: one cannot be made; the document is closed, for it is not what the
 * editor has any more. */
static bool
change_document(Server *s, const Json *params)
{
    const Json *item = json_member(params, "textDocument"), *version = json_member(item, "version");
    const Json *changes = json_member(params, "contentChanges");
    Document *d = documents_find(&s->documents, json_text(item, "uri"));
    if (!d)
        return false;
    if (version && version->kind == JSON_IS_INTEGER)
        d->version = version->integer;
    bool ok = changes && changes->kind == JSON_IS_LIST;
    for (size_t i = 0; ok && i < changes->count; i++)
        ok = documents_change(&s->documents, d, &changes->kids[i]);
    if (!ok)
        close_document(s, item);
    return ok;
}

/* A file that has been written may be one that others import. */
static void
look_again(Server *s)
{
    for (size_t i = 0; i < s->documents.all.count; i++)
        s->documents.all.at[i]->dirty = true;
}

static void
take_notification(Server *s, const Message *m)
{
    const char *method = rpc_method(m);
    const Json *params = json_member(m->body, "params");
    const Json *item = json_member(params, "textDocument");
    bool ok = true;
    if (strcmp(method, "exit") == 0)
        s->left = true;
    else if (!s->initialized || s->shut)
        return;
    else if (strcmp(method, "textDocument/didOpen") == 0)
        ok = open_document(s, item);
    else if (strcmp(method, "textDocument/didChange") == 0)
        ok = change_document(s, params);
    else if (strcmp(method, "textDocument/didClose") == 0)
        ok = close_document(s, item);
    else if (strcmp(method, "textDocument/didSave") == 0)
        look_again(s);
    if (!ok)
        log_mistake(s, method, "the document is not open, is too long, or the message is none of "
                               "the protocol");
}

/* Runs one document that has changed; false: there is none, or a message came. */
static bool
run_one(Server *s)
{
    for (size_t i = 0; i < s->documents.all.count; i++) {
        Document *d = s->documents.all.at[i];
        if (!d->dirty)
            continue;
        bool done = check_run(d, &s->rpc, true);
        if (done)
            check_publish(&s->documents, d, &s->rpc);
        return done;
    }
    return false;
}

/* ---- requests ---- */

static void
answer_method(Server *s, const Message *m, const Method *method)
{
    const Json *params = json_member(m->body, "params");
    const char *uri = json_text(json_member(params, "textDocument"), "uri");
    Asked a = {&s->documents, documents_find(&s->documents, uri), &s->rpc, params, 0};
    if (!a.d || (method->position &&
                 !documents_byte(&s->documents, a.d, json_member(params, "position"), &a.at))) {
        rpc_refuse(&s->rpc, m, RPC_INVALID_PARAMS,
                   a.d ? "position wants a line and a character" : "no such document is open",
                   NULL);
        return;
    }
    if (!a.d->session && check_run(a.d, &s->rpc, false))
        check_publish(&s->documents, a.d, &s->rpc);
    Sink out, why;
    sink_init(&out);
    sink_init(&why);
    bool ok = method->answer(&a, &out, &why);
    if (rpc_is_dropped(&s->rpc, m))
        rpc_refuse(&s->rpc, m, REQUEST_CANCELLED, "cancelled", NULL);
    else if (ok)
        rpc_answer(&s->rpc, m, &out);
    else
        rpc_refuse(&s->rpc, m, REQUEST_FAILED, sink_text(&why), NULL);
    sink_clear(&out);
    sink_clear(&why);
}

static void
take_request(Server *s, const Message *m)
{
    const char *name = rpc_method(m);
    Sink out;
    sink_init(&out);
    if (rpc_is_dropped(&s->rpc, m)) {
        rpc_refuse(&s->rpc, m, REQUEST_CANCELLED, "cancelled", NULL);
    } else if (s->shut || (strcmp(name, "initialize") == 0) == s->initialized) {
        rpc_refuse(&s->rpc, m, s->initialized ? RPC_INVALID_REQUEST : NOT_INITIALIZED,
                   s->initialized ? "initialize comes once, and nothing after shutdown"
                                  : "initialize comes first", NULL);
    } else if (!s->initialized || strcmp(name, "initialize") == 0) {
        initialize(s, json_member(m->body, "params"), &out);
        rpc_answer(&s->rpc, m, &out);
    } else if (strcmp(name, "shutdown") == 0) {
        s->shut = true;
        sink_put(&out, "null");
        rpc_answer(&s->rpc, m, &out);
    } else {
        for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
            if (strcmp(name, methods[i].name) == 0) {
                answer_method(s, m, &methods[i]);
                return;
            }
        rpc_refuse(&s->rpc, m, RPC_NO_METHOD, "no such method", NULL);
    }
    sink_clear(&out);
}

int
lsp_serve(void)
{
    static Server s; /* after `exit` the thread that reads still waits for more */
    s.rpc = (Rpc){.client = "an editor",
                  .headers = true,
                  .most = MESSAGE_MOST,
                  .too_long = "a message has at most 16 MiB",
                  .cancel = "$/cancelRequest",
                  .whom = "id",
                  .stop = catgut_interrupt};
    if (!rpc_start(&s.rpc, "--lsp"))
        return 2;
    Message *m = rpc_next(&s.rpc, true);
    while (m) {
        if (rpc_id(m))
            take_request(&s, m);
        else
            take_notification(&s, m);
        rpc_end_message(&s.rpc, m);
        if (s.left)
            break;
        while ((m = rpc_next(&s.rpc, false)) == NULL && run_one(&s))
            continue;
        if (!m)
            m = rpc_next(&s.rpc, true);
    }
    documents_clear(&s.documents);
    return s.left && !s.shut;
}
