/* ports.h -- the ends of a value: their names and types. */
#ifndef CATGUT_SHOW_PORTS_H
#define CATGUT_SHOW_PORTS_H

#include "diagram/diagram.h"

typedef struct Port {
    Name name; /* may be NULL */
    const Type *type;
} Port;
typedef ARRAY(Port) PortList;

/* The ends of a diagram as ports; their types alone. */
void ends_to_ports(PortList *to, const Diagram *d, const EndList *ends);
void ends_to_types(TypeList *to, const Diagram *d, const EndList *ends);
void ports_to_types(TypeList *to, const PortList *ports);

/* The same types in the same order, whatever their names? */
bool ports_equal(const PortList *a, const PortList *b);
bool ends_equal(const Diagram *a, const EndList *x, const Diagram *b, const EndList *y);
bool ends_fit_ports(const Diagram *d, const EndList *ends, const PortList *ports);

/* Gives ends the names of as many ports. */
void ends_set_names(EndList *ends, const PortList *ports);

/* `(S : Smoking) * Bit`, `1`. */
void ports_write(const PortList *ports, Sink *out);
/* `smoker,tar`; nothing for an empty tuple. */
void tuple_write(const PortList *ports, const uint32_t *tuple, Sink *out);

#endif
