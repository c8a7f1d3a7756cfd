/* answer.h -- what an editor asks about a place in a document.
 *
 * Each writes its result, as JSON; false: it cannot, and says why, in a sentence. */
#ifndef CATGUT_EDITOR_ANSWER_H
#define CATGUT_EDITOR_ANSWER_H

#include "lang/editor/document.h"
#include "lang/text/json_rpc.h"

/* A question: where, and what came with it. */
typedef struct Asked {
    const Documents *documents;
    Document *d;
    Rpc *rpc;
    const Json *params;
    size_t at; /* the byte of its position; 0 where it has none */
} Asked;

typedef bool Answer(const Asked *a, Sink *out, Sink *why);

Answer answer_hover, answer_completion, answer_definition, answer_references, answer_symbols,
    answer_rename, answer_formatting, answer_actions;

#endif
