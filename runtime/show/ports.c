/* ports.c -- see ports.h. */
#include "show/ports.h"

void
ends_to_ports(PortList *to, const Diagram *d, const EndList *ends)
{
    to->count = 0;
    for (size_t i = 0; i < ends->count; i++) {
        Port port = {ends->at[i].name, d->wires.at[ends->at[i].wire]};
        array_push(to, port);
    }
}

void
ports_to_types(TypeList *to, const PortList *ports)
{
    to->count = 0;
    for (size_t i = 0; i < ports->count; i++)
        array_push(to, ports->at[i].type);
}

void
ends_to_types(TypeList *to, const Diagram *d, const EndList *ends)
{
    to->count = 0;
    for (size_t i = 0; i < ends->count; i++)
        array_push(to, d->wires.at[ends->at[i].wire]);
}

bool
ports_equal(const PortList *a, const PortList *b)
{
    bool equal = a->count == b->count;
    for (size_t i = 0; equal && i < a->count; i++)
        equal = a->at[i].type == b->at[i].type;
    return equal;
}

bool
ends_equal(const Diagram *a, const EndList *x, const Diagram *b, const EndList *y)
{
    if (x->count != y->count)
        return false;
    for (size_t i = 0; i < x->count; i++)
        if (a->wires.at[x->at[i].wire] != b->wires.at[y->at[i].wire])
            return false;
    return true;
}

bool
ends_fit_ports(const Diagram *d, const EndList *ends, const PortList *ports)
{
    bool same = ends->count == ports->count;
    for (size_t i = 0; same && i < ports->count; i++)
        same = d->wires.at[ends->at[i].wire] == ports->at[i].type;
    return same;
}

void
ends_set_names(EndList *ends, const PortList *ports)
{
    for (size_t i = 0; i < ports->count; i++)
        ends->at[i].name = ports->at[i].name;
}

void
ports_write(const PortList *ports, Sink *out)
{
    for (size_t i = 0; i < ports->count; i++) {
        const Port *p = &ports->at[i];
        sink_put(out, i ? " * " : "");
        if (p->name) {
            sink_put(out, "(");
            word_write_name(p->name, out);
            sink_put(out, " : ");
        }
        type_write(p->type, out);
        sink_put(out, p->name ? ")" : "");
    }
    sink_put(out, ports->count ? "" : "1");
}

void
tuple_write(const PortList *ports, const uint32_t *tuple, Sink *out)
{
    for (size_t i = 0; i < ports->count; i++) {
        sink_put(out, i ? "," : "");
        type_write_label(ports->at[i].type, tuple[i], out);
    }
}
