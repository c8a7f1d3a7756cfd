/* complain_meaning.h -- what is said about programs that parse but do not make sense.
 *
 * Each returns false.  E030-E039 evaluation and limits, E040-E049 names and kinds, E050-E069 types,
 * labels, kernels, E070-E079 diagrams, E080-E094 models and functors, E095-E099 and E100-E109
 * questions, E110-E119 files, E120 checks, E130 what is not there yet; networks: complain_bif.h. */
#ifndef CATGUT_COMPLAIN_MEANING_H
#define CATGUT_COMPLAIN_MEANING_H

#include "lang/session.h"

/* complain_value.c: evaluation, numbers, names */
bool complain_no_meaning(Session *s, Span at, const Box *box);
bool complain_undefined(Session *s, Span at, const char *event);
/* event: the labels of the row of `box` that is reached without a value */
bool complain_undefined_inside(Session *s, Span at, const Box *box, const char *event);
bool complain_too_large(Session *s, Span at, const char *entries, uint64_t limit);
bool complain_diagram_too_large(Session *s, Span at, uint64_t size);
bool complain_stopped(Session *s, Span at);
bool complain_number_too_large(Session *s, Span at);
bool complain_division_by_zero(Session *s, Span at);
bool complain_exponent(Session *s, Span at);
bool complain_unknown_name(Session *s, Span at, Name name);
bool complain_unknown_type(Session *s, Span at, Name name);
bool complain_defined_twice(Session *s, Span at, Name name, Span before);
bool complain_reserved(Session *s, Span at, Name name);
bool complain_wanted(Session *s, Span at, const char *wanted, const Value *found);
bool complain_not_a_value(Session *s, Span at);
bool complain_not_a_name(Session *s, Span at);
bool complain_usage(Session *s, Span at, const char *what, const char *example);
bool complain_functor_usage(Session *s, Span at, Name functor);
bool complain_let_count(Session *s, Span at, size_t names, size_t values);
bool complain_bar_outside(Session *s, Span at);
bool complain_check(Session *s, Span at);
bool complain_not_yet(Session *s, Span at, const char *what);
bool complain_unwritable(Session *s, Span at, const char *path, const char *why);
bool complain_was_read(Session *s, Span at, const char *path);
bool complain_is_source(Session *s, Span at, const char *path);
bool complain_not_a_page(Session *s, Span at, const char *path);
bool complain_other_suffix(Session *s, Span at, const char *path, Name as, const char *suffix);
bool complain_draw_as(Session *s, Span at, Name as);
bool complain_draw_graph(Session *s, Span at, const Value *found);
bool complain_draw_suffix(Session *s, Span at, const char *path, const char *suffixes);
bool complain_no_cairo(Session *s, Span at, const char *path);
bool complain_show_as(Session *s, Span at, Name as);
bool complain_no_formula(Session *s, Span at);
bool complain_import_kind(Session *s, Span at, Name name);
bool complain_import_as(Session *s, Span at);
bool complain_import_missing(Session *s, Span at, Name name, const char *why);
bool complain_import_cycle(Session *s, Span at, const char *path);
bool complain_import_depth(Session *s, Span at, int limit);
bool complain_no_files(Session *s, Span at);
bool complain_plot_as(Session *s, Span at, Name as);
bool complain_no_writing(Session *s, Span at);
bool complain_unreadable(Session *s, const char *path, const char *why);

/* complain_kernel.c: types, labels, kets, tables, diagrams */
bool complain_number_as_type(Session *s, Span at);
bool complain_not_a_type(Session *s, Span at);
bool complain_one_wire(Session *s, Span at, const PortList *found);
bool complain_no_carrier(Session *s, Span at, const Type *t);
bool complain_unknown_label(Session *s, Span at, const Type *t, Name label);
bool complain_not_a_label(Session *s, Span at);
bool complain_ambiguous_label(Session *s, const Label *l, const Type *a, const Type *b);
bool complain_label_of_no_type(Session *s, const Label *l);
/* each is of some type, but none has both; first NULL: not all of its column */
bool complain_labels_apart(Session *s, const Label *l, const Label *first);
bool complain_label_twice(Session *s, Span at, Name label);
bool complain_carrier_empty(Session *s, Span at);
bool complain_range_form(Session *s, Span at);
bool complain_range_empty(Session *s, Span at);
bool complain_range_large(Session *s, Span at);
/* all: the other kets of the same sum have that many; else its type has */
bool complain_ket_width(Session *s, Span at, size_t found, size_t wanted, bool all);
bool complain_key_width(Session *s, Span at, size_t found, const PortList *in);
bool complain_table_without_kets(Session *s, Span at);
bool complain_repeated_row(Session *s, const Node *row);
bool complain_missing_row(Session *s, Span at, const PortList *in, const uint32_t *tuple);
bool complain_row_type(Session *s, Span at, const Value *found, const PortList *wanted);
/* row: the labels of the row, one for each of `in`; ket: one for each of `out` */
bool complain_row_sum(Session *s, Span at, const PortList *in, const uint32_t *row,
                      const mpq_t sum);
bool complain_negative(Session *s, Span at, const PortList *in, const uint32_t *row,
                       const PortList *out, const uint32_t *ket, const mpq_t weight);
bool complain_sum_types(Session *s, Span at, const Value *first, const Value *other);
bool complain_not_a_function(Session *s, Span at, const PortList *in, const uint32_t *row);
bool complain_wants_rows(Session *s, Span at, const PortList *in);
bool complain_declared_type(Session *s, Span at, const Diagram *found, const PortList *in,
                            const PortList *out);
bool complain_state_with_inputs(Session *s, Span at, const Diagram *d);
bool complain_wire_count(Session *s, Span at, size_t found, size_t wanted);
bool complain_wire_type(Session *s, Span at, size_t wire, size_t of, const Type *found,
                        const Type *wanted);
bool complain_swap(Session *s, Span at);
bool complain_share(Session *s, Span at, size_t wires, size_t open);
bool complain_power(Session *s, Span at, size_t in, size_t out);
bool complain_unknown_wire(Session *s, Span at, bool input);
bool complain_call_of_wire(Session *s, Span at, Name name);
bool complain_wants_arguments(Session *s, Span at, int64_t count);
bool complain_wire_twice(Session *s, Span at, Name name);
bool complain_bind_count(Session *s, Span at, size_t names, size_t wires);
bool complain_not_composable(Session *s, Span at, const Diagram *f, const Diagram *g);
bool complain_sides(Session *s, const Node *n, const Diagram *f, const Diagram *g);
bool complain_sides_matrices(Session *s, const Node *n, const Value *a, const Value *b);
bool complain_holes(Session *s, Span at, size_t found, size_t wanted);
bool complain_filling(Session *s, Span at, const Diagram *found, const TypeList *in,
                      const TypeList *out);

/* complain_causal.c: models, functors, questions */
bool complain_vertex_twice(Session *s, Span at, Name name);
bool complain_unknown_vertex(Session *s, Span at, const Model *m, Name name);
bool complain_parent_twice(Session *s, Span at, Name name);
bool complain_cycle(Session *s, Span at, const Model *m, const WireList *cycle);
bool complain_mechanism_wires(Session *s, Span at, size_t wires);
bool complain_mechanism_type(Session *s, Span at, const Type *found, const Type *wanted);
bool complain_edge_to_itself(Session *s, Span at);
bool complain_edge_twice(Session *s, Span at);
bool complain_open_vertex(Session *s, Span at, Name name);
bool complain_done_twice(Session *s, Span at, Name name);
bool complain_do_value(Session *s, Span at, Name vertex, const Type *t, Name value);
bool complain_do_set(Session *s, Span at);
bool complain_vertex_and_type(Session *s, Span at, Name name);
bool complain_not_a_carrier(Session *s, Span at, Name name);
bool complain_meaning_twice(Session *s, Span at);
bool complain_meaning_type(Session *s, Span at, const PortList *has_in, const PortList *has_out,
                           const PortList *in, const PortList *out);
bool complain_extra_meaning(Session *s, Span at, const Model *m, Name name);
bool complain_fixed_vertex(Session *s, Span at, Name name);
bool complain_not_a_box(Session *s, Span at, const Value *found);
bool complain_has_meaning(Session *s, Span at, Name name);
bool complain_edge_without_model(Session *s, Span at);
bool complain_no_edge(Session *s, Span at, const Model *m);
bool complain_no_context(Session *s, Span at);
bool complain_open_context(Session *s, Span at, size_t inputs);
bool complain_open_model(Session *s, Span at, Name vertex);
bool complain_do_in_state(Session *s, Span at, Name state);
bool complain_do_left(Session *s, Span at);
bool complain_asked_twice(Session *s, Span at, Name name);
bool complain_not_a_variable(Session *s, Span at);
bool complain_unknown_wire_name(Session *s, Span at, Name name, const Diagram *d, bool any);
bool complain_two_wires(Session *s, Span at, Name name);
bool complain_event_range(Session *s, Span at);
bool complain_mean(Session *s, Span at);
bool complain_mean_label(Session *s, Span at, const Type *t, uint32_t position);

/* complain_witness.c */
bool complain_no_need(Session *s, Span at, const char *effect);
/* why: what stood in the way, after "because" */
bool complain_no_witness(Session *s, Span at, const char *effect, const char *why);

/* complain_identify.c */
bool complain_not_a_question(Session *s, Span at);
bool complain_no_shape(Session *s, Span at);
bool complain_latent_asked(Session *s, Span at, Name name);
bool complain_roles(Session *s, Span at, Name name, char first, char second);
bool complain_soft_effect(Session *s, Span at);
bool complain_soft_from(Session *s, Span at, Name vertex);
bool complain_not_identifiable(Session *s, Span at, const char *effect, const char *large,
                               const char *small);
bool complain_state_lacks(Session *s, Span at, Name vertex);
bool complain_state_type(Session *s, Span at, Name vertex, const Type *has, const Type *wanted);
bool complain_from_wants_model(Session *s, Span at, const Value *found);
bool complain_self_check(Session *s, Span at, const char *formula);

#endif
