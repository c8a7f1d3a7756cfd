/* diagram.h -- string diagrams, kept as hypergraphs.
 *
 * A morphism of the free CDU category on a signature (Jacobs, Kissinger & Zanasi 2019, section 2),
 * taken up to the laws of a Markov category (Fritz 2020): f ; discard = discard.
 *
 * Invariant.  Every wire has one source, a box or an input, and any number of readers; every box
 * comes after the boxes it reads from.  Inputs are distinct wires; outputs are any wires, and may
 * repeat.  So copy is two readers, discard is none, swap is an order: the laws of the comonoid and
 * of the symmetry hold because both sides are the same data.
 *
 * A Diagram owns its arrays and borrows names, types and boxes, which live as long as the
 * signature.  Results come first, and a result may be an argument.  {0} is the empty diagram. */
#ifndef CATGUT_DIAGRAM_DIAGRAM_H
#define CATGUT_DIAGRAM_DIAGRAM_H

#include "base/budget.h"
#include "diagram/signature.h"

/* A box in a place: its inputs are reads[in ... in + box->in.count), its outputs the wires
 * [out ... out + box_outputs(box)). */
typedef struct Use {
    const Box *box;
    uint32_t in;
    uint32_t out;
    uint32_t origin; /* where in the source it came from; only lang can read it */
} Use;

typedef struct End {
    uint32_t wire;
    Name name; /* may be NULL */
} End;

typedef ARRAY(End) EndList;
typedef ARRAY(uint32_t) WireList;

/* Lists of numbers, of wires or of vertices.  Each is linear. */
bool wires_has(const WireList *l, uint32_t v);
int wires_compare(const WireList *a, const WireList *b); /* the shorter first, then by numbers */
/* Have they the same members?  Each is in a list once.  Quadratic. */
bool wires_same_set(const WireList *a, const WireList *b);
void wires_add(WireList *to, const WireList *more);
void wires_turn(WireList *l);                            /* the last one comes first */
void map_add_wires(Map *to, const WireList *l);          /* each becomes a key, of 1 */

typedef struct Diagram {
    TypeList wires; /* the type of each; NULL only while lang still infers it */
    ARRAY(Use) uses;
    WireList reads;
    EndList inputs, outputs;
} Diagram;

enum { DIAGRAM_MAX = 0x3fffffff }; /* the most wires, uses or reads a diagram may have */

void diagram_init(Diagram *d);
void diagram_clear(Diagram *d);
void diagram_swap(Diagram *a, Diagram *b); /* never fails */
void diagram_set(Diagram *to, const Diagram *d);

/* About how many bytes d takes, and a copy of it would. */
uint64_t diagram_bytes(const Diagram *d);

/* Which wires does a box read, or an output show?  One answer for each wire; to be freed. */
bool *diagram_used(const Diagram *d);

/* Building, in place.  Each returns the (first) new wire.  A wire of unknown type that a box reads
 * gets the type the box wants. */
uint32_t diagram_add_input(Diagram *d, const Type *type, Name name);
uint32_t diagram_add_box(Diagram *d, const Box *box, const uint32_t *reads, uint32_t origin);
uint32_t diagram_add_uniform(Diagram *d, const Box *uniform, const Type *type, uint32_t origin);
void diagram_add_output(Diagram *d, uint32_t wire, Name name);

/* g's boxes added to d, with g's inputs read from d's wires in[0 ... g->inputs.count).  The wires
 * of d that are g's outputs are written to out[0 ... g->outputs.count).  A wire in[] of unknown
 * type gets the type of g's input.  g is not d.  Linear in the size of g. */
void diagram_add(Diagram *d, const Diagram *g, const uint32_t *in, uint32_t *out);

/* f, then g.  The ends must meet: as many, of the same types in the same order. */
bool diagram_meets(const Diagram *f, const Diagram *g);
void diagram_then(Diagram *to, const Diagram *f, const Diagram *g);
void diagram_beside(Diagram *to, const Diagram *f, const Diagram *g);
void diagram_identity(Diagram *to, const TypeList *types);

/* The normal form: deterministic boxes with equal boxes and equal inputs merged, what reaches no
 * output dropped, boxes numbered by a post-order search from the outputs, inputs by position
 * (which is a topological order).  Linear, up to hashing.  Fritz & Liang, Free gs-monoidal
 * categories and free Markov categories. */
void diagram_normalise(Diagram *d);

/* Only what reaches an output is kept; nothing is merged or renumbered otherwise.  Inputs stay. */
void diagram_prune(Diagram *d);

/* Are they equal in the free Markov category whose declared-deterministic boxes are deterministic?
 * Both are normalised in copies.  Ends' names do not count, types do. */
bool diagram_equal(const Diagram *a, const Diagram *b);

/* A functor on syntax: boxes to diagrams, types to types; what it does not name stays. */
typedef struct Functor {
    Name name;
    Map boxes; /* box -> position in images */
    Map types; /* type -> type */
    ARRAY(Diagram) images;
} Functor;

void functor_clear(Functor *f);
/* f(box) = image, which is swapped in and left empty; the last image given counts.  The image's
 * ends have the types f gives the box's. */
void functor_add_box(Functor *f, const Box *box, Diagram *image);
void functor_add_type(Functor *f, const Type *from, const Type *to);
const Diagram *functor_find_box(const Functor *f, const Box *box);
const Type *functor_type(const Functor *f, const Type *t); /* t itself where f says nothing */

/* f(d).  Linear in d and the images used. */
void diagram_map(Diagram *to, const Diagram *d, const Functor *f);

/* How many wires, uses and reads f(d) has, saturated at UINT64_MAX: ask before diagram_map. */
uint64_t diagram_map_size(const Diagram *d, const Functor *f);

#endif
