/* names.h -- the names of a text: what each is a name of, and where else that is named.
 *
 * A text is not run for this, so it is told by form and by what the text declares.  Types, values
 * and the wires of a block are one thing each; a variable, or a label, is one thing in the whole
 * text: models, states and questions share theirs by name.  A wire that leaves its block under its
 * own name is a variable. */
#ifndef CATGUT_OUTLINE_NAMES_H
#define CATGUT_OUTLINE_NAMES_H

#include "base/array.h"
#include "base/budget.h"
#include "lang/text/source.h"

typedef enum NameKind { NAMES_TYPE, NAMES_VALUE, NAMES_VARIABLE, NAMES_LABEL, NAMES_WIRE } NameKind;

typedef struct Mention {
    Name name;
    NameKind kind;
    Span at;         /* with its quotes */
    bool defines;
    bool unsure;     /* it may be of another kind as well */
    uint32_t thing;  /* the same number: the same thing */
    Span whole;      /* the statement; of a definition, the part of it that defines */
    const char *word; /* of a definition: "model", "variable" */
    uint32_t within; /* of a definition: the thing it is a part of, or THING_NONE */
} Mention;

#define THING_NONE UINT32_MAX

typedef ARRAY(Mention) Mentions;

typedef struct TextNames {
    Mentions mentions; /* in order of their places */
    bool other_files;  /* variables and labels of the text may stand in other files, too */
    bool unread;       /* some statement cannot be read, and may have names, too */
} TextNames;

/* Adds those of the statements that can be read; false: the budget has stopped. */
bool names_read(TextNames *to, const Source *s, Names *names, Budget *b);
void text_names_clear(TextNames *t);
/* "type", "value", "variable", "label", "wire". */
const char *names_kind(NameKind kind);

#endif
