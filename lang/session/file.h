/* file.h -- files that statements write. */
#ifndef CATGUT_SESSION_FILE_H
#define CATGUT_SESSION_FILE_H

#include "lang/session/session.h"

/* A file that is there: its path as it is said in messages, and its real one. */
typedef struct FoundFile {
    char *path, *real;
} FoundFile;

/* The file of this name now holds this text.  It is written beside it under another name first, and
 * renamed when all has arrived, so that nobody ever finds half of it; what is there and is no plain
 * file (a terminal, a pipe) is written to as it is.  Relative names start at the working folder.
 * False: complained, at `at`; so it is with --no-files, and where the file is one that the program
 * has read, or a script or network by its name. */
bool file_write(Session *s, const char *path, const Sink *text, Span at);
/* The same with the file that a node names. */
bool write_file(Session *s, const Node *file, const Sink *text);
/* May a page be written here: does the name end in .html or .htm, or is it a terminal, a pipe? */
bool file_takes_page(const char *path);
/* The same for what has this ending (".svg"). */
bool file_takes(const char *path, const char *ending);
/* Are both names of one file that is there? */
bool file_is_same(const char *a, const char *b);
/* Does the name end so (".svg"), and has it something before that? */
bool file_has_ending(const char *path, const char *ending);
/* What this descriptor reads is not to be written over. */
void session_note_read(Session *s, int fd);
/* A descriptor that reads the file and never waits, or -1 with errno; it is noted as read. */
int source_open(Session *s, const char *path);
/* What can be read from a descriptor, or NULL with errno, or with a budget that has stopped: it
 * waits no longer than that says. */
Source *source_of_descriptor(Session *s, int fd, const char *name, const char *folder);
/* Where no source was to be had: complains if that was for a limit, and says so. */
bool complain_source_limit(Session *s, Span at, const char *path);
/* The file as a source, or NULL with errno. */
Source *source_read_file(Session *s, const char *path);
/* Looks for folder/name; f->real stays NULL when there is no such file. */
void file_find(FoundFile *f, const char *folder, const char *name);

#endif
