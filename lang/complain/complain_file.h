/* complain_file.h -- complaints about files that are read and written: E110 to E119, E173. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_FILE_H
#define CATGUT_COMPLAIN_COMPLAIN_FILE_H

#include "lang/complain/complain.h"

#include <stdbool.h>

bool complain_source_too_large(Complainer *c, Span at, const char *path);
bool complain_unwritable(Complainer *c, Span at, const char *path, const char *why);
/* A name that an import would have given, which failed there. */
bool complain_lost(Complainer *c, Span at, Name name, Span failed, bool import);
/* The text at fault begins with what no text has, a byte at that place first. */
bool complain_not_text(Complainer *c, Span at, const Source *s, size_t place);
bool complain_import_kind(Complainer *c, Span at, Name name);
/* A file of another program where a script is run: "a network in BIF". */
bool complain_foreign_run(Complainer *c, const char *path, const char *what);
bool complain_notebook_run(Complainer *c, const char *path);
bool complain_import_as(Complainer *c, Span at);
/* library: the folder of the standard library, or NULL */
bool complain_import_missing(Complainer *c, Span at, const char *library, const char *name,
                             const char *why);
/* It is compressed, and is broken, or cannot be expanded here at all. */
bool complain_compressed(Complainer *c, Span at, Name file, bool absent);
bool complain_import_cycle(Complainer *c, Span at, const char *path);
bool complain_import_depth(Complainer *c, Span at, int limit);
bool complain_no_files(Complainer *c, Span at);
bool complain_no_writing(Complainer *c, Span at);
bool complain_unreadable(Complainer *c, const char *path, const char *why);
bool complain_was_read(Complainer *c, Span at, const char *path);
bool complain_not_ours(Complainer *c, Span at, const char *path);
bool complain_is_source(Complainer *c, Span at, const char *path);
bool complain_not_a_page(Complainer *c, Span at, const char *path);

#endif
