/* world_reader.h -- P(...) with brackets, as a question of worlds.
 *
 * `Y[X = 0, M = M[X = 1]]` is Y where these are put in, besides what do(...) does; an atom without
 * a bracket stands in the world of do(...).  In a bracket a name is a label of the variable, or
 * else a variable whose wire is put in. */
#ifndef CATGUT_WORLDS_WORLD_READER_H
#define CATGUT_WORLDS_WORLD_READER_H

#include "lang/read/question.h"
#include "lang/session/session.h"
#include "show/ports.h"
#include "worlds/world_question.h"

/* What has no value right of the bar, `X` or `do(X)`: the answer has a row for each label. */
typedef struct RowVariable {
    Name name;
    const Type *type;
    uint32_t label; /* in the row that is asked for */
    uint64_t place; /* where it is written */
} RowVariable;

typedef struct WorldReader {
    Session *s;
    const Model *model;
    Question question;
    ARRAY(RowVariable) rows; /* in the order they are written */
    uint32_t by_value;       /* this vertex, less one, is a row variable where it is asked for
                                without a value; 0: none is */
    uint64_t place;          /* the item that is being read, and which of do({X, Z}) */
} WorldReader;

void world_reader_clear(WorldReader *r);
/* Is there a bracket among what the call asks or is given? */
bool call_has_worlds(const Node *call);
/* Is every head of a P an event, and one of several variables, or compared otherwise? */
bool world_heads_join(const Model *m, const Node *call);
/* The worlds and atoms of r->question; row variables have the labels that stand in r->rows, which
 * are added, with label 0, when they are met first.  False: it has complained. */
bool world_reader_read(WorldReader *r, WorldQuestion *to);
/* The row variables get the labels of the next row; false: that was the last one. */
bool world_reader_next(WorldReader *r);
/* The wires of the answer: the row variables, and what is asked for without an event. */
void world_ports(const WorldReader *r, const WorldQuestion *q, PortList *in, PortList *out);
/* `Y[X = 0, M = M[X = 1]]`, as it would be typed: without what do(...) does. */
void world_write(Session *s, const WorldQuestion *q, uint32_t vertex, uint32_t world, Sink *out);
/* What a wire of the answer is called: X, or `Y[X = 0]`. */
Name atom_name(Session *s, const WorldQuestion *q, const Atom *a);
/* `[X = 0, M = M[X = 1]]`; nothing for the world of do. */
void world_write_replaced(Session *s, const WorldQuestion *q, uint32_t world, Sink *out);
/* An atom with its event, as it would be typed. */
void atom_write(Session *s, const WorldQuestion *q, const Atom *a, Sink *out);
/* Is every box of the mechanism a function?  What has a table is asked for its rows. */
bool mechanism_is_function(const Session *s, const Diagram *d);

#endif
