/* complain_type.h -- complaints about types and labels: E050 to E058, E067. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_TYPE_H
#define CATGUT_COMPLAIN_COMPLAIN_TYPE_H

#include "lang/complain/complain.h"
#include "show/ports.h"

bool complain_number_as_type(Complainer *c, Span at);
bool complain_not_a_type(Complainer *c, Span at);
bool complain_one_wire(Complainer *c, Span at, const PortList *found);
bool complain_unknown_label(Complainer *c, Span at, const Type *t, Name label);
bool complain_not_a_label(Complainer *c, Span at);
bool complain_ambiguous_label(Complainer *c, Span at, Name label, const Type *a, const Type *b);
bool complain_label_of_no_type(Complainer *c, Span at, Name label);
/* each is of some type, but none has both; first NULL: not all of its column */
bool complain_labels_apart(Complainer *c, Span at, Name label, Name first);
bool complain_label_twice(Complainer *c, Span at, Name label);
bool complain_carrier_empty(Complainer *c, Span at);
bool complain_range_form(Complainer *c, Span at);
bool complain_range_empty(Complainer *c, Span at);
bool complain_range_large(Complainer *c, Span at);
bool complain_declared_type(Complainer *c, Span at, const Diagram *found, const PortList *in,
                            const PortList *out);
bool complain_state_with_inputs(Complainer *c, Span at, const Diagram *d);

#endif
