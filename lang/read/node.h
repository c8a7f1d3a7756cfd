/* node.h -- the syntax tree.
 *
 * A Node and all it points to live in one arena, a statement long, and own nothing outside it.
 * Lists are nodes too, so that nothing in a statement is deeper than NODE_DEPTH_MAX: whoever walks
 * it may recurse.
 * What the kids of each kind are stands beside it below. */
#ifndef CATGUT_READ_NODE_H
#define CATGUT_READ_NODE_H

#include "lang/text/source.h"

enum { NODE_DEPTH_MAX = 1000 };

typedef enum NodeKind {
    /* expressions */
    NODE_NAME,     /* text */
    NODE_STRING,   /* text: a quoted name or label */
    NODE_NUMBER,   /* text, as written */
    NODE_KET,      /* labels: |a,b> */
    NODE_PATH,     /* text, one kid: lung.T */
    NODE_CALL,     /* callee, LIST of arguments, and LIST of what is right of the bar, if any */
    NODE_INDEX,    /* callee, LIST of arguments: copy[Bit], f[t], Y[X = 0] */
    NODE_NEGATE,   /* e */
    NODE_NOT,      /* e */
    NODE_SUM,      /* terms; a subtracted one is a NEGATE */
    NODE_PRODUCT,  /* factors of * */
    NODE_QUOTIENT, /* e / e */
    NODE_POWER,    /* e ^ e */
    NODE_WEIGHT,   /* number, ket */
    NODE_THEN,     /* parts of ; */
    NODE_COMPARE,  /* e, e, and what they may differ by, if given; text is the operator */
    NODE_IN,       /* e, context: in c; flag, of all three: it stands further right */
    NODE_WITH,     /* e, context, functor: in c with F */
    NODE_FROM,     /* e, context, states: in c from s, t */
    NODE_SET,      /* labels: {a, b} */
    NODE_RANGE,    /* labels: {1..6}, first and last */
    NODE_TABLE,    /* ROWs */
    NODE_ROW,      /* labels; value, the NAME `undefined` for a row without support */
    NODE_UNREAD,   /* a table of a functor, of which only the place is kept; see reader_again */
    NODE_UNIT,     /* () */
    /* arguments, besides expressions */
    NODE_EQUAL, /* e = e */
    NODE_LIKELY, /* e ~ e */
    NODE_OR,    /* events: X = a or Z = b */
    NODE_AND,   /* events */
    NODE_SOFT,  /* e := e */
    NODE_ARROW, /* e -> e */
    NODE_WAY,   /* e -> e -> e, and so on */
    NODE_HAVING, /* with e, without e; text is the word */
    NODE_LIST,
    /* types, besides NAME, STRING, PRODUCT and NUMBER (1): (A : Bit) */
    NODE_WIRE, /* text; type */
    /* statements; text is the name that is declared */
    NODE_TYPE,     /* nothing (abstract), or SET, RANGE or a type */
    NODE_STATE,    /* e, and a type if given */
    NODE_STATE_OF, /* e, NAME of the model */
    NODE_CHANNEL,  /* e, type in, type out */
    NODE_FUNCTION, /* e, type in, type out */
    NODE_BOX,      /* type in (NULL for a state), type out */
    NODE_LET,      /* LIST of NAMEs, e */
    NODE_DIAGRAM,  /* LIST of WIREs, LIST of BINDs, LIST of returns */
    NODE_BIND,        /* LIST of NAMEs, e */
    NODE_MODEL,    /* LIST of VERTEX, FIX and CHAIN */
    NODE_MODEL_TEXT, /* NAME of the format, STRING: what it says, NAME of a type (of) or NULL */
    NODE_VERTEX,      /* text; type or NULL, LIST of parents; flag: latent */
    NODE_FIX,         /* text; type or NULL, e; flag: latent */
    NODE_CHAIN,       /* LIST of names for each link; flag of one: `<->` joins it to the one before;
                         text: `<-` does, or `--`; else `->` */
    NODE_FUNCTOR,  /* NAME of the model or NULL, LIST of MEANING and EDGE_MEANING */
    NODE_MEANING,     /* NAME or PATH, e */
    NODE_EDGE_MEANING, /* NAME, NAME, carrier, e */
    NODE_ACTION,   /* ACTION_NAMES, _LIST and _FILE below; text: the first of
                      ACTION_FORM, or NULL */
    NODE_USE,      /* context, functor if given; flag: context, states */
    NODE_WITNESS,  /* NAME, NAME, e */
    NODE_FUNCTIONALISE, /* context, functor if given */
    NODE_ESTIMATE, /* e, SAMPLE */
    NODE_TEST,     /* model, state, SAMPLE */
    NODE_SAMPLE,      /* SAMPLE_ROWS and the others below, each NULL where it is not said */
    NODE_DRAW_ROWS, /* DRAW_ROWS_COUNT and the others below; text: the name, or NULL */
    /* IMPORT_FILE and so on below; text: as; label: table; flag: repaired */
    NODE_IMPORT,
    NODE_COLUMN,      /* text: a variable; NAME of its column, LIST of CASEs if given */
    NODE_CASE,        /* SETs of one label and RANGEs of two, "" for an open end; text: a label */
    NODE_OPTION,      /* text: weight or missing; NAME, LIST of one CASE if given; flag: as */
    NODE_EXPORT,   /* e, STRING, functor (with) or NULL; text: as; flag: rounded */
    NODE_EXPRESSION, /* e: a bare expression, which the REPL shows */
    NODE_KINDS
} NodeKind;

/* The kids of a NODE_ACTION, as `identify e = P(Y | do(X))` or `draw d, e as svg to "f"`. */
enum {
    ACTION_NAMES, /* LIST of NAME and STRING before `=`, or NULL */
    ACTION_LIST,  /* LIST of e; one, unless the action takes a list */
    ACTION_FILE,  /* STRING behind `to`, or NULL */
    ACTION_BY,    /* SET behind `by`, NAME `all`, LIST behind `assume`, or NULL */
    ACTION_FORM   /* LIST of the NAMEs that say how it is shown, `as svg up`, or NULL */
};

/* The kids of a NODE_IMPORT, as `import "f" as m from dagitty of Bit`; NULL where it has none. */
enum {
    IMPORT_FILE,   /* STRING */
    IMPORT_WITH,   /* NAME of the functor */
    IMPORT_OF,     /* NAME of a model or a type */
    IMPORT_FROM,   /* NAME of the format */
    IMPORT_WITHIN, /* e: how much a row may be off */
    IMPORT_FIELDS  /* LIST of COLUMN and OPTION: what its block says of columns */
};

/* The kids of a NODE_EXPORT. */
enum { EXPORT_VALUE, EXPORT_FILE, EXPORT_WITH };

/* The kids of a NODE_SAMPLE: `of 1000 rows smooth 1/2 by bootstrap 2000 seed 1`. */
enum {
    SAMPLE_ROWS,   /* NUMBER */
    SAMPLE_SMOOTH, /* e */
    SAMPLE_TIMES,  /* NUMBER, and */
    SAMPLE_SEED    /* NUMBER, of the bootstrap */
};

/* The kids of a NODE_DRAW_ROWS: `sample 1000 of F(m) seed 1 to "f.csv"`. */
enum {
    DRAW_ROWS_COUNT, /* NUMBER */
    DRAW_ROWS_OF,    /* e */
    DRAW_ROWS_SEED,  /* NUMBER */
    DRAW_ROWS_FILE   /* STRING, or NULL */
};

typedef struct Label {
    Name text; /* without quotes; the sign of a number is part of it */
    Span at;
} Label;

typedef struct Node Node;

struct Node {
    NodeKind kind;
    bool flag;
    uint16_t depth; /* of the tree below, 1 for a leaf */
    Span at;
    Span around; /* with the parentheses around it, if there are any */
    Name word; /* of a statement, its keyword; NULL for a bare expression, and for what is none */
    Name text;
    Span text_at; /* where text stands, of leaves and declarations */
    Node **kids;
    uint32_t count, space;
    Label *labels;
    uint32_t label_count, label_space;
};

Node *node_new(Arena *a, NodeKind kind, Span at);
/* One more kid (may be NULL); at grows to cover it. */
void node_add(Arena *a, Node *n, Node *kid);
void node_add_label(Arena *a, Node *n, Name text, Span at);
/* The same tree in another arena. */
Node *node_copy(Arena *a, const Node *n);
/* NODE_UNREAD in the place of all that was made since the arena was as this copy of it. */
Node *node_unread(Arena *a, const Arena *before, Span at);
/* The tree as indented lines, for --stage=ast. */
void node_write(const Node *n, Sink *out);
/* `in`, with what is behind it. */
bool node_is_in(const Node *n);
bool node_is_name(const Node *n);
/* Of an action: its first expression, and the name that stands before `=` or NULL. */
const Node *action_subject(const Node *action);
const Node *action_name(const Node *action);

#endif
