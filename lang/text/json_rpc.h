/* json_rpc.h -- JSON-RPC 2.0 over standard input and output, for who serves by it.
 *
 * A thread reads the input, so that a cancellation reaches a request that is being answered; what
 * it reads waits in a list for the thread that answers, in order.  What is no message is answered
 * by one error. */
#ifndef CATGUT_TEXT_JSON_RPC_H
#define CATGUT_TEXT_JSON_RPC_H

#include "base/sink.h"
#include "lang/text/json_read.h"

#include <pthread.h>

/* Codes of JSON-RPC. */
enum {
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_NO_METHOD = -32601,
    RPC_INVALID_PARAMS = -32602
};

struct Catgut;

typedef struct Message {
    struct Message *next;
    Arena arena;
    const Json *body;  /* NULL: it is none */
    const char *fault; /* a sentence: why it was not read; NULL: its bytes were */
    bool dropped;      /* it has been cancelled; see rpc_is_dropped */
} Message;

typedef struct Rpc Rpc;
struct Rpc {
    /* What a server says before it begins. */
    const char *client; /* who speaks to it, for people: "an editor" */
    bool headers;       /* messages stand behind `Content-Length: n`; else each on a line */
    size_t most;        /* bytes of a message */
    const char *too_long; /* a sentence for one that has more */
    const char *cancel; /* the method that cancels, and the member of its params that says whom */
    const char *whom;
    void (*stop)(struct Catgut *running); /* makes rpc_set_running's end; from any thread */

    pthread_t reader;
    pthread_mutex_t lock; /* of all that follows */
    pthread_cond_t more, fewer;
    Message *first, *last; /* what waits ... */
    size_t count;          /* ... and how many */
    Message *current;      /* what is answered now; NULL: nothing */
    struct Catgut *running;
    bool hasty; /* whatever arrives stops it, not only its cancellation */
    bool ended; /* there is no more input */
};

/* Begins to read; at a terminal it says who is waited for.  False, after a sentence on standard
 * error: JSON cannot be read here, or the system refused a thread.  mode: the option, for those. */
bool rpc_start(Rpc *r, const char *mode);
/* The next request or notification, which is then the current one; others have been refused.
 * NULL: there will be none.  wait: if there is none, wait; else NULL is for that, too. */
Message *rpc_next(Rpc *r, bool wait);
/* The message was answered. */
void rpc_end_message(Rpc *r, Message *m);
/* After the last message. */
void rpc_finish(Rpc *r);
bool rpc_is_dropped(Rpc *r, const Message *m);
/* What runs now, for `stop` when its message is cancelled, or, hasty, when any arrives; NULL:
 * nothing. */
void rpc_set_running(Rpc *r, struct Catgut *running, bool hasty);
/* Stops what runs if what would have stopped it came before it began.  For the `progress` of a
 * session; `who` is the Rpc. */
void rpc_look(void *rpc, uint64_t done, uint64_t total);

const char *rpc_method(const Message *m);
/* NULL: it is a notification. */
const Json *rpc_id(const Message *m);
/* The sink holds JSON. */
void rpc_answer(const Rpc *r, const Message *m, const Sink *result);
/* data: JSON, or NULL. */
void rpc_refuse(const Rpc *r, const Message *m, int code, const char *message, const char *data);
void rpc_notify(const Rpc *r, const char *method, const Sink *params);

#endif
