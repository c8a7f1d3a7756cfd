/* pager.c -- see pager.h. */
#include "lang/prompt/pager.h"

#include "base/budget.h"
#include "base/utf8.h"
#include "lang/text/excerpt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEPT_MOST = 1 << 20, NOT_FOUND = 127, NOT_RUN = 126 };

static const int64_t patience = 1000000000; /* nanoseconds that a script's text waits at most */

/* ---- which ---- */

static bool
is_in_path(const char *program)
{
    const char *path = getenv("PATH");
    bool found = false;
    while (path && *path && !found) {
        size_t n = strcspn(path, ":");
        Sink file;
        sink_init(&file);
        sink_print(&file, "%.*s/%s", (int)n, path, program);
        found = access(sink_text(&file), X_OK) == 0;
        sink_clear(&file);
        path += n + (path[n] != '\0');
    }
    return found;
}

/* The command of the pager, or NULL. */
static const char *
command(void)
{
    const char *wanted = getenv("PAGER");
    if (wanted)
        return *wanted ? wanted : NULL;
    return is_in_path("less") ? "less" : NULL;
}

/* ---- the pager runs ---- */

/* What less should do unless its user says otherwise: nothing where the screen holds it, colours as
 * they are, and the text stays on the screen. */
static void
become_pager(int input, const char *program)
{
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    dup2(input, STDIN_FILENO);
    setenv("LESS", "FRX", 0);
    execl("/bin/sh", "sh", "-c", program, (char *)NULL);
    _exit(NOT_RUN);
}

static bool
start_program(Pager *p)
{
    int ends[2];
    const char *program = command();
    if (!program || pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fflush(stdout);
    tcgetattr(STDIN_FILENO, &p->terminal);
    p->child = fork();
    if (p->child == 0)
        become_pager(ends[0], program);
    close(ends[0]);
    if (p->child < 0) {
        p->child = 0;
        close(ends[1]);
        return false;
    }
    p->pipe = ends[1];
    return true;
}

/* It has been left, or ^C was typed: the rest is not wanted. */
static void
leave(Pager *p)
{
    if (p->pipe >= 0)
        close(p->pipe);
    p->pipe = -1;
}

static void
send(Pager *p, const char *text, size_t count)
{
    while (count && p->pipe >= 0) {
        ssize_t n = write(p->pipe, text, count);
        if (n < 0 && (errno != EINTR || *p->interrupted))
            leave(p);
        if (n < 0)
            continue;
        text += n;
        count -= (size_t)n;
    }
}

static int
wait_for_end(Pager *p)
{
    int status = 0;
    p->waited = true;
    leave(p);
    while (waitpid(p->child, &status, 0) < 0 && errno == EINTR)
        continue;
    p->waited = false;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &p->terminal);
    p->child = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

/* ---- what waits ---- */

static bool
is_long(const Pager *p)
{
    return p->used + (p->column > 0) >= p->rows;
}

/* Goes on with the rows and columns that the text takes, without its colours. */
static void
count_rows(Pager *p, const char *text, size_t count)
{
    for (size_t i = 0, n; i < count && p->used <= p->rows; i += n) {
        uint32_t point = 0;
        n = utf8_read(text + i, count - i, &point);
        n = n ? n : 1;
        if (text[i] == '\033')
            while (i + n < count && text[i + n - 1] != 'm')
                n++;
        else if (text[i] == '\n')
            p->used++, p->column = 0;
        else
            p->column += (size_t)utf8_width(point);
        if (p->column > p->columns)
            p->used++, p->column = 1;
    }
}

bool
write_to(FILE *file, const char *text, size_t count)
{
    bool ok = text ? fwrite(text, 1, count, file) == count && !ferror(file) : fflush(file) == 0;
    if (!ok && errno == EINTR) {
        clearerr(file);
        return true;
    }
    return ok; /* glibc may count what it could not flush as written */
}

static bool
write_waiting(Pager *p)
{
    bool ok = write_to(stdout, sink_text(&p->text), p->text.count) && write_to(stdout, NULL, 0);
    sink_clear(&p->text);
    p->used = p->column = 0;
    return ok;
}

bool
pager_takes(const Pager *p, bool errors)
{
    return p->rows && (!errors || p->errors);
}

bool
pager_add(Pager *p, const char *text, size_t count)
{
    if (p->child) {
        if (p->text.count < KEPT_MOST)
            sink_add(&p->text, text, count);
        send(p, text, count);
        return true;
    }
    sink_add(&p->text, text, count);
    count_rows(p, text, count);
    if (!is_long(p))
        return true;
    if (start_program(p))
        send(p, sink_text(&p->text), p->text.count);
    else
        p->rows = SIZE_MAX;
    return true;
}

/* What a pager that could not be run should have shown. */
static bool
show_after_all(Pager *p)
{
    char shown[80];
    const char *program = command();
    bool ok = write_waiting(p);
    p->off = true;
    fprintf(stderr, "the pager `%s` cannot be run and is off now: PAGER names it\n",
            quote_text(shown, program ? program : "", program ? strlen(program) : 0));
    return ok;
}

static bool
finish(Pager *p)
{
    if (!p->child)
        return write_waiting(p);
    int status = wait_for_end(p);
    if (status == NOT_FOUND || status == NOT_RUN)
        return show_after_all(p);
    sink_clear(&p->text);
    p->used = p->column = 0;
    return true;
}

bool
pager_end_statement(Pager *p)
{
    if (p->together && (p->child || budget_now() - p->begun < patience))
        return true;
    return finish(p);
}

/* ---- a line of the prompt ---- */

static bool
is_dumb(void)
{
    const char *term = getenv("TERM");
    return !term || !*term || strcmp(term, "dumb") == 0;
}

void
pager_start(Pager *p, bool together)
{
    struct winsize size;
    p->together = together;
    p->begun = budget_now();
    p->errors = isatty(STDERR_FILENO);
    if (p->off || is_dumb() || !command() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_row < 3 || !size.ws_col)
        return;
    p->rows = size.ws_row;
    p->columns = size.ws_col;
}

bool
pager_end(Pager *p)
{
    bool ok = !p->rows || finish(p);
    p->rows = 0;
    return ok;
}
