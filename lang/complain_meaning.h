/* complain_meaning.h -- what is said about programs that parse but do not make sense.
 *
 * Each returns false.  E030-E039 evaluation and limits, E040-E049 names and kinds, E050-E069 types,
 * labels, kernels, E070-E079 diagrams, E080-E094 models and functors, E095-E099 and E100-E109
 * questions, E110-E119 files, E120 checks, E130 what is not there yet; networks: complain_bif.h. */
#ifndef CATGUT_COMPLAIN_MEANING_H
#define CATGUT_COMPLAIN_MEANING_H

#include "lang/session.h"

/* complain_value.c: evaluation, numbers, names */
/* wants_functor: it is asked for in a model without a functor */
bool complain_no_meaning(Complainer *c, Span at, const Box *box, bool wants_functor);
bool complain_undefined(Complainer *c, Span at, const char *event);
/* event: the labels of the row of `box` that is reached without a value */
bool complain_undefined_inside(Complainer *c, Span at, const Box *box, const char *event);
bool complain_too_large(Complainer *c, Span at, const char *entries, uint64_t limit);
bool complain_diagram_too_large(Complainer *c, Span at, uint64_t size);
bool complain_stopped(Complainer *c, Budget *b, Span at);
bool complain_number_too_large(Complainer *c, Span at);
bool complain_division_by_zero(Complainer *c, Span at);
bool complain_exponent(Complainer *c, Span at);
/* near: the name that was probably meant, or NULL; is_type: a type is called so */
bool complain_unknown_name(Complainer *c, Span at, Name name, Name near, bool is_type);
bool complain_unknown_type(Complainer *c, Span at, Name name, Name near);
bool complain_defined_twice(Complainer *c, Span at, Name name, Span before);
bool complain_reserved(Complainer *c, Span at, Name name);
bool complain_wanted(Complainer *c, Span at, const char *wanted, const Value *found);
bool complain_not_a_value(Complainer *c, Span at);
bool complain_not_a_name(Complainer *c, Span at);
bool complain_usage(Complainer *c, Span at, const char *what, const char *example);
bool complain_functor_usage(Complainer *c, Span at, Name functor);
bool complain_let_count(Complainer *c, Span at, size_t names, size_t values);
bool complain_bar_outside(Complainer *c, Span at);
bool complain_check(Complainer *c, Span at);
bool complain_not_yet(Complainer *c, Span at, const char *what);
bool complain_unwritable(Complainer *c, Span at, const char *path, const char *why);
bool complain_was_read(Complainer *c, Span at, const char *path);
bool complain_is_source(Complainer *c, Span at, const char *path);
bool complain_not_a_page(Complainer *c, Span at, const char *path);
bool complain_other_suffix(Complainer *c, Span at, const char *path, Name as,
                      const char *suffix);
bool complain_draw_as(Complainer *c, Span at, Name as);
bool complain_draw_graph(Complainer *c, Span at, const Value *found);
bool complain_draw_suffix(Complainer *c, Span at, const char *path, const char *suffixes);
bool complain_no_cairo(Complainer *c, Span at, const char *path);
bool complain_show_as(Complainer *c, Span at, Name as);
bool complain_no_formula(Complainer *c, Span at);
bool complain_import_kind(Complainer *c, Span at, Name name);
bool complain_import_as(Complainer *c, Span at);
/* library: the folder of the standard library, or NULL */
bool complain_import_missing(Complainer *c, Span at, const char *library, const char *name,
                             const char *why);
bool complain_import_cycle(Complainer *c, Span at, const char *path);
bool complain_import_depth(Complainer *c, Span at, int limit);
bool complain_no_files(Complainer *c, Span at);
bool complain_plot_as(Complainer *c, Span at, Name as);
bool complain_no_writing(Complainer *c, Span at);
bool complain_unreadable(Complainer *c, const char *path, const char *why);

/* complain_kernel.c: types, labels, kets, tables, diagrams */
bool complain_number_as_type(Complainer *c, Span at);
bool complain_not_a_type(Complainer *c, Span at);
bool complain_one_wire(Complainer *c, Span at, const PortList *found);
bool complain_no_carrier(Complainer *c, Span at, const Type *t);
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
/* all: the other kets of the same sum have that many; else its type has */
bool complain_ket_width(Complainer *c, Span at, size_t found, size_t wanted, bool all);
bool complain_key_width(Complainer *c, Span at, size_t found, const PortList *in);
bool complain_table_without_kets(Complainer *c, Span at);
bool complain_repeated_row(Complainer *c, Span at, const PortList *in, const uint32_t *tuple);
bool complain_missing_row(Complainer *c, Span at, const PortList *in, const uint32_t *tuple);
bool complain_row_type(Complainer *c, Span at, const Value *found, const PortList *wanted);
/* row: the labels of the row, one for each of `in`; ket: one for each of `out` */
bool complain_row_sum(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                      const mpq_t sum);
bool complain_negative(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                       const PortList *out, const uint32_t *ket, const mpq_t weight);
bool complain_sum_types(Complainer *c, Span at, const Value *first, const Value *other);
bool complain_not_a_function(Complainer *c, Span at, const PortList *in, const uint32_t *row);
bool complain_wants_rows(Complainer *c, Span at, const PortList *in);
bool complain_declared_type(Complainer *c, Span at, const Diagram *found, const PortList *in,
                            const PortList *out);
bool complain_state_with_inputs(Complainer *c, Span at, const Diagram *d);
bool complain_wire_count(Complainer *c, Span at, size_t found, size_t wanted);
bool complain_wire_type(Complainer *c, Span at, size_t wire, size_t of, const Type *found,
                        const Type *wanted);
bool complain_swap(Complainer *c, Span at);
bool complain_share(Complainer *c, Span at, size_t wires, size_t open);
bool complain_power(Complainer *c, Span at, size_t in, size_t out);
bool complain_unknown_wire(Complainer *c, Span at, bool input);
bool complain_call_of_wire(Complainer *c, Span at, Name name);
bool complain_wants_arguments(Complainer *c, Span at, int64_t count);
bool complain_wire_twice(Complainer *c, Span at, Name name);
bool complain_bind_count(Complainer *c, Span at, size_t names, size_t wires);
bool complain_not_composable(Complainer *c, Span at, const Diagram *f, const Diagram *g);
bool complain_sides(Complainer *c, Span at, const Diagram *f, const Diagram *g);
bool complain_sides_matrices(Complainer *c, Span at, const Value *a, const Value *b);
bool complain_holes(Complainer *c, Span at, size_t found, size_t wanted);
bool complain_filling(Complainer *c, Span at, const Diagram *found, const TypeList *in,
                      const TypeList *out);

/* complain_causal.c: models, functors, questions */
bool complain_vertex_twice(Complainer *c, Span at, Name name);
bool complain_unknown_vertex(Complainer *c, Span at, const Model *m, Name name);
bool complain_parent_twice(Complainer *c, Span at, Name name);
bool complain_cycle(Complainer *c, Span at, const Model *m, const WireList *cycle);
bool complain_mechanism_wires(Complainer *c, Span at, size_t wires);
bool complain_mechanism_type(Complainer *c, Span at, const Type *found, const Type *wanted);
bool complain_edge_to_itself(Complainer *c, Span at);
bool complain_edge_twice(Complainer *c, Span at);
bool complain_open_vertex(Complainer *c, Span at, Name name);
bool complain_done_twice(Complainer *c, Span at, Name name);
bool complain_do_value(Complainer *c, Span at, Name vertex, const Type *t, Name value);
bool complain_do_set(Complainer *c, Span at);
bool complain_vertex_and_type(Complainer *c, Span at, Name name);
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
bool complain_no_context(Complainer *c, Span at);
bool complain_open_context(Complainer *c, Span at, size_t inputs);
bool complain_open_model(Complainer *c, Span at, Name vertex);
bool complain_do_in_state(Complainer *c, Span at, Name state);
bool complain_do_left(Complainer *c, Span at);
bool complain_asked_twice(Complainer *c, Span at, Name name);
bool complain_not_a_variable(Complainer *c, Span at);
bool complain_unknown_wire_name(Complainer *c, Span at, Name name, const Diagram *d, bool any);
bool complain_two_wires(Complainer *c, Span at, Name name);
bool complain_event_range(Complainer *c, Span at);
bool complain_mean(Complainer *c, Span at);
bool complain_mean_label(Complainer *c, Span at, const Type *t, uint32_t position);

/* complain_witness.c */
bool complain_no_need(Complainer *c, Span at, const char *effect);
/* why: what stood in the way, after "because" */
bool complain_no_witness(Complainer *c, Span at, const char *effect, const char *why);

/* complain_identify.c */
bool complain_not_a_question(Complainer *c, Span at);
bool complain_no_shape(Complainer *c, Span at);
bool complain_latent_asked(Complainer *c, Span at, Name name);
bool complain_roles(Complainer *c, Span at, Name name, char first, char second);
bool complain_soft_effect(Complainer *c, Span at);
bool complain_soft_from(Complainer *c, Span at, Name vertex);
bool complain_not_identifiable(Complainer *c, Span at, const char *effect, const char *large,
                               const char *small);
bool complain_state_lacks(Complainer *c, Span at, Name vertex);
bool complain_state_type(Complainer *c, Span at, Name vertex, const Type *has, const Type *wanted);
bool complain_from_wants_model(Complainer *c, Span at, const Value *found);
bool complain_self_check(Complainer *c, Span at, const char *formula);

#endif
