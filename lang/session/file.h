/* file.h -- files that statements read and write. */
#ifndef CATGUT_SESSION_FILE_H
#define CATGUT_SESSION_FILE_H

#include "lang/session/session.h"
#include "lang/text/file_name.h"

/* A file that is there: its path as it is said in messages, and its real one. */
typedef struct FoundFile {
    char *path, *real;
} FoundFile;

/* Writes the text to the file of this name.  A plain file is written under another name beside it
 * first, and renamed when it is complete, so that no half-written file is ever seen; a terminal or
 * a pipe is written to directly.  Relative names start at the working folder.  False, after a
 * complaint at `at`: writing failed, or --no-files forbids it, or the program has read this file,
 * or its name is that of a script or a network, or what is there is not of Catgut (text/mark.h). */
bool file_write(Session *s, const char *path, const Sink *text, Span at);
/* May a conversation write its statements there?  Yes where nothing is yet, and over what it has
 * written so itself and not read since. */
bool file_takes_script(const Session *s, const char *path);
/* The same as file_write for such a file. */
bool file_write_script(Session *s, const char *path, const Sink *text);
/* The same with the file that a node names. */
bool write_file(Session *s, const Node *file, const Sink *text);
/* The same, also to a file that is called as networks are. */
bool write_exported(Session *s, const Node *file, const Sink *text);
/* The same with a file that is the caller's and no statement's, whatever is there. */
bool file_replace(Session *s, const char *path, const Sink *text);
/* Remembers the file of this descriptor, so that no statement overwrites it. */
void session_note_read(Session *s, int fd);
/* Is it a table in a text file, by its suffix, in any case? */
bool path_is_table(const char *path);
/* The same of one that is not compressed. */
bool path_is_plain_table(const char *path);
/* A descriptor that reads the file and never waits, or -1 with errno; it is noted as read. */
int source_open(Session *s, const char *path);
/* Some bytes from a descriptor, none at its end; it waits no longer than the budget says.  False:
 * errno, or the budget, says why. */
bool source_read_part(Session *s, int fd, char *to, size_t room, size_t *count);
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
