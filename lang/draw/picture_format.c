/* picture_format.c -- the formats of pictures, by word and by suffix; see picture_format.h. */
#include "lang/draw/picture_format.h"

#include "lang/text/file_name.h"

#include <string.h>

/* ---- where it goes ---- */

const char picture_suffixes[] = ".svg, .tex, .dot, .txt, .png or .pdf";

typedef struct FormatName {
    const char *suffix;
    const char *as; /* NULL: it is not printed */
} FormatName;

static const FormatName formats[] = {
    [FORMAT_TEXT] = {".txt", "text"}, [FORMAT_SVG] = {".svg", "svg"},
    [FORMAT_TIKZ] = {".tex", "tikz"}, [FORMAT_DOT] = {".dot", "dot"},
    [FORMAT_PNG] = {".png", NULL},    [FORMAT_PDF] = {".pdf", NULL}};

PictureFormat
picture_format_of_file(const char *path)
{
    for (size_t i = FORMAT_TEXT; i < FORMAT_NONE; i++)
        if (file_has_ending(path, formats[i].suffix))
            return (PictureFormat)i;
    return FORMAT_NONE;
}

PictureFormat
picture_format_named(const char *as)
{
    for (size_t i = FORMAT_TEXT; i < FORMAT_NONE; i++)
        if (formats[i].as && strcmp(as, formats[i].as) == 0)
            return (PictureFormat)i;
    return FORMAT_NONE;
}

const char *
picture_suffix(PictureFormat f)
{
    return formats[f].suffix;
}
