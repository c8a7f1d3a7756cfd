/* output.c -- see output.h. */
#include "lang/prompt/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* ---- progress ---- */

/* The line of progress, and the ^C that the terminal echoed. */
static void
wipe(Output *o)
{
    bool echo = o->interrupted && !o->told;
    if (!o->shows || o->pager.child || !(o->shown || echo))
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    o->shown = false;
    o->told = o->told || echo;
}

static void
show_progress(void *who, uint64_t done, uint64_t total)
{
    Output *o = who;
    if (o->pager.child)
        return;
    if (!total || done > total) {
        wipe(o);
        return;
    }
    uint64_t percent = total > UINT64_MAX / 100 ? done / (total / 100) : done * 100 / total;
    fprintf(stderr, "\r\033[K%3u %% of the work\r", (unsigned)percent);
    fflush(stderr);
    o->shown = true;
}

/* ---- text ---- */

static bool
write_text(void *who, bool errors, const char *text, size_t count)
{
    Output *o = who;
    bool ok;
    wipe(o);
    if (pager_takes(&o->pager, errors))
        ok = text ? pager_add(&o->pager, text, count) : pager_end_statement(&o->pager);
    else
        ok = write_to(errors ? stderr : stdout, text, count);
    o->failed = o->failed || !ok;
    return ok;
}

/* ---- the terminal ---- */

static bool
may_color(int fd)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(fd) && !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

/* Does the locale speak UTF-8?  The first of these that is set decides. */
static bool
may_unicode(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *value = NULL;
    for (size_t i = 0; !(value && *value) && i < sizeof names / sizeof *names; i++)
        value = getenv(names[i]);
    const char *term = getenv("TERM");
    bool plain = isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") == 0;
    return value && !plain && (strstr(value, "UTF-8") || strstr(value, "utf8") ||
                               strstr(value, "UTF8") || strstr(value, "utf-8"));
}

int
terminal_width(void)
{
    struct winsize size;
    bool known =
        isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20;
    return known ? size.ws_col : 80;
}

void
output_ask(Output *o, CatgutOptions *to)
{
    bool reads = isatty(STDOUT_FILENO), hears = isatty(STDERR_FILENO);
    o->shows = hears && !to->json;
    o->pager.interrupted = &o->interrupted;
    to->color = may_color(STDOUT_FILENO);
    to->color_errors = may_color(STDERR_FILENO);
    to->ascii = !may_unicode();
    to->width = terminal_width();
    to->shorten = reads;
    to->prose = reads ? to->width : 0;
    to->prose_errors = hears ? to->width : -1;
    to->progress = o->shows ? show_progress : NULL;
    to->write = write_text;
    to->who = o;
}

/* ---- ^C ---- */

void
output_begin(Output *o)
{
    o->interrupted = o->told = false;
}

/* While a pager is waited for, ^C is for it alone. */
void
output_interrupt(Output *o)
{
    if (o->pager.waited)
        return;
    o->interrupted = true;
    if (o->session)
        catgut_interrupt(o->session);
}
