/* label_type.c -- see label_type.h. */
#include "lang/session/label_type.h"

#include "lang/session/define.h"

static bool
has_labels(const PortList *wires, const Type *fresh)
{
    const Type *t = wires->count == 1 ? wires->at[0].type : NULL;
    if (!t || t->range != fresh->range || t->size != fresh->size || t->first != fresh->first)
        return false;
    for (size_t i = 0; i < t->labels.count; i++)
        if (t->labels.at[i] != fresh->labels.at[i])
            return false;
    return true;
}

static Name
other_name(Session *s, Name owner, Name variable, uint32_t primes)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s.%s", owner, variable);
    sink_fill(&text, '\'', primes);
    return names_take(&s->names, &text);
}

const Type *
label_type(Session *s, Type *fresh, Name owner, Name variable, Span at)
{
    Name name = variable;
    for (uint32_t primes = 0;; primes++) {
        const PortList *wires = session_find_type(s, name);
        if (wires && has_labels(wires, fresh))
            return wires->at[0].type;
        if (!wires)
            break;
        name = other_name(s, owner, variable, primes);
    }
    PortList mine = {0};
    fresh->name = name;
    array_push(&mine, ((Port){NULL, fresh}));
    define_type(s, name, at, &mine);
    array_clear(&mine);
    return fresh;
}

bool
own_type(Session *s, const Type **to, Name owner, Name variable, Span at)
{
    Name name = variable;
    const PortList *wires;
    uint32_t primes = 0;
    while ((wires = session_find_type(s, name)) != NULL && wires->count != 1)
        name = other_name(s, owner, variable, primes++);
    if (wires) {
        *to = wires->at[0].type;
        return true;
    }
    PortList mine = {0};
    *to = signature_add_type(&s->signature, name);
    array_push(&mine, ((Port){NULL, *to}));
    bool ok = define_type(s, name, at, &mine);
    array_clear(&mine);
    return ok;
}
