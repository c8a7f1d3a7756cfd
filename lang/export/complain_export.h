/* complain_export.h -- complaints about what is written for other programs: E230 to E232, E243. */
#ifndef CATGUT_EXPORT_COMPLAIN_EXPORT_H
#define CATGUT_EXPORT_COMPLAIN_EXPORT_H

#include "lang/complain/complain.h"
#include "lang/value/value.h"

#include <stdbool.h>

/* No format is written that holds such a value; format: the one that was asked for ("a graph of
 * dagitty"), or NULL. */
bool complain_export_value(Complainer *c, Span at, const Value *found, const char *format);
/* The name of the file tells no format that is written; endings: of those that are. */
bool complain_export_ending(Complainer *c, Span at, const char *path, const char *endings);
/* The file is called as those of a format are ("a graph of dagitty") that holds something else;
 * `write`: how that would be exported. */
bool complain_export_kind(Complainer *c, Span at, const char *path, const char *format,
                          const char *found, const char *write);
/* The file is not called as files of the format are. */
bool complain_export_as(Complainer *c, Span at, const char *path, const char *format,
                        const char *ending);
/* A format that is only read. */
bool complain_only_read(Complainer *c, Span at, const char *format);
/* A name that the format has no way to write. */
/* A class of models, where there are arrows alone. */
bool complain_unsaid_lines(Complainer *c, Span at, const char *format);
bool complain_unsaid_name(Complainer *c, Span at, Name name, const char *format);

#endif
