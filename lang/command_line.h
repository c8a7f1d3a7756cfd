/* command_line.h -- the command line.
 *
 * Long options take `--name value` or `--name=value`, short ones may be joined (-ki, -e'show 1');
 * files and options stand in any order, and after `--` all are files. */
#ifndef CATGUT_COMMAND_LINE_H
#define CATGUT_COMMAND_LINE_H

#include "base/array.h"
#include "base/sink.h"
#include "lang/catgut.h"

typedef enum Command {
    COMMAND_RUN,
    COMMAND_HELP,    /* print command_help and leave */
    COMMAND_VERSION, /* print command_version and leave */
    COMMAND_MCP,     /* serve as a tool and leave: mcp.h */
    COMMAND_LSP,     /* serve an editor and leave: editor/lsp.h */
    COMMAND_KERNEL,  /* tell Jupyter of the kernel and leave: kernel/kernel_spec.h */
    COMMAND_WRONG    /* complained; leave with EXIT_USAGE */
} Command;

/* A file, or the text of -e; a file called "-" is standard input. */
typedef struct Input {
    bool is_text;
    const char *text;
} Input;

/* The texts are argv's own. */
typedef struct CommandLine {
    CatgutOptions session; /* but for what the terminal tells */
    ARRAY(Input) inputs;   /* in the order of the command line */
    bool interactive;
    const char *report;    /* the file of a page about it all; NULL: none */
    const char *jobs;      /* the folder to which the jobs of the only input are written, or NULL */
    const char *job;       /* a job to be run, or NULL */
    const char *join;      /* a folder whose jobs are to be joined, or NULL */
} CommandLine;

/* Fills it afresh, to be cleared in any case.  The first --help or --version wins over what comes
 * after it. */
Command command_read(CommandLine *l, int argc, char *const *argv, Sink *err);
void command_clear(CommandLine *l);
void command_help(Sink *out);
void command_version(Sink *out);
/* 2G, 512M, 100 (bytes); 30s, 500ms, 2m, 1h, 1.5 (seconds, in nanoseconds).  False: not such a
 * text, or too large for the type. */
bool size_read(const char *text, uint64_t *bytes);
bool time_read(const char *text, int64_t *nanoseconds);

#endif
