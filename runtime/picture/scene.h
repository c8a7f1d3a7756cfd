/* scene.h -- what a picture shows: shapes with ports, and wires between them.
 *
 * A Scene is made from a diagram, a model or a comb in one pass; it says nothing of places
 * (layout.h) or of how shapes are drawn (picture.h).  Equal diagrams give equal scenes.
 *
 * A wire has one source, an out-port, whose number is the wire's; any number of in-ports read it.
 * There is no cycle.
 *
 * Up to LOOKS_MAX pictures share a scene, so that one layout serves all: a shape has a look in each
 * picture (surgery turns the box of S into a state that was put in), and an in-port may be there in
 * some of them only.
 *
 * A Scene owns its arrays and the texts in it. {0} is the empty scene. */
#ifndef CATGUT_PICTURE_SCENE_H
#define CATGUT_PICTURE_SCENE_H

#include "diagram/model.h"

enum { LOOKS_MAX = 4, SHOWN_MOST = 120 }; /* pictures in one; columns of a label */

typedef enum Sign {
    SIGN_NONE, /* not in this picture */
    SIGN_BOX,
    SIGN_STATE,   /* nothing goes in */
    SIGN_UNIFORM, /* the uniform state */
    SIGN_EFFECT,  /* nothing comes out */
    SIGN_GROUND,  /* a discard */
    SIGN_INPUT,   /* where a wire of the diagram begins, */
    SIGN_OUTPUT,  /* and where one ends */
    SIGN_HOLE,    /* of a comb */
    SIGN_CUT,     /* surgery: what went in is discarded, what comes out comes from a state, */
    SIGN_THROUGH, /* or from the input that is its last in-port */
    SIGN_VERTEX,  /* of a causal graph */
    SIGN_ARC      /* of a causal graph: the hidden cause in X <-> Y */
} Sign;

typedef enum Role {
    ROLE_PLAIN,
    ROLE_LATENT,
    ROLE_PUT_IN, /* an intervention */
    ROLE_HOLE
} Role;

typedef struct Look {
    Sign shape;
    Role role;
    const char *label; /* may be NULL */
    const char *name;  /* of a vertex: its label without what was put in */
} Look;

typedef struct SceneNode {
    Look look[LOOKS_MAX];
    uint32_t in, in_count;   /* its in-ports, left to right */
    uint32_t out, out_count; /* its out-ports */
    bool kept;               /* an end whose place among the ends is part of its meaning, */
    bool named;              /* and one with a name that tells it apart as well */
    bool free;               /* its in-ports may stand in any order */
    bool through;            /* its last in-port is there for a SIGN_THROUGH alone */
    bool asked;              /* the picture is about it: what is far from it is left out first */
} SceneNode;

typedef struct SceneIn {
    uint32_t node, wire;
    uint32_t looks;  /* a bit for each picture it is in, */
    uint32_t ground; /* and for each in which surgery made it end: in a ground; of a graph, the
                        arrow is shown as one that was cut */
    bool line;       /* of a graph: it has no head */
} SceneIn;

typedef struct SceneOut {
    uint32_t node;
    const char *label; /* of the wire; NULL where it would only repeat others */
    Role role; /* see wire_role */
} SceneOut;

typedef struct Scene {
    ARRAY(SceneNode) nodes;
    ARRAY(SceneIn) ins;
    ARRAY(SceneOut) outs;
    const char *title[LOOKS_MAX]; /* of each picture; may be NULL */
    uint32_t looks;               /* how many pictures */
    uint32_t late; /* so many nodes at the beginning are inputs that surgery made, with an output
                      each: the others stand as they would without them */
    bool graph;                   /* a causal graph: arrows, no copies */
    bool frame;                   /* a comb: all but the outputs stands in a frame */
    size_t left_out;              /* boxes that are not in the scene, */
    const char *note;             /* the same in words; NULL: all is there */
    Arena texts;
} Scene;

typedef ARRAY(Scene) SceneList;

void scene_clear(Scene *s);

/* Building, for those below and for tests: one more shape, that reads these wires and has so many
 * outputs.  The label is copied. */
uint32_t scene_add(Scene *s, Sign shape, const char *label, const uint32_t *wires, size_t in,
                   size_t out);
const char *scene_text(Scene *s, const char *text); /* a copy that lives as long as the scene */
void scene_set_title(Scene *s, size_t look, const char *text); /* as title_write has it */
/* On one line; shortened where it is very long. */
void title_write(const char *text, Sink *out);

/* A title in lines of at most so many columns, where blanks allow it. */
size_t title_line(const char *title, int columns); /* bytes of its first line, with blanks behind */
typedef struct Titles {
    int columns;     /* of a line, at most */
    int lines;       /* of the longest one */
    int width, more; /* of the widest one; what it needs at either side, beside other pictures */
} Titles;
/* Of pictures that are so wide, where a letter has so much room. */
Titles scene_titles(const Scene *s, int width, int letter);
void scene_end(Scene *s); /* call last: counts what is left out, and writes the note */

/* The string diagram of d.  A wire is called by the end that it is, else by the name that its box
 * has for it, with a prime where another wire is called so; else by the one name that the boxes
 * have for it that read it; else by its type.  Wires that nobody reads end in a ground.  With more
 * boxes than `most` only the first ones are taken: their other wires end in outputs called "...",
 * and left_out says how many boxes that leaves.  In the same way only so many inputs and outputs
 * are taken, and what reads the others is left out. */
void scene_add_diagram(Scene *s, const Diagram *d, size_t most);

/* Call after the last shape: an input that is there for what was left out is in those pictures in
 * which something reads its wire. */
void scene_hide_inputs(Scene *s);

/* So many boxes of s, in the same way: those next to what is asked, or else the first ones.  A wire
 * that comes from what is left out begins in an input called "...".  s has no hole. */
void scene_prune(Scene *to, const Scene *s, size_t most);

/* The same with no label of more columns than `most`.  False, and nothing made: none has more. */
bool scene_shorten(Scene *to, const Scene *s, size_t most) MUST_CHECK;

/* The numbers below n, those asked first, then what a tie joins to one that stands before it, then
 * the others. */
typedef struct Tie {
    uint32_t a, b;
} Tie;
typedef ARRAY(Tie) TieList;
void scene_nearest(WireList *order, const bool *asked, size_t n, const TieList *ties);

/* The string diagram of a comb: f with a hole for each of holes, positions in f's outputs (what
 * enters the hole) and in f's inputs (what leaves it), and a frame around it.  Its outputs are
 * those of the comb with its holes filled: `order` has 2 * i for output i of f, 2 * j + 1 for its
 * input j. */
typedef struct SceneHole {
    WireList from, to;
} SceneHole;
void scene_add_comb(Scene *s, const Diagram *f, const SceneHole *holes, size_t n,
                    const WireList *order);

/* The string diagrams of n models (at most LOOKS_MAX) with the same vertices, a picture each: the
 * first as it is, the others with what surgery made of each vertex, in its place, and without those
 * that are gone.  The outputs have
 * no order.  Each stands where it stands in the picture of the model before surgery.  They are
 * about the vertices that are `asked` (NULL: none) and those that were done or cut; with more
 * vertices than `most` those next to these are taken, or else the first ones.  False: together they
 * have a cycle, the scene is empty. */
bool scene_add_models(Scene *s, const Model *const *models, size_t n, const WireList *asked,
                      size_t most) MUST_CHECK;

/* Their causal graphs, in the same way; arrows from and to what is left out are left out.  Arrows
 * that surgery has cut are there to be shown as such, where they make no cycle. */
bool scene_add_graphs(Scene *s, const Model *const *models, size_t n, const WireList *asked,
                      size_t most) MUST_CHECK;

/* The causal graph of a model, where the arrows between the pairs of `lines` have no heads. */
bool scene_add_lines(Scene *s, const Model *m, const WireList *lines, size_t most) MUST_CHECK;

/* Have these models the same vertices, so that one scene can show both? */
bool scene_fits(const Model *a, const Model *b);

/* The sign in the first picture that has it. */
Sign node_sign(const SceneNode *n);

/* Of a wire in a picture: where its source was put in, nothing of it is latent. */
Role wire_role(const Scene *s, uint32_t wire, uint32_t look);

/* Has the shape sides, between which ports stand?  Others are a point on their wire. */
bool node_is_wide(const SceneNode *n);

/* How many columns a label takes; NULL takes none. */
int label_width(const char *label);

#endif
