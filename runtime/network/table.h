/* table.h -- dense tables of whole numbers over one denominator.
 *
 * A table stands for the numbers entry / denominator; the denominators are multiplied up once, at
 * the end, never entry by entry.  A table of zeros and ones keeps bytes instead.  What
 * the entries are indexed by is the reader's business. */
#ifndef CATGUT_NETWORK_TABLE_H
#define CATGUT_NETWORK_TABLE_H

#include "base/map.h"
#include "network/limb.h"
#include "num/matrix.h"

typedef struct Table {
    mp_limb_t *limb;    /* `limbs` of them for each of `count` entries, or NULL */
    unsigned char *bit; /* count of them, or NULL */
    size_t count, limbs;
    uint64_t width; /* no entry has more bits; known once the table is finished */
    bool whole;     /* the denominator is 1, and not initialised */
    mpz_t denominator;
    size_t uses;   /* how often the denominator counts: once for each factor that reads it */
    uint64_t bits; /* how long the denominator is, rounded up */
    bool zeros;    /* some entries are zero; known for the tables of a network */
    bool borrowed; /* its numbers are a store's */
} Table;

typedef struct StoredTable {
    Table table;
    uint64_t version; /* of what it was made of */
} StoredTable;

/* Tables that are shared by several networks, found by their keys.  The store owns their numbers.
 */
typedef struct TableStore {
    Map at; /* key -> position in the list */
    ARRAY(StoredTable) list;
    uint64_t bytes;
    const struct TableStore *more; /* NULL: none; somebody's whose tables are found here too */
} TableStore;
void table_store_clear(TableStore *s);

/* The store owns t's numbers from here on, and t borrows them.  What has this key in another
 * version goes: nobody borrows it any more. */
void table_store_take(TableStore *s, uint64_t key, uint64_t version, Table *t);
/* If it is there in this version, *to is a table of these numbers. */
bool table_store_find(const TableStore *s, uint64_t key, uint64_t version, Table *to);

/* Zeros.  Entries of a table of whole numbers have room for so many bits. */
void table_init(Table *t, size_t count, const mpz_t denominator);
void table_init_whole(Table *t, size_t count, uint64_t bits);
void table_init_bits(Table *t, size_t count);
void table_clear(Table *t);
uint64_t table_bytes(const Table *t);

/* Entry i, whole. */
void table_read(mpz_t to, const Table *t, size_t i);

/* The least common denominator of m's entries. */
bool matrix_denominator(mpz_t to, const Matrix *m, Budget *b) MUST_CHECK;

/* entry += q * denominator, which is a whole number, not negative; `scratch` is written over.  The
 * table gets wider where that is needed. */
void table_add(Table *t, size_t at, const mpq_t q, mpz_t scratch);

/* Call this when all entries are written: the width is found, and limbs that are not needed are
 * dropped.  False: the budget (NULL: none) said stop, and the entries are lost. */
bool table_finish(Table *t, Budget *b);

/* Is an entry zero? */
bool table_has_zero(const Table *t);

/* Entry i, which is not a bit. */
static inline Limbs
table_entry(const Table *t, size_t i)
{
    const mp_limb_t *at = t->limb + i * t->limbs;
    return (Limbs){at, limbs_length(at, t->limbs)};
}

#endif
