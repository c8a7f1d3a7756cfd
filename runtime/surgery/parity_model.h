/* parity_model.h -- two models of parities over bits on one shape, built side by side.
 *
 * Each vertex is some bits; a bit is the parity of bits of its parents and of a noise of its own.
 * Arrows and coins are added between observed vertices.  The latents between them in the model get
 * a bit for each thing that passes through them, or (tight) for each bit that it passes to.  So an
 * observed vertex behaves as in the model on the projection, with a little more noise, and a latent
 * is read twice only where it is a fair coin.
 *
 * The distribution of the observed bits is determined by which of their parities are biased, and by
 * how much (Fourier analysis on bits, for instance O'Donnell 2014, chapter 1).  An atom is a set of
 * bits connected by coins, none of them with fair noise and no coin read by one bit alone.  The sum
 * over an atom of what its bits are besides noise is a parity, whose bias is the product of the
 * atom's d; every other biased parity is a sum of such ones.  So two models with the same atoms
 * have the same observed state. */
#ifndef CATGUT_SURGERY_PARITY_MODEL_H
#define CATGUT_SURGERY_PARITY_MODEL_H

#include "graph/graph.h"

typedef struct Bit {
    uint32_t vertex, bit;
} Bit;

/* The mechanism of a vertex: bit b of it is the parity of the terms of bit b and of a noise bit
 * that is 1 with probability (1 - d) / 2, where d = 2 ^ -noise; noise 0 stands for d = 0, a fair
 * coin. */
typedef struct Term {
    uint32_t bit; /* of this vertex */
    Bit of;       /* of a parent */
} Term;

typedef struct Mechanism {
    ARRAY(Term) terms;
    WireList noise; /* of each bit; as many as it has bits, and none where it carries nothing */
} Mechanism;

/* Both have the same bits; {0} is an empty one. */
typedef struct Witness {
    ARRAY(Mechanism) first, second; /* of each vertex of the model */
} Witness;
void witness_clear(Witness *w);
void witness_swap(Witness *a, Witness *b);

/* Where a bit can come from: latents that reach a vertex through latents, nearest first. */
typedef struct LatentSearch {
    VertexSet seen;   /* the vertex itself first */
    uint32_t *toward; /* the next vertex on the way down, of each one seen */
    uint32_t *steps;  /* how many those are */
} LatentSearch;

/* Which of the models. */
typedef enum Where { IN_BOTH, IN_FIRST, IN_SECOND } Where;

typedef struct Arrow {
    Bit from, to;
    Where where; /* it is there */
} Arrow;

typedef struct Coin {
    Bit end[2];
    Where where[2]; /* this end reads it */
} Coin;

/* Borrows the graph, and `room`: how many bits each vertex may have. */
typedef struct ParityModel {
    const Graph *g;
    const uint32_t *room;
    bool tight; /* what passes to one bit shares the latents' bits on the way */
    Witness made;
    ARRAY(Arrow) arrows;
    Map shared; /* a latent and the bit it passes to -> the latent's bit */
    LatentSearch search[2];
} ParityModel;
void parity_model_init(ParityModel *l, const Graph *g, const uint32_t *room);
void parity_model_clear(ParityModel *l);
/* No bits again; linear in the number of vertices. */
void parity_model_reset(ParityModel *l, bool tight);

/* Each is false, and changes nothing, where there is no room. */

/* The vertex has this bit, with fair noise until parity_model_set_noise says otherwise. */
bool parity_model_add_bit(ParityModel *l, Bit at) MUST_CHECK;
/* `to` reads `from`, an observed vertex that reaches it through latents; both bits are there. */
bool parity_model_add_arrow(ParityModel *l, const Arrow *a) MUST_CHECK;
/* The arrow laid between these, or NULL. */
const Arrow *parity_model_find_arrow(const ParityModel *l, Bit from, Bit to);
/* Both ends read one fresh fair coin, a bit of a latent that reaches both through latents; through
 * latents without a limit only, if `unlimited`.  False: there is none, and nothing has changed. */
bool parity_model_add_coin(ParityModel *l, const Coin *c, bool unlimited) MUST_CHECK;

/* The noise of a bit, in each model. */
void parity_model_set_noise(ParityModel *l, Bit at, uint32_t first, uint32_t second);
/* The noise of the bit as seen from observed vertices: its own, which must not be fair, and that of
 * the latents between. */
uint64_t parity_model_noise_seen(const ParityModel *l, Bit at, bool second);

/* Have both the same observed state?  Yes is certain, by the law above, at any size; no may also
 * mean that a latent is read in a way that the law does not cover. */
bool witness_is_same(const Witness *w, const Graph *g);

#endif
