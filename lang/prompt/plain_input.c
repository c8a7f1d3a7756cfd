/* plain_input.c -- plain input; see plain_input.h.  Each byte is looked at once and moved a bounded
 * number of times, so the time is linear in the length of the text. */
#include "lang/prompt/plain_input.h"

#include "lang/text/source.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

enum { PART = 65536 };

void
plain_input_init(PlainInput *l, int fd, uint64_t most, const atomic_bool *interrupted)
{
    *l = (PlainInput){.fd = fd, .interrupted = interrupted};
    l->most = most && most < SOURCE_MAX ? (size_t)most : SOURCE_MAX;
}

void
plain_input_clear(PlainInput *l)
{
    array_clear(&l->held);
    *l = (PlainInput){0};
}

/* Waits for input.  Signals are blocked until the wait itself, so that none is missed just before
 * it.  False: an interrupt asked to stop. */
static bool
wait_for_input(int fd, const atomic_bool *interrupted)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    if (!*interrupted) {
        fd_set set;
        FD_ZERO(&set);
        FD_SET(fd, &set);
        pselect(fd + 1, &set, NULL, NULL, NULL, &before);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return !*interrupted;
}

/* Drops the bytes that were handed out, once they are the larger part. */
static void
forget_given(PlainInput *l)
{
    size_t left = l->held.count - l->given;
    if (l->given < left)
        return;
    if (left)
        memmove(l->held.at, l->held.at + l->given, left);
    l->held.count = left;
    l->given = 0;
}

/* One more part; LINE_READ when there is one. */
static LineResult
read_part(PlainInput *l)
{
    forget_given(l);
    array_reserve(&l->held, PART);
    for (;;) {
        if (!wait_for_input(l->fd, l->interrupted))
            return LINE_INTERRUPTED;
        ssize_t n = read(l->fd, l->held.at + l->held.count, PART);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        l->ended = n <= 0;
        if (n <= 0)
            return LINE_END;
        l->held.count += (size_t)n;
        return LINE_READ;
    }
}

static void
copy_held(PlainInput *l, size_t count, Sink *to)
{
    sink_clear(to);
    sink_add(to, l->held.at + l->given, count);
    l->given += count;
}

/* Goes past the line's end, or past all there is. */
static bool
drop_rest(PlainInput *l, const char *end)
{
    l->given = end ? (size_t)(end - l->held.at) + 1 : l->held.count;
    l->dropping = !end;
    return l->dropping;
}

LineResult
plain_input_read(PlainInput *l, Sink *to)
{
    for (size_t looked = 0;;) {
        size_t left = l->held.count - l->given;
        const char *from = l->held.at + l->given;
        const char *end = left > looked ? memchr(from + looked, '\n', left - looked) : NULL;
        if (!l->dropping && (end ? (size_t)(end - from) : left) > l->most) {
            copy_held(l, l->most + 1, to);
            l->dropping = true;
        }
        if (l->dropping && !drop_rest(l, end))
            return LINE_READ;
        if (!l->dropping && end) {
            copy_held(l, (size_t)(end - from), to);
            l->given++;
            return LINE_READ;
        }
        left = looked = l->held.count - l->given;
        LineResult result = l->ended ? LINE_END : read_part(l);
        if (result == LINE_END && l->dropping) {
            l->dropping = false;
            return LINE_READ;
        }
        if (result == LINE_END && left > 0) {
            copy_held(l, left, to);
            return LINE_READ;
        }
        if (result != LINE_READ)
            return result;
    }
}

void
plain_input_restart(PlainInput *l)
{
    l->ended = false;
}

bool
plain_input_waiting(const PlainInput *l)
{
    struct pollfd p = {.fd = l->fd, .events = POLLIN};
    return l->held.count > l->given || (!l->ended && poll(&p, 1, 0) > 0 && (p.revents & POLLIN));
}
