/* pthread.h -- for WebAssembly, where one thread is all there is. */
#ifndef CATGUT_WEB_PTHREAD_H
#define CATGUT_WEB_PTHREAD_H

#define __NEED_pthread_mutex_t
#define __NEED_pthread_once_t
#include <bits/alltypes.h>

#define PTHREAD_ONCE_INIT 0
#define PTHREAD_MUTEX_INITIALIZER {{{0}}}

int pthread_once(pthread_once_t *once, void (*run)(void));
int pthread_mutex_lock(pthread_mutex_t *mutex);
int pthread_mutex_unlock(pthread_mutex_t *mutex);

#endif
