/* session.h -- one run of the language: what is known, and what to do with the next statement.
 *
 * A Session owns everything that outlives a statement: names, types, boxes, their meanings, values,
 * sources.  A statement that fails leaves it as it was. */
#ifndef CATGUT_SESSION_SESSION_H
#define CATGUT_SESSION_SESSION_H

#include "data/row_state.h"
#include "lang/complain/complain.h"
#include "lang/session/context.h"
#include "lang/session/options.h"
#include "lang/session/vocabulary.h"
#include "show/style.h"

#include <sys/types.h>

typedef struct Binding {
    Name name;
    Value value;
    Span at; /* where it was defined */
} Binding;

typedef struct TypeBinding {
    Name name;
    PortList wires; /* an atomic type is one wire without a name */
    Span at;
} TypeBinding;

typedef struct Import {
    char *path;   /* the real one */
    bool reading; /* not finished: importing it now is a cycle */
} Import;

/* Identifies a file, whatever name it was opened by. */
typedef struct FileId {
    dev_t device;
    ino_t file;
} FileId;

typedef ARRAY(FileId) FileIds;

/* An import that failed, and whether a question about its names was told so; see loss.h. */
typedef struct Loss {
    Span at;
    bool import; /* else a statement that would have defined it */
    bool said;
} Loss;

/* Is told of each statement of a text that has been run. */
typedef struct Listener Listener;
struct Listener {
    /* at: its text; end: where that of the next one begins; n is NULL where it could not be read,
     * and where only comments are left.  False: the run ends here. */
    bool (*statement)(Listener *l, Span at, uint32_t end, const Node *n);
    /* One of what the text imports, whose own statement runs still; NULL: of no interest. */
    bool (*imported)(Listener *l);
    /* What follows was not run. */
    void (*rest)(Listener *l, const Source *source);
};

/* Where results go besides text; each may be NULL: nowhere. */
typedef struct Forms {
    Sink *json; /* complaints go there too */
    Sink *latex, *svg;
} Forms;

typedef struct Session {
    const Language *language;
    Elaborate *rules[NODE_KINDS];

    Names names;
    Signature signature;
    Conditionals conditionals;
    Meaning meaning; /* its tables are kept while nothing but questions is asked */
    ARRAY(RowState *) counted; /* the states that are rows */
    Map kernel_boxes; /* text of an anonymous kernel with its types -> its box */
    Map carriers;     /* an abstract type with labels that a functor gives it -> a type */

    ARRAY(Binding) values;
    uint64_t held; /* about how many bytes the values and the boxes' meanings take */
    Map value_of; /* name -> position in values */
    ARRAY(TypeBinding) types;
    Map type_of;
    ARRAY(Functor *) functors;
    Context context; /* of `use` */
    Map compared;    /* states already compared with their models: see testable_implication.h */
    KeptContext kept;
    const Context *asked; /* of the `in` around the expression, or &context */
    unsigned consulted;   /* what of it has been used: CONSULTED_... */

    ARRAY(Source *) sources;
    ARRAY(Import) imports;
    uint32_t import_depth;
    FileIds read; /* the files that texts came from: nothing is written over them */
    ARRAY(Loss) losses;
    Map lost; /* name -> its loss, from 1 */
    size_t lost_any, blamed; /* the loss of an unknown name, and of this statement; 0: none */
    char *library; /* the folder of the standard library, or NULL */

    struct Journal *journal; /* of a conversation, who owns it; NULL: none; see journal.h */
    Value last;              /* what a conversation printed last: `%` */
    FileIds saved;           /* the files that it has written its statements to */

    Sink out, err; /* in memory, unless whoever begins the session names files */
    bool mute;     /* results are not written as text */
    Forms forms;
    struct Report *report; /* the page that this run writes, or NULL; see report.h */
    Listener *listener;    /* the caller's; NULL: nobody */
    Complainer complain;
    Budget budget;
    atomic_bool interrupted; /* stop the work under way; a signal handler may set it */
    Options options;
    Style style;
    bool interactive; /* the REPL: a bare expression is shown, a mistake ends nothing */
    bool redefine;    /* names may be defined again (the REPL, and what it loads) */
    const Node *rounded; /* a question of which only decimals are shown, or NULL */
    bool staging;     /* --stage: evaluation is written down instead of done ... */
    bool staged;      /* ... and one of this statement was, ... */
    size_t staged_at; /* ... after so many complaints; see session_staged in meaning.h */
    size_t passed; /* checks that held; what failed has complained */
    Arena arena;      /* of the statement */
} Session;

/* The language outlives the session. */
void session_init(Session *s, const Options *o, const Language *language);
void session_clear(Session *s);
/* From here on results are written as JSON, and not as text. */
void session_write_json(Session *s);
const Value *session_find(const Session *s, Name name);
const PortList *session_find_type(const Session *s, Name name);
/* The notion that a call or an index calls, where no value has its name; NULL: none. */
const Notion *notion_called(const Session *s, const Node *n);
/* The same for a call in `whole`, which may say where it is asked. */
const Notion *notion_within(const Session *s, const Node *n, const Node *whole);
/* That of e, or of the call in `e in m`; NULL: it is no call of one. */
const Notion *notion_asked(const Session *s, const Node *e);

#endif
