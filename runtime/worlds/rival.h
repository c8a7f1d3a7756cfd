/* rival.h -- two functional models that should look the same in every experiment that was allowed,
 * and answer a counterfactual differently.
 *
 * Each vertex is what its noise says; or the noise says that a rule holds, a function of parents
 * and of fair coins.  Rules of most vertices are the same in both models, and carry a difference
 * by themselves; that of the vertices of a clue (clue.h) make it:
 *
 * Two boxes, or two readings.  The vertices on the path are parities of coins, one for each edge.
 * In the second model the two ends also add a function of what they read.  In one world both read
 * the same, so the additions cancel; across worlds they do not.  Where both ends are one vertex its
 * coin is its own, and whatever it adds looks like another toss (Pearl 2009, 1.4.4); it may add it
 * where a second coin says so, which other vertices see.
 *
 * Own.  U is one of two labels by its coin, and who reads it as a third one sees that coin; in the
 * second model the two labels change places.
 *
 * Hedge.  As in surgery/witness.h: parities of parents and coins that are biased over all of T in
 * the first model, over C alone in the second, and by as much.
 *
 * Nothing is computed here.  Whoever asks makes models of a pair, compares their states in the
 * experiments, exactly, and their answers; and asks for the next pair. */
#ifndef CATGUT_WORLDS_RIVAL_H
#define CATGUT_WORLDS_RIVAL_H

#include "worlds/clue.h"

typedef struct RivalCoin {
    uint32_t ends[2]; /* the vertices that read it; twice the same: one */
    uint32_t size;    /* how many sides it has, all as likely; mostly two */
} RivalCoin;

typedef struct RivalRule {
    WireList parents, coins; /* vertices, and places in the pair's coins: what it reads */
    WireList labels[2];      /* in each model, for each row of these, the last one fastest */
} RivalRule;

typedef ARRAY(uint64_t) WeightList;

typedef struct RivalVertex {
    ARRAY(RivalRule) rules;
    WeightList noise[2]; /* in each model, of each label, then of each rule, over their sum; none:
                            the one rule always holds */
} RivalVertex;

typedef struct RivalPair {
    ARRAY(RivalVertex) vertices; /* of each of the model; of a latent: nothing */
    ARRAY(RivalCoin) coins;
} RivalPair;
void rival_pair_clear(RivalPair *p);

/* How many labels a type is given: those it has, or, where it is abstract, three. */
uint32_t rival_size(const Type *t);

/* One pair after another, the likeliest first. */
typedef struct RivalSearch {
    const WorldAnswer *answer;
    const Model *m; /* of the question: the projection */
    const Projection *p;
    ClueList clues;
    bool *relevant;  /* vertices that the question needs */
    uint32_t base, added, labels; /* which variation comes next, */
    size_t clue;                  /* and of which clue */
    bool too_large; /* some pair was left out: the table of a rule would be too large */
} RivalSearch;

/* Of an answer that is a conflict or a hedge, about the projection m of `whole`.  Borrows all but
 * the last.  False: the budget. */
bool rival_search_init(RivalSearch *s, const WorldAnswer *a, const Model *m, const Model *whole,
                       const Projection *p, const WorldData *data, Budget *b) MUST_CHECK;
void rival_search_clear(RivalSearch *s);
/* False: there are no more. */
bool rival_next(RivalPair *to, RivalSearch *s);

#endif
