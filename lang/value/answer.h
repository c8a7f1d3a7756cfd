/* answer.h -- a kind of value that one folder defines, such as estimands or answers about a shape.
 *
 * Such a folder has an AnswerClass.  The core prints, compares, applies and draws these values
 * through their class, and knows nothing else of them.  The data of an answer begins with an
 * Answer:
 *
 *     typedef struct Sets { Answer answer; ... } Sets;
 *     Sets *sets = memory_new(1, sizeof *sets);
 *     *sets = (Sets){.answer = {.class = &sets_class}};
 *     value_set_answer(to, &sets->answer);
 *
 * Copies of a value share its answer, which is not changed any more; it is freed with the last of
 * them.  An answer owns its data, except names, which live as long as the session. */
#ifndef CATGUT_VALUE_ANSWER_H
#define CATGUT_VALUE_ANSWER_H

#include "num/rational.h"
#include "picture/scene.h"

struct Node;
struct Session;
struct Value;

typedef struct Answer {
    const struct AnswerClass *class;
    size_t holders; /* values that share it */
} Answer;

typedef struct AnswerClass {
    const char *name; /* "an estimand": for messages */
    void (*free)(Answer *a);
    uint64_t (*bytes)(const Answer *a); /* about how many it takes; may be NULL */
    /* Do they say the same?  Both are of this class, and whole.  May be NULL. */
    bool (*equal)(const Answer *a, const Answer *b);
    /* The sign of a - b - more (NULL: 0), where one of the two is of this class and the other may
     * be a number; n: the comparison.  False: it has complained.  May be NULL: there is no
     * order. */
    bool (*order)(struct Session *s, int *sign, const struct Value *a, const struct Value *b,
                  mpq_srcptr more, const struct Node *n);
    bool (*whole)(const Answer *a); /* false: a limit was reached, there may be more; may be NULL */
    /* As people read it, with its last newline, and as one JSON object on a line. */
    void (*write)(struct Session *s, const Answer *a, Sink *out);
    void (*write_json)(struct Session *s, const Answer *a, Sink *out);
    /* For a page, below the text: HTML.  May be NULL. */
    void (*write_page)(struct Session *s, const Answer *a, Sink *out);
    /* show ... as a form: "latex", "diagram", "source".  `name` is what it is called, or NULL.
     * False: it has no such form, and nothing was written.  May be NULL. */
    bool (*show_as)(struct Session *s, const Answer *a, const char *form, Name name);
    /* Is e(omega) a number?  May be NULL: never. */
    bool (*is_number)(const Answer *a);
    /* e(omega), which is n; false: it has complained.  May be NULL. */
    bool (*call)(struct Session *s, struct Value *to, const Answer *a, const struct Node *n);
    /* What is drawn of it, of at most so many boxes each, the last under this title.  May be NULL.
     */
    void (*scenes)(struct Session *s, const Answer *a, SceneList *to, size_t most, Name title);
    /* A model as an answer of this class, which it is compared with; false: it has complained.  May
     * be NULL: none is. */
    bool (*of_model)(struct Session *s, struct Value *to, const Model *m, const struct Node *n);
    /* A model in whose place questions may be asked in it; NULL: none may. */
    const Model *(*asked)(const Answer *a);
    bool is_graph; /* these are causal graphs: `as graph` says nothing new */
} AnswerClass;

#endif
