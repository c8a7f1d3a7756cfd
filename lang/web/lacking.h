/* lacking.h -- what wasi-libc has no declaration of.  Included before everything else when the
 * engine is compiled to WebAssembly. */
#ifndef CATGUT_WEB_LACKING_H
#define CATGUT_WEB_LACKING_H

#ifdef __wasm__

#define __NEED_struct_winsize
#include <__typedef_sigset_t.h>
#include <bits/alltypes.h>
#include <signal.h>
#include <sys/stat.h>

#define TIOCGWINSZ 0x5413
#define SIG_BLOCK 0
#define SIG_SETMASK 2

int sigemptyset(sigset_t *set);
int sigfillset(sigset_t *set);
int sigaddset(sigset_t *set, int number);
int sigprocmask(int how, const sigset_t *set, sigset_t *before);

mode_t umask(mode_t mask);
int fchmod(int fd, mode_t mode);
int mkstemp(char *path);
char *realpath(const char *restrict path, char *restrict real);

#endif

#endif
