/* run_functionalise.c -- functionalise; see run_functionalise.h.  The model is written as source,
 * and the source is run: so what is printed is what is declared. */
#include "lang/functional/run_functionalise.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/functional/functional_text.h"
#include "lang/read/reader.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/session/meaning.h"
#include "lang/statement/declare.h"
#include "lang/statement/declare_model.h"

/* What each mechanism means. */
static bool
find_meanings(Session *s, Value *to, const Model *m, const Node *n)
{
    bool ok = true;
    for (size_t v = 0; ok && v < m->vertices.count; v++)
        ok = session_meaning(s, &to[v], &m->vertices.at[v].mechanism, n);
    return ok;
}

static bool
run_declaration(Session *s, const Node *n)
{
    switch (n->kind) {
    case NODE_TYPE:
        return declare_type(s, n);
    case NODE_FUNCTION:
        return declare_function(s, n);
    default:
        return declare_model(s, n);
    }
}

static bool
run_text(Session *s, const Sink *text)
{
    Reader r;
    Node *n = NULL;
    ReadResult result;
    Source *source = source_new("<functionalise>", NULL, sink_text(text), text->count);
    size_t values = s->values.count, types = s->types.count;
    bool ok = true;
    array_push(&s->sources, source);
    reader_init(&r, source, &s->names, &s->complain, false);
    while (ok && (result = reader_next(&r, &s->arena, &n)) != READ_END)
        ok = result == READ_STATEMENT && run_declaration(s, n);
    reader_clear(&r);
    if (!ok)
        forget_definitions(s, values, types);
    return ok;
}

static bool
functionalise(Session *s, const Model *m, const Node *n)
{
    Value *meaning = memory_new(m->vertices.count, sizeof *meaning);
    FunctionalModel f = {.model = m, .meaning = meaning, .name = n->text};
    Sink text;
    sink_init_within(&text, &s->budget);
    bool ok = find_meanings(s, meaning, m, n);
    if (ok && !functional_write(s, &f, &text))
        ok = complain_stopped(&s->complain, &s->budget, n->at);
    ok = ok && run_text(s, &text);
    if (ok)
        say_text(s, "functionalise", &text);
    sink_clear(&text);
    for (size_t v = 0; v < m->vertices.count; v++)
        value_clear(&meaning[v]);
    memory_free(meaning);
    return ok;
}

static bool
is_model(Session *s, const Context *c, const Node *n)
{
    if (c->kind == CONTEXT_MODEL)
        return is_closed_model(s, &c->shape, n->at);
    return complain_wanted(&s->complain, n->at, "a model", &c->state);
}

bool
run_functionalise(Session *s, const Node *n)
{
    Context c = {0};
    bool ok = may_define(s, n->text, n->text_at) &&
              elaborate_context(s, &c, n->kids[0], n->count > 1 ? n->kids[1] : NULL) &&
              is_model(s, &c, n->kids[0]) && functionalise(s, &c.model, n);
    context_clear(&c);
    return ok;
}
