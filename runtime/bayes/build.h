/* build.h -- a network while a reader makes it; for this folder alone.
 *
 * A reader of any format declares variables with their labels, then tables with their parents, in
 * this order or mixed as its format allows, and ends with build_finish.  What is false has left the
 * mistake, with its place. */
#ifndef CATGUT_BAYES_BUILD_H
#define CATGUT_BAYES_BUILD_H

#include "bayes/bayes.h"

typedef struct Place {
    uint32_t start, end; /* bytes of the source */
} Place;

typedef struct Build {
    BayesNet net;
    BayesMistake mistake;
    Names *names;
    Budget *budget;
    BayesList named; /* of each variable, the last table that named it as a parent */
    uint32_t tables;
} Build;

void build_init(Build *b, BayesFormat format, Names *names, Budget *budget);
/* What was made goes to *to and *m, as every reader promises; `ok` is what it will return. */
void build_end(Build *b, bool ok, BayesNet *to, BayesMistake *m);

/* These return false. */
bool build_fail(Build *b, BayesFault fault, Place at);
bool build_fail_about(Build *b, BayesFault fault, Place at, Name name, Name of);
bool build_fail_count(Build *b, BayesFault fault, Place at, Name of, uint64_t has, uint64_t wants);
bool build_fail_row(Build *b, BayesFault fault, Place at, uint32_t variable, size_t row);

/* So many bytes are about to be taken; so many steps were done. */
bool build_charge(Build *b, uint64_t bytes, Place at) MUST_CHECK;
bool build_step(Build *b, uint64_t steps, Place at) MUST_CHECK;
/* The table of a variable is about to be made, or filled: its numbers take so many bytes, now or
 * later. */
bool build_charge_table(Build *b, uint32_t variable, uint64_t numbers, uint64_t now,
                        uint64_t later) MUST_CHECK;

bool build_add_variable(Build *b, Name name, Place at, uint32_t *to) MUST_CHECK;
bool build_add_label(Build *b, uint32_t variable, const char *text, size_t count,
                     Place at) MUST_CHECK;
bool build_find_variable(Build *b, Name name, Place at, uint32_t *to) MUST_CHECK;
/* A table for the variable begins; then come its parents; then there is room for its numbers, all
 * of them 0, and no row is given. */
bool build_start_table(Build *b, uint32_t variable, Place at) MUST_CHECK;
bool build_add_parent(Build *b, uint32_t variable, uint32_t parent, Place at) MUST_CHECK;
bool build_make_table(Build *b, uint32_t variable) MUST_CHECK;
/* How many numbers it will have; UINT64_MAX: that or more. */
uint64_t build_table_size(const Build *b, uint32_t variable);

/* All that is left to see: every variable has a table, and none is its own cause. */
bool build_finish(Build *b) MUST_CHECK;

/* ---- tables that are a list of numbers ---- */

/* Where such a list stands: text[first ... end), and text[end] is there and no part of a number. */
typedef struct NumberList {
    const char *text;
    size_t first, end;
    uint32_t (*place)(const void *of, size_t offset); /* an offset as a byte of the source */
    const void *of;
    bool label_slowest; /* else the label is fastest; the last parent is faster than the first */
} NumberList;

/* Reads the table of a variable whose parents are there: numbers between blanks, exactly as many as
 * it wants. */
bool build_read_table(Build *b, uint32_t variable, const NumberList *list) MUST_CHECK;

#endif
