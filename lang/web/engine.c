/* engine.c -- the library for JavaScript: what catgut.h promises, with numbers and addresses of
 * memory alone.  Texts end in NUL; JavaScript puts them into memory from malloc, and reads results
 * while it is called. */
#include "lang/catgut.h"

#include <stdlib.h>
#include <string.h>

#ifdef __wasm__

#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(name) __attribute__((import_module("catgut"), import_name(name)))

/* The complaints of a result come before it. */
IMPORT("complaint")
void web_complaint(int warning, const char *code, const char *message, const char *help,
                   const char *file, size_t start, size_t end, const char *text);
IMPORT("result")
int web_result(size_t start, size_t end, int status, const char *text, const char *errors,
               const char *json, const char *html, const char *svg, const char *latex);
IMPORT("word") void web_word(const char *word);
/* As CatgutOptions has it. */
IMPORT("progress") void web_progress(double done, double total);

/* ---- a session ---- */

EXPORT("allocate")
void *
web_allocate(size_t bytes)
{
    return malloc(bytes);
}

EXPORT("release")
void
web_release(void *p)
{
    free(p);
}

static void
progress(void *who, uint64_t done, uint64_t total)
{
    (void)who;
    web_progress((double)done, (double)total);
}

/* conversation: as on the page, else as a script runs. */
EXPORT("open")
Catgut *
web_open(int conversation, int keep_going, int digits, const char *library)
{
    CatgutOptions o;
    catgut_options(&o);
    o.conversation = conversation;
    o.keep_going = keep_going;
    o.digits = digits;
    o.library = library;
    o.progress = progress;
    return catgut_open(&o);
}

EXPORT("close")
void
web_close(Catgut *c)
{
    catgut_close(c);
}

static bool
hear(void *who, const CatgutResult *r)
{
    (void)who;
    for (size_t i = 0; i < r->complaint_count; i++) {
        const CatgutComplaint *x = &r->complaints[i];
        web_complaint(x->warning, x->code, x->message, x->help, x->file, x->start, x->end,
                      x->text);
    }
    return web_result(r->start, r->end, r->status, r->text, r->errors, r->json, r->html, r->svg,
                      r->latex);
}

EXPORT("run")
int
web_run(Catgut *c, const char *name, const char *text, size_t count)
{
    return catgut_run(c, name, text, count, hear, NULL);
}

EXPORT("run_file")
int
web_run_file(Catgut *c, const char *path)
{
    return catgut_run_file(c, path, hear, NULL);
}

/* ---- what helps who writes ---- */

/* Hands over the words, and returns the byte from which each would replace the text. */
EXPORT("complete")
size_t
web_complete(Catgut *c, const char *text, size_t count)
{
    CatgutWords *w = catgut_complete(c, text, count);
    size_t start = w ? w->start : count;
    for (size_t i = 0; w && i < w->count; i++)
        web_word(w->words[i]);
    catgut_free(w);
    return start;
}

/* NULL: nothing is known of it. */
EXPORT("help")
char *
web_help(Catgut *c, const char *word)
{
    return catgut_help(c, word, 0);
}

EXPORT("style")
char *
web_style(Catgut *c)
{
    return catgut_style(c);
}

#endif
