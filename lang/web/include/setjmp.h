/* setjmp.h -- for WebAssembly, which cannot jump.  JavaScript throws in its place, and what was
 * running is never gone on with. */
#ifndef CATGUT_WEB_SETJMP_H
#define CATGUT_WEB_SETJMP_H

typedef int jmp_buf[1];

#define setjmp(here) ((here)[0] = 0)
_Noreturn void longjmp(jmp_buf here, int value);

#endif
