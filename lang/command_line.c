/* command_line.c -- the command line; see command_line.h.  The table `flags` is all that is
 * understood; the help text beside it says it to people. */
#include "lang/command_line.h"

#include "lang/text/excerpt.h"
#include "lang/text/file_name.h"
#include "lang/text/mark.h"
#include "lang/text/nearest.h"
#include "lang/text/version.h"

#include <string.h>

enum { DIGITS_MAX = 1000, CHECKS_MAX = 1000000, THREADS_MAX = 1024, PERCENT_MOST = 2000 };

/* ---- values ---- */

/* Digits into *value, *text past them; false when there are none or they are too large. */
static bool
read_digits(const char **text, uint64_t *value)
{
    const char *start = *text;
    *value = 0;
    for (; **text >= '0' && **text <= '9'; ++*text) {
        uint64_t digit = (uint64_t)(**text - '0');
        if (*value > (UINT64_MAX - digit) / 10)
            return false;
        *value = *value * 10 + digit;
    }
    return *text > start;
}

bool
size_read(const char *text, uint64_t *bytes)
{
    static const char suffixes[] = "KMGTkmgt";
    uint64_t value;
    if (!read_digits(&text, &value))
        return false;
    const char *suffix = *text ? strchr(suffixes, *text) : NULL;
    unsigned shift = suffix ? 10 * ((unsigned)(suffix - suffixes) % 4 + 1) : 0;
    if (text[suffix != NULL] != '\0' || value > UINT64_MAX >> shift)
        return false;
    *bytes = value << shift;
    return true;
}

/* The nanoseconds in one unit of time; 0: no such unit. */
static uint64_t
unit_of(const char *text)
{
    static const struct {
        const char *name;
        uint64_t nanoseconds;
    } units[] = {
        {"", 1000000000}, {"s", 1000000000}, {"ms", 1000000},
        {"m", 60000000000}, {"h", 3600000000000},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(text, units[i].name) == 0)
            return units[i].nanoseconds;
    return 0;
}

bool
time_read(const char *text, int64_t *nanoseconds)
{
    uint64_t whole, part = 0, scale = 1;
    if (!read_digits(&text, &whole))
        return false;
    if (*text == '.') {
        const char *digits = ++text;
        if (!read_digits(&text, &part) || text - digits > 6)
            return false;
        for (; digits < text; digits++)
            scale *= 10;
    }
    uint64_t unit = unit_of(text);
    if (unit == 0 || whole > (uint64_t)INT64_MAX / unit - 1)
        return false;
    *nanoseconds = (int64_t)(whole * unit + part * unit / scale);
    return true;
}

static bool
number_read(const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    return read_digits(&text, value) && !*text && *value >= least && *value <= most;
}

static bool
digits_read(const char *text, int *digits)
{
    uint64_t value;
    if (!number_read(text, 1, DIGITS_MAX, &value))
        return false;
    *digits = (int)value;
    return true;
}

static bool
checks_read(const char *text, uint32_t *checks)
{
    uint64_t value;
    if (!number_read(text, 0, CHECKS_MAX, &value))
        return false;
    *checks = (uint32_t)value;
    return true;
}

static bool
threads_read(const char *text, uint32_t *threads)
{
    uint64_t value;
    bool is = number_read(text, 1, THREADS_MAX, &value);
    *threads = is ? (uint32_t)value : 0;
    return is;
}

/* A factor from 0.05 to 20, as 2 or 0.5: two decimals. */
static bool
scale_read(const char *text, int *percent)
{
    uint64_t whole, part = 0;
    if (!read_digits(&text, &whole))
        return false;
    if (*text == '.') {
        const char *digits = ++text;
        if (!read_digits(&text, &part) || text - digits > 2)
            return false;
        part = text - digits == 1 ? 10 * part : part;
    }
    if (*text || whole > PERCENT_MOST / 100 || 100 * whole + part > PERCENT_MOST ||
        100 * whole + part < 5)
        return false;
    *percent = (int)(100 * whole + part);
    return true;
}

static bool
stage_read(const char *text, CatgutStage *stage)
{
    static const char *const names[] = {
        [CATGUT_TOKENS] = "tokens",   [CATGUT_AST] = "ast",   [CATGUT_DIAGRAM] = "diagram",
        [CATGUT_NETWORK] = "network", [CATGUT_PLAN] = "plan",
    };
    for (CatgutStage s = CATGUT_TOKENS; s <= CATGUT_PLAN; s++)
        if (strcmp(text, names[s]) == 0) {
            *stage = s;
            return true;
        }
    return false;
}

/* ---- options ---- */

typedef enum FlagKind {
    FLAG_HELP,
    FLAG_VERSION,
    FLAG_TEXT,
    FLAG_KEEP_GOING,
    FLAG_INTERACTIVE,
    FLAG_JSON,
    FLAG_NO_FILES,
    FLAG_ALLOW_ODBC,
    FLAG_MEMORY,
    FLAG_TIME,
    FLAG_OUTPUT,
    FLAG_SOURCE,
    FLAG_DIGITS,
    FLAG_CHECKS,
    FLAG_THREADS,
    FLAG_SCALE,
    FLAG_STAGE,
    FLAG_REPORT,
    FLAG_FORMAT,
    FLAG_LSP,
    FLAG_MCP,
    FLAG_KERNEL,
    FLAG_NOTEBOOK,
    FLAG_JOBS,
    FLAG_JOB,
    FLAG_JOIN
} FlagKind;

typedef struct Flag {
    FlagKind kind;
    char letter; /* 0: has none */
    const char *name;
    const char *value; /* what its value is, for messages; NULL: takes none */
} Flag;

static const Flag flags[] = {
    {FLAG_HELP, 'h', "help", NULL},
    {FLAG_VERSION, 0, "version", NULL},
    {FLAG_TEXT, 'e', "", "statements"},
    {FLAG_KEEP_GOING, 'k', "", NULL},
    {FLAG_INTERACTIVE, 'i', "", NULL},
    {FLAG_JSON, 0, "json", NULL},
    {FLAG_NO_FILES, 0, "no-files", NULL},
    {FLAG_ALLOW_ODBC, 0, "allow-odbc", NULL},
    {FLAG_MEMORY, 0, "max-memory", "a size such as 512M or 2G"},
    {FLAG_TIME, 0, "max-time", "a time such as 500ms, 30s or 2m"},
    {FLAG_OUTPUT, 0, "max-output", "a size such as 64K or 1G"},
    {FLAG_SOURCE, 0, "max-source", "a size such as 64M or 1G"},
    {FLAG_DIGITS, 0, "digits", "a number from 1 to 1000"},
    {FLAG_CHECKS, 0, "checks", "a number from 0 to 1000000"},
    {FLAG_THREADS, 0, "threads", "a number from 1 to 1024"},
    {FLAG_SCALE, 0, "scale", "a factor such as 2 or 0.5"},
    {FLAG_STAGE, 0, "stage", "tokens, ast, diagram, network or plan"},
    {FLAG_REPORT, 0, "report", "a file such as page.html"},
    {FLAG_FORMAT, 0, "format", NULL},
    {FLAG_LSP, 0, "lsp", NULL},
    {FLAG_MCP, 0, "mcp", NULL},
    {FLAG_KERNEL, 0, "install-kernel", NULL},
    {FLAG_NOTEBOOK, 0, "to-notebook", "a script such as lesson.diag"},
    {FLAG_JOBS, 0, "jobs", "a new folder"},
    {FLAG_JOB, 0, "job", "a file such as jobs/job-0001"},
    {FLAG_JOIN, 0, "join", "a folder that --jobs has made"},
};

enum { FLAGS = sizeof flags / sizeof *flags };

/* A walk over argv. */
typedef struct Walk {
    char *const *next, *const *end;
    Sink *err;
    unsigned given; /* the kinds of options so far, a bit each */
} Walk;

static const Flag *
find_long(const char *name, size_t length)
{
    for (size_t i = 0; i < FLAGS && length > 0; i++)
        if (strlen(flags[i].name) == length && memcmp(flags[i].name, name, length) == 0)
            return &flags[i];
    return NULL;
}

static const Flag *
find_short(char letter)
{
    for (size_t i = 0; i < FLAGS && letter; i++)
        if (flags[i].letter == letter)
            return &flags[i];
    return NULL;
}

/* The long option that was probably meant, or NULL. */
static const char *
near_flag(const char *name, size_t length)
{
    char wanted[LONGEST + 1];
    const char *names[FLAGS];
    for (size_t i = 0; i < FLAGS; i++)
        names[i] = flags[i].name;
    if (length > LONGEST)
        return NULL;
    memcpy(wanted, name, length);
    wanted[length] = '\0';
    return nearest_word(wanted, names, FLAGS);
}

static Command
write_mistake(const Walk *w, const char *before, const char *text, size_t count, const char *after)
{
    char quoted[80];
    sink_print(w->err, "catgut: %s`%s`%s\ntry catgut --help\n", before,
               quote_text(quoted, text, count), after);
    return COMMAND_WRONG;
}

static Command
write_no_flag(const Walk *w, const char *argument, size_t count)
{
    char meant[80] = "";
    const char *near = near_flag(argument + 2, count - 2);
    if (near)
        snprintf(meant, sizeof meant, "; did you mean `--%s`?", near);
    return write_mistake(w, "there is no option ", argument, count, meant);
}

/* The option that argument `shown` (count bytes of it) gives. */
static Command
set_flag(CommandLine *l, Walk *w, const Flag *f, const char *shown, size_t count, const char *value)
{
    char wants[80];
    bool ok = true;
    if (f->value && f->kind != FLAG_TEXT && (w->given & 1U << f->kind))
        return write_mistake(w, "", shown, count, " stands twice");
    w->given |= 1U << f->kind;
    switch (f->kind) {
    case FLAG_HELP: return COMMAND_HELP;
    case FLAG_VERSION: return COMMAND_VERSION;
    case FLAG_LSP: return COMMAND_LSP;
    case FLAG_MCP: return COMMAND_MCP;
    case FLAG_KERNEL: return COMMAND_KERNEL;
    case FLAG_NOTEBOOK:
        l->session.stage = CATGUT_NOTEBOOK;
        array_push(&l->inputs, ((Input){false, value}));
        break;
    case FLAG_FORMAT: l->session.stage = CATGUT_LAYOUT; break;
    case FLAG_TEXT: array_push(&l->inputs, ((Input){true, value})); break;
    case FLAG_KEEP_GOING: l->session.keep_going = true; break;
    case FLAG_INTERACTIVE: l->interactive = true; break;
    case FLAG_JSON: l->session.json = true; break;
    case FLAG_NO_FILES: l->session.no_files = true; break;
    case FLAG_ALLOW_ODBC: l->session.allow_odbc = true; break;
    case FLAG_MEMORY: ok = size_read(value, &l->session.max_memory); break;
    case FLAG_TIME: ok = time_read(value, &l->session.max_time); break;
    case FLAG_OUTPUT: ok = size_read(value, &l->session.max_output); break;
    case FLAG_SOURCE: ok = size_read(value, &l->session.max_source); break;
    case FLAG_DIGITS: ok = digits_read(value, &l->session.digits); break;
    case FLAG_CHECKS: ok = checks_read(value, &l->session.checks); break;
    case FLAG_THREADS: ok = threads_read(value, &l->session.threads); break;
    case FLAG_SCALE: ok = scale_read(value, &l->session.percent); break;
    case FLAG_STAGE: ok = stage_read(value, &l->session.stage); break;
    case FLAG_REPORT: ok = *value != '\0'; l->report = value; break;
    case FLAG_JOBS: ok = *value != '\0'; l->jobs = value; break;
    case FLAG_JOB: ok = *value != '\0'; l->job = value; break;
    case FLAG_JOIN: ok = *value != '\0'; l->join = value; break;
    }
    if (ok)
        return COMMAND_RUN;
    char quoted[80];
    snprintf(wants, sizeof wants, " wants %s", f->value);
    sink_print(w->err, "catgut: `%s`", quote_text(quoted, shown, count));
    sink_print(w->err, "%s, not `%s`\ntry catgut --help\n", wants,
               quote_text(quoted, value, strlen(value)));
    return COMMAND_WRONG;
}

/* The next argument as the value of f. */
static Command
set_from_next(CommandLine *l, Walk *w, const Flag *f, const char *shown, size_t count)
{
    if (w->next < w->end)
        return set_flag(l, w, f, shown, count, *w->next++);
    char wants[80];
    snprintf(wants, sizeof wants, " wants %s", f->value);
    return write_mistake(w, "", shown, count, wants);
}

/* --name, --name=value */
static Command
read_long(CommandLine *l, Walk *w, const char *argument)
{
    size_t count = strcspn(argument, "=");
    const char *value = argument[count] ? argument + count + 1 : NULL;
    const Flag *f = find_long(argument + 2, count - 2);
    if (!f)
        return write_no_flag(w, argument, count);
    if (value && !f->value)
        return write_mistake(w, "", argument, count, " takes no value");
    if (!value && f->value)
        return set_from_next(l, w, f, argument, count);
    return set_flag(l, w, f, argument, count, value);
}

/* -k, -ki, -e TEXT, -eTEXT */
static Command
read_short(CommandLine *l, Walk *w, const char *argument)
{
    for (const char *at = argument + 1; *at; at++) {
        char shown[] = {'-', *at, '\0'};
        const Flag *f = find_short(*at);
        if (!f)
            return write_mistake(w, "there is no option ", at == argument + 1 ? argument : shown,
                                 at == argument + 1 ? strlen(argument) : 2, "");
        if (f->value && at[1])
            return set_flag(l, w, f, shown, 2, at + 1);
        if (f->value)
            return set_from_next(l, w, f, shown, 2);
        Command c = set_flag(l, w, f, shown, 2, NULL);
        if (c != COMMAND_RUN)
            return c;
    }
    return COMMAND_RUN;
}

/* A page is about scripts: the prompt has none, and JSON is for programs. */
static Command
check_report(const CommandLine *l, const Walk *w)
{
    if (!l->report)
        return COMMAND_RUN;
    if (l->interactive || l->session.json || l->session.stage) {
        sink_print(w->err, "catgut: `--report` does not go with `%s`\ntry catgut --help\n",
                   l->interactive ? "-i" : l->session.json ? "--json" : "--stage");
        return COMMAND_WRONG;
    }
    size_t count = strlen(l->report);
    if (!file_takes_page(l->report))
        return write_mistake(w, "`--report` wants a file such as page.html, not ", l->report, count,
                             "");
    for (size_t i = 0; i < l->inputs.count; i++)
        if (!l->inputs.at[i].is_text && file_is_same(l->inputs.at[i].text, l->report))
            return write_mistake(w, "`--report` would write over ", l->report, count,
                                 ", which is to be run");
    if (!mark_allows(l->report))
        return write_mistake(w, "`--report` would write over ", l->report, count,
                             ", which Catgut did not write, or not alone");
    return COMMAND_RUN;
}

/* Is this option, and its value, all that there is on the command line? */
static bool
is_alone(const CommandLine *l, const Walk *w, FlagKind kind)
{
    return w->given == 1U << kind && l->inputs.count == (kind == FLAG_NOTEBOOK) &&
           w->next == w->end;
}

/* Texts that are laid out are not run. */
static Command
check_format(const CommandLine *l, const Walk *w)
{
    static const FlagKind also[] = {FLAG_FORMAT, FLAG_TEXT,   FLAG_MEMORY,
                                    FLAG_TIME,   FLAG_OUTPUT, FLAG_SOURCE};
    unsigned given = w->given;
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        given &= ~(1U << also[i]);
    if (!(w->given & 1U << FLAG_FORMAT))
        return check_report(l, w);
    if (!given)
        return COMMAND_RUN;
    sink_put(w->err, "catgut: `--format` stands alone, but for texts and limits\n"
                     "try catgut --help\n");
    return COMMAND_WRONG;
}

/* Jobs are of one script in a file, and say nothing that has another form. */
static Command
check_jobs(const CommandLine *l, const Walk *w)
{
    const char *option = l->jobs ? "--jobs" : l->job ? "--job" : "--join";
    bool alone = l->join || (!l->session.json && !l->session.keep_going && !l->report);
    if (!l->jobs && !l->job && !l->join)
        return check_format(l, w);
    if (l->interactive || l->session.stage || !alone || (l->jobs && (l->job || l->join)) ||
        (l->job && l->join))
        return write_mistake(w, "", option, strlen(option), " goes with limits alone");
    if (!l->jobs && l->inputs.count)
        return write_mistake(w, "", option, strlen(option), " takes no other file");
    bool one = l->inputs.count == 1 && !l->inputs.at[0].is_text &&
               strcmp(l->inputs.at[0].text, "-") != 0;
    if (l->jobs && !one)
        return write_mistake(w, "", option, strlen(option), " wants a folder and one script");
    return check_report(l, w);
}

/* What is written to a file that is read: then either is lost. */
static Command
check_output(const CommandLine *l, const Walk *w)
{
    bool reads = !l->inputs.count && !l->job && !l->join;
    const char *lost = reads && file_is_output("-") ? "-" : NULL;
    for (size_t i = 0; i < l->inputs.count && !lost; i++)
        if (!l->inputs.at[i].is_text && file_is_output(l->inputs.at[i].text))
            lost = l->inputs.at[i].text;
    if (!lost)
        return check_jobs(l, w);
    lost = strcmp(lost, "-") == 0 ? "standard input" : lost;
    return write_mistake(w, "", lost, strlen(lost),
                         " is to be read, and is where standard output goes: behind > a shell "
                         "empties it\nwrite to another file, and rename that");
}

Command
command_read(CommandLine *l, int argc, char *const *argv, Sink *err)
{
    *l = (CommandLine){0};
    catgut_options(&l->session);
    Walk w = {argv + (argc > 0), argv + argc, err, 0};
    bool files_only = false;
    Command c = COMMAND_RUN;
    while (w.next < w.end && c == COMMAND_RUN) {
        const char *argument = *w.next++;
        if (files_only || argument[0] != '-' || argument[1] == '\0')
            array_push(&l->inputs, ((Input){false, argument}));
        else if (strcmp(argument, "--") == 0)
            files_only = true;
        else if (argument[1] == '-')
            c = read_long(l, &w, argument);
        else
            c = read_short(l, &w, argument);
    }
    if ((c == COMMAND_MCP || c == COMMAND_LSP) && argc != 2)
        return write_mistake(&w, "", c == COMMAND_MCP ? "--mcp" : "--lsp", 5,
                             " stands alone: scripts come in its messages");
    if (c == COMMAND_KERNEL && !is_alone(l, &w, FLAG_KERNEL))
        return write_mistake(&w, "", "--install-kernel", 16, " stands alone");
    if (c == COMMAND_RUN && (w.given & 1U << FLAG_NOTEBOOK) && !is_alone(l, &w, FLAG_NOTEBOOK))
        return write_mistake(&w, "", "--to-notebook", 13, " stands alone with its script");
    return c == COMMAND_RUN ? check_output(l, &w) : c;
}

void
command_clear(CommandLine *l)
{
    array_clear(&l->inputs);
}

/* ---- help ---- */

void
command_help(Sink *out)
{
    sink_put(out,
             "usage: catgut [OPTION]... [FILE]...\n"
             "\n"
             "Runs scripts of causal reasoning with string diagrams, exactly.  Without FILE and\n"
             "-e it is a prompt, or reads standard input when that is no terminal.  A FILE called\n"
             "- is standard input.\n"
             "\n"
             "  -e STATEMENTS          run this text (may be repeated, in order with the files)\n"
             "  -i                     then start the prompt\n"
             "  -k                     go on after failed checks, and count them at the end\n"
             "  --json                 results and errors as one JSON object a line\n"
             "  --digits N             significant digits of decimals, 1 to 1000 (6)\n");
    sink_put(out,
             "  --checks N             check estimands up to a chance of 2^-(100 N), 0: not (1)\n"
             "  --scale N              the size of pictures in files, 2 for twice as large (1)\n"
             "  --max-memory SIZE      for each evaluation: 512M, 2G, 0 for no limit (2G)\n"
             "  --max-time TIME        for a run, or a line of the prompt: 30s (no limit)\n"
             "  --threads N            the most that reckon at once (as many as processors)\n"
             "  --max-output SIZE      what a run, or a line of the prompt, may write (256M)\n"
             "  --max-source SIZE      the longest text that is read (64M)\n"
             "  --no-files             scripts may not write files, nor read beyond the library\n"
             "  --allow-odbc           scripts may connect to databases: import \"odbc:...\"\n"
             "  --stage=STAGE          show a stage of the way instead of results: tokens, ast,\n"
             "                         diagram, network or plan\n"
             "  --report FILE          also write a page, HTML, of the scripts and all they give\n"
             "  --format               print FILE as it would best be laid out, and do not run it\n"
             "  --lsp                  serve an editor: the Language Server Protocol\n"
             "  --mcp                  serve language models: the Model Context Protocol\n"
             "  --jobs DIR FILE        write what of FILE is much work to a new folder, as jobs\n"
             "  --job FILE             run one of these jobs, here or elsewhere\n"
             "  --join DIR             when all are done: print what FILE by itself would\n"
             "  --to-notebook FILE     print this script as a notebook of Jupyter\n"
             "  --install-kernel       make Catgut known to Jupyter, for notebooks\n"
             "  --version              print the version\n"
             "  -h, --help             print this\n"
             "\n"
             "Exit status: 0 all well; 1 a check failed or a statement was wrong; 2 wrong command\n"
             "line or unreadable file; 3 a limit was reached; 130 interrupted.\n"
             "\n"
             "example: catgut -e 'type T = {a, b}  state s : T = 1/3|a> + 2/3|b>  show s'\n");
}

void
command_version(Sink *out)
{
    sink_put(out, "catgut " CATGUT_VERSION "\n");
}
