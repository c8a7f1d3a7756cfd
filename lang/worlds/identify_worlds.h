/* identify_worlds.h -- identify P(Y[X = 0] | X = 1) in m. */
#ifndef CATGUT_WORLDS_IDENTIFY_WORLDS_H
#define CATGUT_WORLDS_IDENTIFY_WORLDS_H

#include "lang/worlds/world_effect.h"

/* n: the call, perhaps with `in` around it. */
bool identify_worlds(Session *s, const Node *n);
/* Checks every formula, and says the verdicts. */
bool say_worlds(Session *s, WorldEffect *e);
/* The same of `identify name = ...`. */
bool say_worlds_named(Session *s, WorldEffect *e, Name name);
/* Holds the formula of a row against random models (world_check.h).  False: it is wrong, or it was
 * stopped, and it has complained; of a wrong one at `at`. */
bool check_world_row(Session *s, WorldCheck *to, const WorldEffect *e, const WorldRow *r,
                     Span at) MUST_CHECK;
/* What cannot happen, by logic alone, as a line. */
void write_world_clash(Session *s, const WorldEffect *e, const WorldRow *r, Sink *out);
/* Why a row is not identified, without a last line end. */
void write_world_reason(Session *s, const WorldEffect *e, const WorldRow *r, Sink *out);
/* `X = 0, Z = 1`: of which values of what is given a row is. */
void write_world_labels(const WorldEffect *e, const WorldRow *r, Sink *out);
/* Complains at the node that this row is not identifiable. */
bool complain_world_row(Session *s, const WorldEffect *e, const WorldRow *r, const Node *at);

/* The question, and the formula of each row, as text, as JSON, for LaTeX, and for a page. */
void write_world_rows(Session *s, const WorldEffect *e, Sink *out);
void write_world_json(Session *s, const WorldEffect *e, Sink *out);
void write_world_latex(const WorldEffect *e, Sink *out);
void write_world_page(Session *s, const WorldEffect *e, Sink *out);

#endif
