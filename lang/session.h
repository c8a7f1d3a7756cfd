/* session.h -- one run of the language: what is known, and what to do with the next statement.
 *
 * A Session owns everything that outlives a statement: names, types, boxes, their meanings, values,
 * sources.  A statement that fails leaves it as it was. */
#ifndef CATGUT_SESSION_H
#define CATGUT_SESSION_H

#include "lang/complain.h"
#include "lang/node.h"
#include "lang/options.h"
#include "lang/value.h"
#include "evaluate/evaluate.h"

/* What P(...) is asked in: a state, a model whose boxes a functor gave meanings, or a model's shape
 * and the state that was observed. */
typedef struct Context {
    enum { CONTEXT_NONE, CONTEXT_STATE, CONTEXT_MODEL, CONTEXT_FROM } kind;
    Value state; /* a diagram with named ends, or a matrix */
    Model model; /* with the functor applied, or with the types of the state */
    Model shape; /* as it was declared */
    WireList output_of; /* from: the state's output for each observed vertex */
    Name functor;
    Name name; /* what the state or model is called, for messages */
} Context;

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

typedef struct Session {
    Names names;
    Signature signature;
    Conditionals conditionals;
    Meaning meaning;
    Map anonymous; /* text of an anonymous kernel with its types -> box */

    ARRAY(Binding) values;
    uint64_t held; /* bytes that they take, about */
    Map value_of; /* name -> position in values */
    ARRAY(TypeBinding) types;
    Map type_of;
    ARRAY(Functor *) functors;
    ARRAY(struct Identified *) identified;
    Context context; /* of `use` */
    Map compared;    /* states that have been held against their models; see implied.h */
    const Context *asked; /* of the `in` around the expression, or &context */

    ARRAY(Source *) sources;
    ARRAY(Import) imports;
    uint32_t import_depth;
    char *library; /* the folder of the standard library, or NULL */

    Sink out, err;
    struct Report *report; /* a page that listens; NULL: none.  See report.h */
    Complainer complain;
    Budget budget;
    Options options;
    Style style;
    bool interactive; /* the REPL: a bare expression is shown, a mistake ends nothing */
    bool redefine;    /* names may be defined again (the REPL, and what it loads) */
    bool staging;     /* --stage: evaluation is written down instead of done ... */
    bool staged;      /* ... and this was */
    size_t passed; /* checks that held; what failed has complained */
    Arena arena;      /* of the statement */
} Session;

void session_init(Session *s, const Options *o);
void session_clear(Session *s);

/* Runs a text to its end, or to the first error without -k.  The session keeps the source. */
bool session_run(Session *s, Source *source);
/* A file: complains when it cannot be read. */
bool session_run_file(Session *s, const char *path);

/* A file that an import names. */
bool session_import(Session *s, const char *path, Span at);

/* What can be read from a descriptor, or NULL with errno. */
Source *source_of_descriptor(int fd, const char *name, const char *folder);

/* One statement.  Ends with the output flushed; false when it complained. */
bool session_statement(Session *s, const Node *n);

/* What the program should exit with: the highest of what happened, and a failed output. */
int session_status(Session *s);

/* Stop the work under way, from a signal handler. */
extern volatile sig_atomic_t session_interrupted;

const Value *session_find(const Session *s, Name name);
const PortList *session_find_type(const Session *s, Name name);

#endif
