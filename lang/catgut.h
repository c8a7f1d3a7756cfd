/* catgut.h -- Catgut as a library: the door that every face uses, the program itself among them.
 *
 * A session is opened with limits; texts of the language are run in it, and each statement's result
 * is handed to the caller, in all the forms it has, or its text alone as it comes (`write`).
 * Sessions share nothing: two threads may use two of them at the same time, one at a time one
 * session.  Nothing is printed and no call ends the process; where the system refuses memory, the
 * call says so (CATGUT_NO_MEMORY) and that session is good for nothing but catgut_close.
 *
 * A call that runs something may have threads of its own work for it (CatgutOptions.threads), which
 * take no signals and have ended when it returns.  Listeners are called in the caller's thread.
 *
 * Of the whole process: GMP takes its memory from malloc through functions of ours, from the first
 * catgut_open on (a caller's own number for which there is none ends the process with status 3, as
 * GMP's own do with another), and strerror is called, which threads may do where the C library is
 * glibc from 2.32 on, or musl.  cddlib, which `bounds` uses, does not look whether it got memory:
 * the system is asked before, for about what it takes.
 *
 * Texts are UTF-8 and end in NUL; what a call wants takes a length as well where NULs may be
 * inside.  Texts in a result live until the listener returns.  What a call returns as `char *` or
 * as a struct is the caller's, to be given back by catgut_free. */
#ifndef CATGUT_H
#define CATGUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CATGUT_API __attribute__((visibility("default")))

/* The major number counts changes that old callers would notice. */
#define CATGUT_MAJOR 0
#define CATGUT_MINOR 1
#define CATGUT_PATCH 0

/* "0.1.0": which library is at work. */
CATGUT_API const char *catgut_version(void);

typedef struct Catgut Catgut;

/* What a call or a statement ended with: the exit statuses of the program. */
enum {
    CATGUT_OK = 0,
    CATGUT_WRONG = 1,     /* a mistake, a check that failed, a no */
    CATGUT_USAGE = 2,     /* a file that cannot be read or written */
    CATGUT_LIMIT = 3,     /* a limit was reached */
    CATGUT_NO_MEMORY = 4, /* the system refused memory */
    CATGUT_INTERRUPTED = 130
};

/* What is said: results, or a stage of the way to them; or, without running it, a text in another
 * form: laid out as by catgut_format, every byte of its words as it is; or as a notebook of
 * Jupyter, comments as Markdown, statements as cells of code, without outputs. */
typedef enum CatgutStage {
    CATGUT_RESULTS,
    CATGUT_TOKENS,
    CATGUT_AST,
    CATGUT_DIAGRAM,
    CATGUT_NETWORK,
    CATGUT_PLAN,
    CATGUT_LAYOUT,
    CATGUT_NOTEBOOK
} CatgutStage;

/* Start from catgut_options.  Members are only ever added at the end. */
typedef struct CatgutOptions {
    size_t size; /* of this struct, as the caller knows it */
    uint64_t max_memory, max_source, max_output; /* bytes; 0: no limit.  Output is all that a call
                                                    says, as text and, for a listener, as JSON */
    int64_t max_time; /* nanoseconds for each call that runs something; 0: no limit */
    bool no_files;    /* no file is written, and none is read but the standard library */
    bool allow_odbc;  /* states may live in databases that ODBC reaches */
    bool keep_going;  /* what follows a mistake is run all the same, as in a conversation */
    bool conversation; /* as at a prompt: a bare expression is shown, a name may be defined again,
                          `%` is the last value, catgut_undo works */
    bool ascii;       /* drawings as text use ASCII alone */
    int digits;       /* significant ones of decimals, 1 to 1000 */
    int width;        /* columns that drawings and tables may take */
    int prose;        /* columns after which sentences break; 0: they do not */
    const char *library; /* the folder of the standard library; NULL: where it is installed */
    /* About ten times a second, from a second on, while something is reckoned; total is 0 where it
     * is not known.  May be NULL. */
    void (*progress)(void *who, uint64_t done, uint64_t total);
    void *who; /* for progress and write */

    /* Takes what is said as it comes, whole lines, and no listener is called then; errors: it
     * belongs on standard error.  text is NULL where a statement has ended, and what was written
     * should be seen.  False: it could not be written, and the run ends.  The time it takes is
     * nobody's.  Bytes that could act on a terminal come as \xNN.  May be NULL. */
    bool (*write)(void *who, bool errors, const char *text, size_t count);
    bool json;                  /* to `write`: JSON, an object a line */
    bool page;                  /* with `write`: catgut_write_page can be called */
    bool remember;              /* catgut_converse will be called */
    bool color, color_errors;   /* texts, complaints have the colours of a terminal */
    bool shorten;               /* long fractions lose their middle */
    int prose_errors;           /* as prose, for complaints; 0: the same, -1: they do not break */
    int percent;                /* the size of pictures in files */
    uint32_t checks;            /* an estimand is checked up to a chance of 2^-(100 of these) */
    CatgutStage stage;
    bool read_only;     /* no file is written; a statement that would write one is no mistake */
    const char *folder; /* where a text's imports are looked for first; NULL: working folder */
    uint32_t threads;   /* the most that reckon at once; 0: as many as there are processors */
} CatgutOptions;

/* No files are forbidden, limits are those of the program, there is no conversation.  size: of the
 * struct that the caller knows. */
CATGUT_API void catgut_options_of(CatgutOptions *o, size_t size);
/* For callers who know its members up to `who`; in C the macro, which takes the struct as it is. */
CATGUT_API void catgut_options(CatgutOptions *o);
#define catgut_options(o) catgut_options_of((o), sizeof *(o))

/* o: NULL for those of catgut_options; they and what they point at may go afterwards.  NULL: the
 * system refused memory, the size is not that of a CatgutOptions, or digits are out of range. */
CATGUT_API Catgut *catgut_open(const CatgutOptions *o);
/* NULL is allowed. */
CATGUT_API void catgut_close(Catgut *c);
/* As if opened again: all is forgotten but the totals, the page, and which files were read, which
 * no statement writes over.  CATGUT_OK or CATGUT_NO_MEMORY. */
CATGUT_API int catgut_begin_again(Catgut *c);

/* A mistake, or a warning (which has no code and changes no status). */
typedef struct CatgutComplaint {
    bool warning;
    const char *code;    /* "E052", or "" */
    const char *verdict; /* "wrong", "not identifiable", "undefined", "gave up"; "" of a warning */
    const char *message; /* a sentence */
    const char *help;    /* what to do, or "" */
    const char *file;    /* the text in which it is, as it was named; "" where it has no place */
    size_t start, end;   /* bytes of that text */
    size_t line, column; /* of start, from 1; the column counts characters.  0: no place */
    const char *text;    /* as the program prints it: place, sentence, line with a caret, help */
    const char *fix;     /* where it is sure what was meant: what start to end should be; or "" */
} CatgutComplaint;

/* What a statement said.  A form that it does not have is "".  The statements of an import come one
 * by one, at the end of what stands before it. */
typedef struct CatgutResult {
    size_t start, end; /* bytes of the text that runs */
    int status;        /* of this statement */
    const char *text;   /* as the program prints it; where a limit cut it off, lines till then */
    const char *errors; /* what it prints on standard error: complaints, and what belongs there */
    const char *json;   /* lines, one object each; complaints are among them, but no warnings */
    const char *html;  /* to be put into a page that has the style of catgut_style */
    const char *svg;   /* a picture, as a file */
    const char *latex; /* a formula, without a frame */
    const CatgutComplaint *complaints;
    size_t complaint_count;
} CatgutResult;

/* Hears each result, of those statements that said something.  False: no more is wanted, and the
 * run ends.  It may call catgut_interrupt, and nothing else with this session. */
typedef bool CatgutListener(void *who, const CatgutResult *r);

/* Runs a text: statement by statement, to the first mistake or, with keep_going, to the end.
 * name: as complaints call it.  Imports are looked for in the working folder, then in the standard
 * library.  hear may be NULL.  Returns the highest status.  An interrupt from before is
 * forgotten. */
CATGUT_API int catgut_run(Catgut *c, const char *name, const char *text, size_t count,
                          CatgutListener *hear, void *who);
/* The same with a file, beside which its imports are looked for first.  In a conversation too a
 * mistake ends it, without keep_going. */
CATGUT_API int catgut_run_file(Catgut *c, const char *path, CatgutListener *hear, void *who);
/* The same with all that comes from a descriptor, which stays the caller's. */
CATGUT_API int catgut_run_input(Catgut *c, int fd, const char *name, CatgutListener *hear,
                                void *who);

/* Stops what runs, within a tenth of a second; from any thread, or from a signal handler. */
CATGUT_API void catgut_interrupt(Catgut *c);

/* So far: checks that held, and mistakes. */
CATGUT_API void catgut_totals(const Catgut *c, size_t *passed, size_t *failed);

/* Writes a page, HTML, about all that has run, to a file, even where files are forbidden, but not
 * over one that Catgut did not write.  Returns a status, and says what went wrong; without the
 * option `page` there is nothing to write, which is CATGUT_WRONG. */
CATGUT_API int catgut_write_page(Catgut *c, const char *path);

/* ---- many machines ---- */

/* Writes what is worth dividing of all that a script asks as jobs, to a folder that is empty or not
 * there, or to one where all jobs of this script are done: then what depended on them is added.  A
 * job is part of one elimination, and needs the folder alone.  What is said is how many there are.
 * The script runs in a session of its own, which says nothing but its first mistakes, and writes no
 * files.  Returns a status; unless it is CATGUT_OK the folder is as it was. */
CATGUT_API int catgut_make_jobs(Catgut *c, const char *folder, const char *path,
                                CatgutListener *hear, void *who);
/* Runs one job, within the memory that the session had which made it: `path`.done is what comes of
 * it, and there is either all of that or nothing.  To run it again changes nothing. */
CATGUT_API int catgut_run_job(Catgut *c, const char *path, CatgutListener *hear, void *who);
/* Runs the script whose jobs are done, as catgut_run_file would, which says the same; the script is
 * looked for in the working folder if its path was relative.  Is a job missing, nothing is run. */
CATGUT_API int catgut_join_jobs(Catgut *c, const char *folder, CatgutListener *hear, void *who);

/* Drawings and tables may take so many columns from here on. */
CATGUT_API void catgut_set_width(Catgut *c, int width);

/* ---- a conversation ---- */

/* From here on it is one, and what has run can no longer be taken back.  fd: where it is typed, in
 * a file that no statement writes over; or -1. */
CATGUT_API void catgut_converse(Catgut *c, int fd);

/* A command of the prompt (`:names`, `:load FILE`, ...), but for those that are about the prompt
 * itself (`:quit`, `:set`); what it says is one result, but of `:load` and `:reload` one for each
 * statement, with bytes of that file.  CATGUT_NO_COMMAND: the line is none.
 * `names` without its colon is told apart from a statement, and said to want it. */
enum { CATGUT_NO_COMMAND = -1 };
CATGUT_API int catgut_command(Catgut *c, const char *line, size_t count, CatgutListener *hear,
                              void *who);

/* Takes back the last statement of a conversation that changed something.  False: there is none. */
CATGUT_API bool catgut_undo(Catgut *c);

/* A text that is typed line by line, each without its end, reading on where the last one ended.
 * Returns 0 where it is whole or longer than it may be: run it; else CATGUT_OPEN and, where a
 * bracket or a brace is open in it, or a text in three quotes, those; `open` as for
 * catgut_is_whole.  A run, or a NULL line, begins a new text. */
enum { CATGUT_OPEN = 1, CATGUT_IN_BRACKET = 2, CATGUT_IN_BRACE = 4 };
CATGUT_API unsigned catgut_add_line(Catgut *c, const char *line, size_t count, char open[4]);

/* Is a text whole, or does it want more?  `open`: what is open, "{", "(", "[" or "...", or "".
 * A text that has a mistake which more cannot mend is whole. */
CATGUT_API bool catgut_is_whole(Catgut *c, const char *text, size_t count, char open[4]);

/* What could stand at the end of a text, sorted. */
typedef struct CatgutWords {
    size_t count;
    size_t start; /* byte of the text from which each would replace it */
    bool quoted;  /* inside a string: a closing quote may follow */
    bool files;   /* they are paths */
    bool spaced;  /* a keyword: a blank may follow */
    const char *const *words;
} CatgutWords;

/* NULL: the system refused memory. */
CATGUT_API CatgutWords *catgut_complete(Catgut *c, const char *text, size_t count);

/* What there is to say of a word of the language, of the field, or of a code such as E052, with
 * sentences that break after so many columns (0: not at all).  NULL: nothing is known of it. */
CATGUT_API char *catgut_help(Catgut *c, const char *word, int prose);

/* The text laid out anew: blanks, the beginnings of lines, columns.  It means the same, and to lay
 * it out again changes nothing.  NULL: it cannot be read, or a limit was reached, as hear is told
 * (which may be NULL), or the system refused memory. */
CATGUT_API char *catgut_format(Catgut *c, const char *name, const char *text, size_t count,
                               CatgutListener *hear, void *who);

/* A place in a text where a name stands. */
typedef struct CatgutName {
    const char *name;
    const char *kind;  /* "type", "value", "variable", "label", or "wire" of a block */
    size_t start, end; /* bytes, with its quotes */
    size_t thing;      /* names with the same number are of the same thing */
    bool defines;      /* it is given here */
    bool unsure;       /* by its form it may be of another kind, too */
    const char *word;  /* of what defines: the word that does, "model", or "variable"; else "" */
    size_t from, to;   /* bytes of the statement; of what defines, of the part of it that does */
    size_t within;     /* of such a part: the thing it is a part of; else SIZE_MAX */
} CatgutName;

typedef struct CatgutNames {
    size_t count;
    bool other_files; /* variables and labels may stand in other files, that are imported */
    bool unread;      /* some statement cannot be read, and may have names, too */
    const CatgutName *names; /* in order of their places */
} CatgutNames;

/* The names of a text by its form: nothing is run, and what cannot be read is left out.  Its texts
 * live as long as the session.  NULL: a limit was reached, or the system refused memory. */
CATGUT_API CatgutNames *catgut_names(Catgut *c, const char *text, size_t count);

/* Where the session has a name from. */
typedef struct CatgutPlace {
    const char *file;    /* the text, as it was named; a path, where it is a file */
    size_t line, column; /* from 1; the column counts characters */
    const char *before;  /* what stands before it on its line */
} CatgutPlace;

/* The name of the file lives as long as the session.  NULL: no type and no value has the name, or
 * the system refused memory. */
CATGUT_API CatgutPlace *catgut_place(Catgut *c, const char *name);

/* The style sheet for the HTML of results.  NULL: the system refused memory. */
CATGUT_API char *catgut_style(Catgut *c);

/* NULL is allowed. */
CATGUT_API void catgut_free(void *p);

#ifdef __cplusplus
}
#endif

#endif
