/* complain_table.h -- complaints about kets and tables: E054, E059 to E067. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_TABLE_H
#define CATGUT_COMPLAIN_COMPLAIN_TABLE_H

#include "lang/complain/complain.h"
#include "lang/value/value.h"

/* all: the other kets of the same sum have that many; else its type has */
bool complain_ket_width(Complainer *c, Span at, size_t found, size_t wanted, bool all);
bool complain_key_width(Complainer *c, Span at, size_t found, const PortList *in);
bool complain_table_without_kets(Complainer *c, Span at);
bool complain_repeated_row(Complainer *c, Span at, const PortList *in, const uint32_t *tuple);
bool complain_missing_row(Complainer *c, Span at, const PortList *in, const uint32_t *tuple);
bool complain_row_type(Complainer *c, Span at, const Value *found, const PortList *wanted);
/* row: the labels of the row, one for each of `in`; ket: one for each of `out` */
bool complain_row_sum(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                      const mpq_t sum);
bool complain_zero_state(Complainer *c, Span at);
bool complain_negative(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                       const PortList *out, const uint32_t *ket, const mpq_t weight);
bool complain_sum_types(Complainer *c, Span at, const Value *first, const Value *other);
bool complain_not_a_function(Complainer *c, Span at, const PortList *in, const uint32_t *row);
bool complain_wants_rows(Complainer *c, Span at, const PortList *in);

#endif
