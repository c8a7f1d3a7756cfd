/* complain_file.c -- complaints about files that are read and written; see complain_file.h. */
#include "lang/complain/complain_file.h"

#include "lang/text/excerpt.h"

#include <string.h>
#include <strings.h>

bool
complain_lost(Complainer *c, Span at, Name name, Span failed, bool import)
{
    char found[80];
    size_t line, column;
    source_place(failed.source, failed.start, &line, &column);
    return complain(c, "E174", at,
                    "Nothing more is said of what is missing for this reason.",
                    "`%s` is not there, since the %s at %s:%zu failed",
                    quote_text(found, name, strlen(name)), import ? "import" : "statement",
                    failed.source->name, line);
}

bool
complain_not_text(Complainer *c, Span at, const Source *s, size_t place)
{
    char found[80];
    const unsigned char *text = (const unsigned char *)s->text;
    bool wide = s->count > 1 && ((text[0] == 0xff && text[1] == 0xfe) ||
                                 (text[0] == 0xfe && text[1] == 0xff));
    return complain(c, "E001", at,
                    wide ? "It is in UTF-16: save it as UTF-8."
                         : "Only plain text, UTF-8, can be read.",
                    "`%s` is not text: byte 0x%02x at offset %zu",
                    quote_text(found, s->name, strlen(s->name)), text[place], place);
}

bool
complain_import_kind(Complainer *c, Span at, Name name)
{
    static const char *const data[] = {".json", ".xlsx", ".ods", ".dat"};
    const char *dot = strrchr(name, '.');
    char found[80], help[300];
    bool is_data = false;
    quote_text(found, name, strlen(name));
    for (size_t i = 0; dot && i < sizeof data / sizeof *data; i++)
        is_data = is_data || strcasecmp(dot, data[i]) == 0;
    snprintf(help, sizeof help,
             "The ending tells the format of a file, or a word does: import \"%.60s\" as m from "
             "dagitty; `:help import` lists them.",
             found);
    return complain(c, "E110", at,
                    is_data ? "Save the table as .csv: import \"x.csv\" as omega of lung." : help,
                    "`%s` is neither a script (.diag) nor a file of a known format", found);
}

bool
complain_foreign_run(Complainer *c, const char *path, const char *what)
{
    char found[80];
    return complain(c, "E110", (Span){0},
                    "It is imported under a name, by a script or at the prompt; `:help import` "
                    "tells how.",
                    "`%s` is %s, and no script to be run", quote_text(found, path, strlen(path)),
                    what);
}

bool
complain_notebook_run(Complainer *c, const char *path)
{
    char found[80];
    return complain(c, "E110", (Span){0},
                    "Jupyter opens it: `catgut --install-kernel` makes Catgut known there.",
                    "`%s` is a notebook, and no script to be run",
                    quote_text(found, path, strlen(path)));
}

bool
complain_import_as(Complainer *c, Span at)
{
    return complain(c, "E111", at, "Write import \"x.diag\", no more.",
                    "a .diag file is imported as it is, without another name");
}

bool
complain_import_missing(Complainer *c, Span at, const char *library, const char *name,
                        const char *why)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E112", at,
                       library ? "It is looked for beside the importing file, then in the "
                                    "standard library."
                                  : "It is looked for beside the importing file: there is no "
                                    "standard library here.",
                       "cannot import `%s`: %s", quote_text(found, name, strlen(name)), why);
}

bool
complain_compressed(Complainer *c, Span at, Name file, bool absent)
{
    char found[80];
    quote_text(found, file, strlen(file));
    if (absent)
        return complain(c, "E173", at, "Expand it with gunzip first; Debian has zlib as zlib1g.",
                        "`%s` is compressed, and there is no zlib here", found);
    return complain(c, "E173", at, "Is it whole? `gunzip -t` says more.",
                    "`%s` is compressed, but cannot be expanded", found);
}

bool
complain_import_cycle(Complainer *c, Span at, const char *path)
{
    char found[80];
    return complain(c, "E113", at, "Move what both need into a third file.",
                    "this import goes round in a circle: `%s` is still being read",
                    quote_text(found, path, strlen(path)));
}

bool
complain_import_depth(Complainer *c, Span at, int limit)
{
    return complain(c, "E114", at, "Import the innermost files first, from one script.",
                    "imports are nested deeper than %d", limit);
}

bool
complain_no_files(Complainer *c, Span at)
{
    return complain(c, "E115", at, "The standard library can be imported all the same.",
                    "--no-files forbids reading this file");
}

bool
complain_no_writing(Complainer *c, Span at)
{
    return complain(c, "E115", at, "What is drawn or plotted without `to` is printed instead.",
                    "--no-files forbids writing this file");
}

bool
complain_unreadable(Complainer *c, const char *path, const char *why)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E116", (Span){0}, NULL,
                       "cannot read `%s`: %s", quote_text(found, path, strlen(path)), why);
}

bool
complain_source_too_large(Complainer *c, Span at, const char *path)
{
    char found[80];
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E106", at,
                       "Allow more with --max-source; 2 GiB is the most.",
                       "too large: `%s` is longer than a text may be",
                       quote_text(found, path, strlen(path)));
}

bool
complain_unwritable(Complainer *c, Span at, const char *path, const char *why)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E117", at,
                       "Files are written relative to the working folder.", "cannot write `%s`: %s",
                       quote_text(found, path, strlen(path)), why);
}

bool
complain_was_read(Complainer *c, Span at, const char *path)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E118", at,
                       "Write to another file: this one would be lost.",
                       "`%s` has been read by this program, so it is not written over",
                       quote_text(found, path, strlen(path)));
}

bool
complain_not_ours(Complainer *c, Span at, const char *path)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E118", at,
                       "Write to another file, or take this one away first.",
                       "`%s` is there already and was not written by Catgut, or not by it alone, "
                       "so it is not written over",
                       quote_text(found, path, strlen(path)));
}

bool
complain_is_source(Complainer *c, Span at, const char *path)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E118", at,
                       "Write to another file: this one would be lost.",
                       "`%s` is a script or a network, so it is not written over",
                       quote_text(found, path, strlen(path)));
}

bool
complain_not_a_page(Complainer *c, Span at, const char *path)
{
    char found[80];
    return complain(c, "E119", at, "Call the file NAME.html or NAME.htm.",
                    "no page is written to `%s`", quote_text(found, path, strlen(path)));
}
