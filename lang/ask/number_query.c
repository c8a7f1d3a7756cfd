/* number_query.c -- see number_query.h. */
#include "lang/ask/number_query.h"

#include "lang/elaborate/vertex.h"
#include "lang/session/define.h"

bool
number_query_in_model(const NumberQuery *a)
{
    return a->s->asked->kind == CONTEXT_MODEL || a->s->asked->kind == CONTEXT_FROM;
}

uint32_t
number_query_output(NumberQuery *a, uint32_t v)
{
    uint64_t found;
    if (!map_find(&a->output_of, v, &found)) {
        found = a->asked.count;
        map_set_at(&a->output_of, v, found);
        array_push(&a->asked, v);
    }
    return (uint32_t)found;
}

bool
number_query_has(const NumberQuery *a, Name name)
{
    uint32_t v;
    if (number_query_in_model(a))
        return model_find(a->model, name, &v);
    const EndList *ends = &a->diagram.outputs;
    bool found = false;
    for (size_t i = 0; !found && i < ends->count; i++)
        found = ends->at[i].name == name;
    return found;
}

bool
number_query_find(NumberQuery *a, const Node *name, uint32_t *to)
{
    uint32_t v;
    if (!number_query_in_model(a))
        return find_output_named(a->s, &a->diagram, name->text, name->at, to);
    if (!find_vertex(a->s, a->model, name, &v))
        return false;
    *to = number_query_output(a, v);
    return true;
}

const Type *
number_query_type(const NumberQuery *a, uint32_t output)
{
    if (number_query_in_model(a))
        return a->model->vertices.at[a->asked.at[output]].type;
    return a->diagram.wires.at[a->diagram.outputs.at[output].wire];
}
