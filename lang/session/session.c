/* session.c -- what outlives a statement; see session.h.  Nothing is run here:
 * lang/statement/run.c does that, from above. */
#include "lang/session/session.h"

#include "base/team.h"
#include "lang/read/question.h"
#include "network/table.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
session_write_json(Session *s)
{
    s->mute = true;
    s->forms.json = s->complain.json = &s->out;
}

void
session_init(Session *s, const Options *o, const Language *language)
{
    *s = (Session){.options = *o, .language = language};
    rules_read(s->rules, language);
    signature_init(&s->signature);
    s->meaning.tables = memory_new(1, sizeof *s->meaning.tables);
    sink_init_within(&s->out, &s->budget);
    sink_init_within(&s->err, &s->budget);
    s->out.color = o->color_out;
    s->err.color = o->color_err;
    s->complain = (Complainer){.err = &s->err};
    if (o->json)
        session_write_json(s);
    s->style = (Style){.digits = o->digits,
                       .percent = o->percent,
                       .width = o->width ? o->width : 80,
                       .unicode = o->unicode,
                       .budget = &s->budget};
    s->budget.bytes = o->max_memory;
    s->budget.threads = o->threads ? o->threads : team_processors();
    s->budget.output = o->max_output;
    s->budget.interrupt = &s->interrupted;
    s->budget.deadline = budget_deadline(o->max_time);
    s->asked = &s->context;
}

static void
clear_names(Session *s)
{
    for (size_t i = 0; i < s->values.count; i++)
        value_clear(&s->values.at[i].value);
    array_clear(&s->values);
    map_clear(&s->value_of);
    for (size_t i = 0; i < s->types.count; i++)
        array_clear(&s->types.at[i].wires);
    array_clear(&s->types);
    map_clear(&s->type_of);
    for (size_t i = 0; i < s->functors.count; i++) {
        functor_clear(s->functors.at[i]);
        memory_free(s->functors.at[i]);
    }
    array_clear(&s->functors);
}

static void
clear_sources(Session *s)
{
    for (size_t i = 0; i < s->sources.count; i++)
        source_free(s->sources.at[i]);
    array_clear(&s->sources);
    for (size_t i = 0; i < s->imports.count; i++)
        free(s->imports.at[i].path);
    array_clear(&s->imports);
    array_clear(&s->read);
    memory_free(s->library);
}

void
session_clear(Session *s)
{
    value_clear(&s->last);
    array_clear(&s->saved);
    map_clear(&s->compared);
    map_clear(&s->lost);
    array_clear(&s->losses);
    context_clear(&s->context);
    kept_context_clear(&s->kept);
    table_store_clear(s->meaning.tables);
    memory_free(s->meaning.tables);
    clear_names(s);
    map_clear(&s->carriers);
    map_clear(&s->kernel_boxes);
    meaning_clear(&s->meaning);
    conditionals_clear(&s->conditionals);
    for (size_t i = 0; i < s->counted.count; i++)
        row_state_free(s->counted.at[i]);
    array_clear(&s->counted);
    signature_clear(&s->signature);
    names_clear(&s->names);
    clear_sources(s);
    arena_clear(&s->arena);
    sink_clear(&s->out);
    sink_clear(&s->err);
    *s = (Session){0};
}

const Value *
session_find(const Session *s, Name name)
{
    uint64_t i;
    if (strcmp(name, "%") == 0)
        return s->last.kind == VALUE_NONE ? NULL : &s->last;
    return map_find(&s->value_of, map_key(name), &i) ? &s->values.at[i].value : NULL;
}

const PortList *
session_find_type(const Session *s, Name name)
{
    uint64_t i;
    return map_find(&s->type_of, map_key(name), &i) ? &s->types.at[i].wires : NULL;
}

/* P and E of experiments are those that identify by themselves. */
static const Notion *
find_notion(const Session *s, const Node *n, bool experiments)
{
    const Node *f = n->kids[0];
    if (f->kind != NODE_NAME || session_find(s, f->text))
        return NULL;
    const Notion *found =
        experiments && node_is_effect(n) ? notion_identifying(s->language, f->text) : NULL;
    return found ? found : notion_taking(s->language, f->text, n);
}

const Notion *
notion_called(const Session *s, const Node *n)
{
    return find_notion(s, n, s->asked->experiments.count > 0);
}

const Notion *
notion_within(const Session *s, const Node *n, const Node *whole)
{
    bool several = node_is_from_experiments(whole) || node_is_from_several(whole);
    return find_notion(s, n, node_is_in(whole) ? several : s->asked->experiments.count > 0);
}

const Notion *
notion_asked(const Session *s, const Node *e)
{
    const Node *call = node_is_in(e) ? e->kids[0] : e;
    return call->kind == NODE_CALL ? notion_within(s, call, e) : NULL;
}
