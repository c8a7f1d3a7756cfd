/* row_labels.h -- which label a text of a column is.
 *
 * Texts meet the labels of a type as they stand; numbers by their value, so that 1, 1.0 and 01 are
 * the label 1.  Where an import has cases for a column, these are a function from texts to labels
 * instead.  Where there is no type, one is made of the texts. */
#ifndef CATGUT_DATA_ROW_LABELS_H
#define CATGUT_DATA_ROW_LABELS_H

#include "data/row_state.h"
#include "lang/read/node.h"
#include "lang/session/session.h"

/* Is it how files write that there is no value: nothing, NA, N/A or NULL? */
bool text_is_missing(const char *text);

/* The labels of a type, to be found by text. */
typedef struct LabelFinder {
    const Type *type;
    Texts texts;   /* of a listed type: labels, by position */
    Texts numbers; /* those that are numbers, in lowest terms */
    ARRAY(uint32_t) number_at; /* the position of each */
} LabelFinder;
void label_finder_init(LabelFinder *f, const Type *t);
void label_finder_clear(LabelFinder *f);
bool label_finder_find(const LabelFinder *f, const char *text, uint32_t *position);

/* The cases of a column: the places of their labels in `value`, each label once. */
typedef struct CaseList {
    const Node *list;
    struct CaseKey *keys;
    size_t count;
    ARRAY(Label) values;
} CaseList;
/* Complains about a range that is none. */
bool case_list_init(CaseList *c, Session *s, const Node *list);
void case_list_clear(CaseList *c);
/* How many cases have the text, 0, 1 or more; *value is the first one's. */
size_t case_list_find(const CaseList *c, const char *text, uint32_t *value);

/* A type whose labels are these texts, in order: numbers by value, equal ones together, else by
 * their bytes; a long row of whole numbers is a range, unless `listed`.  It has no name yet. */
Type *type_of_texts(Session *s, const Texts *texts, bool listed);

#endif
