/* elaborate.h -- from trees to values: shared by the files that do it.
 *
 *     expression.c  numbers, sums, calls: who does what; compare.c: ==, ===, <, not
 *     kernel.c      types, labels, kets and tables
 *     wiring.c      point-free diagrams; block.c: named wires
 *     causal.c      models, cut and do; functor.c: functors
 *     query.c       P, E, disintegrate, invert, comb
 *     statement.c   statements; import.c: files
 *
 * Every function returns false after one complaint, and then leaves its result as it was. */
#ifndef CATGUT_ELABORATE_H
#define CATGUT_ELABORATE_H

#include "lang/complain_meaning.h"
#include "lang/session.h"

/* The types that an expression's outputs should have, where the place decides them: what the next
 * diagram in a chain reads, what a declaration says.  A type may be NULL: not known. */
typedef struct Hint {
    bool known; /* how many, at least */
    TypeList types;
} Hint;

bool elaborate(Session *s, Value *to, const Node *n);
bool elaborate_hinted(Session *s, Value *to, const Node *n, const Hint *hint);
bool elaborate_number(Session *s, mpq_t to, const Node *n);
/* A diagram with all its wire types known; what is not one yet becomes one. */
bool elaborate_diagram(Session *s, Diagram *to, const Node *n);
bool elaborate_model(Session *s, Value *to, const Node *n);
/* Is this expression a number by its form?  (a look at the outside only) */
bool looks_like_number(const Session *s, const Node *n);

/* Is this name a notion of the language (P, cut, copy, ...), which nothing else may be called? */
bool is_notion(Name name);

/* compare.c */
bool elaborate_truth(Session *s, Value *to, const Node *n);
bool elaborate_sides(Session *s, Value *a, Value *b, const Node *n);
bool compare_values(Session *s, bool *truth, Value *a, Value *b, const Node *n,
                    MatrixPlace *first);

/* kernel.c */
bool elaborate_type(Session *s, PortList *to, const Node *n);
bool elaborate_one_type(Session *s, const Type **to, const Node *n);
bool label_find(Session *s, const Type *t, Name label, Span at, uint32_t *position);
/* The label that a node of an argument says: NAME, STRING, NUMBER or a negated NUMBER. */
bool node_label(Session *s, const Node *n, Label *label);
/* A sum of kets with weights (or one ket): types from the hint, else from the labels. */
bool is_kets(const Node *n);
/* How many labels its kets have. */
uint32_t ket_width(const Node *kets);
bool elaborate_kets(Session *s, Value *to, const Node *n, const Hint *hint);
/* A table; in and out ports given, or NULL: from the labels. */
bool elaborate_table(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out);
void settle_weight(Value *v);
/* Does every defined row sum to one?  If not, complains at n. */
bool check_rows(Session *s, const Value *matrix, const Node *n);
/* A new box that means this matrix, which is taken out of the value. */
void box_of_matrix(Session *s, const Box **to, Name name, bool deterministic, Value *matrix);
/* The same as a diagram with named ends. */
void declared_diagram(Session *s, Diagram *to, Name name, bool deterministic, Value *matrix,
                      const PortList *in, const PortList *out);
void box_diagram(Diagram *to, const Box *box, const PortList *in, const PortList *out);
/* A matrix value as a diagram of one anonymous box; complains when rows do not sum to one. */
bool value_to_diagram(Session *s, Diagram *to, const Value *v, const Node *n);
bool value_to_matrix(Session *s, Value *to, const Value *v, const Node *n);

/* block.c */
typedef struct Block {
    Diagram diagram;
    Map local_of; /* name -> wire */
} Block;
void block_clear(Block *b);
void block_add(Block *b, Name name, uint32_t wire);
/* An expression over named wires: the wires it gives. */
bool elaborate_wires(Session *s, Block *b, WireList *to, const Node *n, const Hint *hint);
bool elaborate_block(Session *s, Diagram *to, const Node *n);
/* wiring.c */
/* An expression that should be of this type: wiring and kets take what they do not say from it.
 * Others come out as they are; the caller compares. */
bool elaborate_typed(Session *s, Value *to, const Node *n, const TypeList *in,
                     const TypeList *out);
bool elaborate_wiring(Session *s, Value *to, const Node *n, const Hint *hint, const TypeList *in);
bool is_wiring_word(Name name);
bool diagram_affords(Session *s, uint64_t size, const Node *n);

/* causal.c */
bool declare_model(Session *s, const Node *n);
/* functor.c */
bool declare_functor(Session *s, const Node *n);
/* The functor that a declaration declares, as a value; the session owns it. */
bool make_functor(Session *s, Value *to, const Node *n);
bool elaborate_carrier(Session *s, Type *t, const Node *n);
/* label.c */
bool range_label(Session *s, const Label *l, int64_t *to);
bool label_number(mpq_t to, const Type *t, uint32_t position);
bool model_apply(Session *s, Model *to, const Model *m, const Functor *f);
bool functor_apply(Session *s, Value *to, const Functor *f, const Node *n);
bool elaborate_cut(Session *s, Value *to, const Node *n);
bool elaborate_do(Session *s, Value *to, const Node *n);
/* The interventions of a `do` argument list applied to m; the vertices opened, in written order. */
bool apply_do(Session *s, Model *m, const Node *args, size_t first, WireList *opened);
/* The vertex of this name, or the unnamed latent that is called `A <-> B`. */
bool find_box(Session *s, const Model *m, Name name, uint32_t *v);
bool find_vertex(Session *s, const Model *m, const Node *n, uint32_t *v);
/* What the unnamed latent of A <-> B is called: `A <-> B`. */
Name edge_name(Session *s, const Model *m, const Vertex *v);

/* query.c */
bool elaborate_query(Session *s, Value *to, const Node *n, bool mean);
/* marginals(E = e, do(X = x)): a state for each variable that nothing is said of. */
bool elaborate_marginals(Session *s, Value *to, const Node *n);
/* The output of d that has this name; each is said once. */
bool find_output_named(Session *s, const Diagram *d, Name name, Span at, uint32_t *to);
bool elaborate_in(Session *s, Value *to, const Node *n);
bool elaborate_context(Session *s, Context *to, const Node *context, const Node *functor);
/* M from w. */
bool elaborate_from(Session *s, Context *to, const Node *model, const Node *state);
/* Is no vertex an input?  If one is, complains. */
bool is_closed_model(Session *s, const Model *m, Span at);
void context_clear(Context *c);
void context_swap(Context *a, Context *b);
bool elaborate_disintegrate(Session *s, Value *to, const Node *n);
bool elaborate_invert(Session *s, Value *to, const Node *n);
bool elaborate_comb(Session *s, Value *to, const Node *n);
bool elaborate_plug(Session *s, Value *to, const Value *comb, const Node *n);
/* What a diagram means: a matrix, by evaluation. */
bool session_meaning(Session *s, Value *to, const Diagram *d, const Node *n);

/* from.c */
/* A context `in M from w`: w's wires become those of the observed vertices. */
bool from_context(Session *s, Context *to, const Value *model, const Node *model_at,
                  const Node *state_at);
/* What is asked of a model by the observed state alone: the vertices `heads` given `conditions`
 * (both outputs, in the order of `asked`), `m` being the context's model with what is done.  The
 * diagram has m's open vertices as inputs, like model_diagram. */
bool from_diagram(Session *s, Diagram *to, const Model *m, const WireList *asked,
                  const bool *condition, const Node *n);

/* statement.c */
bool define(Session *s, Name name, Span at, Value *v);
bool may_define(Session *s, Name name, Span at);
bool show_value(Session *s, const Value *v, const Node *n);
void write_value(Session *s, const Value *v, Name name, const Style *style, Sink *out);
/* import.c */
bool run_import(Session *s, const Node *n);

/* The text of a span: comments out, white space folded. */
Name span_text(Session *s, Span at);

#endif
