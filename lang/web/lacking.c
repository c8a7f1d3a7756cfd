/* lacking.c -- see lacking.h and include/.  Signals do not come, modes are not kept, a path has no
 * links in it, and there is one thread. */
#include "lang/web/lacking.h"

#ifdef __wasm__

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what is not there, and not missed */

int
sigemptyset(sigset_t *set)
{
    memset(set, 0, sizeof *set);
    return 0;
}

int
sigfillset(sigset_t *set)
{
    memset(set, 0xff, sizeof *set);
    return 0;
}

int
sigaddset(sigset_t *set, int number)
{
    (void)set;
    (void)number;
    return 0;
}

int
sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    (void)how;
    (void)set;
    if (before)
        sigemptyset(before);
    return 0;
}

mode_t
umask(mode_t mask)
{
    (void)mask;
    return 022;
}

int
fchmod(int fd, mode_t mode)
{
    (void)fd;
    (void)mode;
    return 0;
}

int
pthread_once(pthread_once_t *once, void (*run)(void))
{
    if (!(*once)++)
        run();
    return 0;
}

int
pthread_mutex_lock(pthread_mutex_t *mutex)
{
    (void)mutex;
    return 0;
}

int
pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    (void)mutex;
    return 0;
}

/* What Debian's runtime of the compiler was built to want. */
uintptr_t __stack_chk_guard = 0x7c3a11e9;

_Noreturn void __stack_chk_fail(void);

_Noreturn void
__stack_chk_fail(void)
{
    __builtin_trap();
}

/* ---- a jump */

__attribute__((import_module("catgut"), import_name("refused"))) void catgut_refused(void);

_Noreturn void
longjmp(jmp_buf here, int value)
{
    (void)here;
    (void)value;
    catgut_refused();
    __builtin_trap();
}

/* ---- files */

/* All are in memory. */
int
poll(struct pollfd *of, nfds_t count, int timeout)
{
    (void)timeout;
    for (nfds_t i = 0; i < count; i++)
        of[i].revents = of[i].events;
    return (int)count;
}

int
mkstemp(char *path)
{
    static unsigned counter;
    char *end = path + strlen(path) - 6;
    for (unsigned tries = 0; tries < 1000000; tries++) {
        snprintf(end, 7, "%06u", counter++ % 1000000);
        int fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

int
web_access(const char *path, int how)
{
    struct stat about;
    (void)how;
    return stat(path, &about);
}

/* A path from the top, without `.`, `..` and doubled strokes; n is its length. */
static size_t
plain_path(const char *path, char to[PATH_MAX])
{
    size_t n = 0;
    while (*path) {
        size_t part = strcspn(path, "/");
        if (part == 2 && path[0] == '.' && path[1] == '.') {
            while (n && to[--n] != '/')
                ;
        } else if (part && !(part == 1 && path[0] == '.')) {
            to[n++] = '/';
            memcpy(to + n, path, part);
            n += part;
        }
        path += part + (path[part] == '/');
    }
    if (!n)
        to[n++] = '/';
    to[n] = '\0';
    return n;
}

/* The working folder is the top. */
char *
realpath(const char *restrict path, char *restrict real)
{
    struct stat about;
    char to[PATH_MAX];
    if (stat(path, &about) != 0 || strlen(path) + 2 > PATH_MAX)
        return NULL;
    size_t n = plain_path(path, to) + 1;
    if (!real)
        real = malloc(n);
    return real ? memcpy(real, to, n) : NULL;
}

#endif
