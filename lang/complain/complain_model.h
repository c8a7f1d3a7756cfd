/* complain_model.h -- complaints about models, surgery and functors: E080 to E094. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_MODEL_H
#define CATGUT_COMPLAIN_COMPLAIN_MODEL_H

#include "lang/complain/complain.h"
#include "lang/value/value.h"

bool complain_vertex_twice(Complainer *c, Span at, Name name);
bool complain_unknown_vertex(Complainer *c, Span at, const Model *m, Name name);
bool complain_parent_twice(Complainer *c, Span at, Name name);
bool complain_cycle(Complainer *c, Span at, const Model *m, const WireList *cycle);
bool complain_mechanism_wires(Complainer *c, Span at, size_t wires);
bool complain_mechanism_type(Complainer *c, Span at, const Type *found, const Type *wanted);
bool complain_arrow_into_fixed(Complainer *c, Span at, Name name);
bool complain_edge_to_itself(Complainer *c, Span at);
bool complain_edge_twice(Complainer *c, Span at);
bool complain_open_vertex(Complainer *c, Span at, Name name);
/* the mechanism of `child` was written in place, and reads `name` */
bool complain_muted_mechanism(Complainer *c, Span at, Name child, Name name);
bool complain_done_twice(Complainer *c, Span at, Name name);
bool complain_do_value(Complainer *c, Span at, Name vertex, const Type *t, Name value);
bool complain_do_set(Complainer *c, Span at);
bool complain_not_a_carrier(Complainer *c, Span at, Name name);
bool complain_meaning_twice(Complainer *c, Span at);
bool complain_meaning_type(Complainer *c, Span at, const PortList *has_in, const PortList *has_out,
                           const PortList *in, const PortList *out);
bool complain_extra_meaning(Complainer *c, Span at, const Model *m, Name name);
bool complain_fixed_vertex(Complainer *c, Span at, Name name);
bool complain_not_a_box(Complainer *c, Span at, const Value *found);
bool complain_has_meaning(Complainer *c, Span at, Name name);
bool complain_edge_without_model(Complainer *c, Span at);
bool complain_no_edge(Complainer *c, Span at, const Model *m);

#endif
