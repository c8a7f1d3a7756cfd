/* ket.h -- sums of kets with weights. */
#ifndef CATGUT_ELABORATE_KET_H
#define CATGUT_ELABORATE_KET_H

#include "lang/elaborate/elaborate.h"

/* What a bracket of kets, or one of them, is divided by; NULL around it: nothing else. */
typedef struct KetDivision {
    const Node *by;
    const struct KetDivision *around;
} KetDivision;

typedef struct KetTerm {
    const Node *ket;
    const Node *weight; /* NULL: one */
    const KetDivision *over;
    bool minus;
} KetTerm;

typedef struct KetTerms {
    ARRAY(KetTerm) list;
    ARRAY(const Node *) kets;
    ARRAY(KetDivision *) divisions; /* what the terms' are */
} KetTerms;

/* A sum of kets with weights (or one ket), perhaps divided by numbers: types from the hint, else
 * from the labels. */
bool is_kets(const Node *n);
/* How many labels its kets have. */
uint32_t ket_width(const Node *kets);
bool elaborate_kets(Session *s, Value *to, const Node *n, const Hint *hint);
/* The types of all columns: as hinted, else looked for. */
bool ket_column_types(Session *s, PortList *to, const Node *const *rows, size_t count,
                      const Hint *hint);
bool ket_find_tuple(Session *s, uint32_t *tuple, const Node *labels, const PortList *ports);
void ket_terms_clear(KetTerms *t);
void ket_terms_collect(KetTerms *to, const Node *n);
/* The terms as entries of m's next row. */
bool ket_terms_add(Session *s, Matrix *m, const KetTerms *t, const PortList *ports);

#endif
