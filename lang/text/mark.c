/* mark.c -- see mark.h. */
#include "lang/text/mark.h"

#include "lang/text/file_name.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define WORDS "written by Catgut"

enum { LOOK = 8192, LOOK_END = 64 }; /* so much of the beginning and of the end is looked at */

typedef enum MarkForm {
    MARK_ENDS,   /* it is these bytes, at the end */
    MARK_CHUNK,  /* these, before the chunk that ends a PNG */
    MARK_BEGINS, /* a comment near the beginning, by whoever makes the text */
    MARK_QUOTES  /* quotes around one name of the head that needs none */
} MarkForm;

typedef struct Mark {
    const char *ending;
    MarkForm form;
    const char *bytes;
} Mark;

#define HASH "# " WORDS "\n"
#define SLASHES "// " WORDS "\n"
#define PERCENT "% " WORDS "\n"
#define XML "<!-- " WORDS " -->\n"
#define BLANK " \n"

/* Its length, kind, text and check; and the length of the one behind it. */
static const char chunk[] = "\0\0\0\032tEXtSoftware\0" WORDS "\212\215\312\150";
enum { CHUNK_END = 12 };

static const Mark marks[] = {
    {".svg", MARK_ENDS, XML},      {".html", MARK_ENDS, XML},     {".htm", MARK_ENDS, XML},
    {".tex", MARK_ENDS, PERCENT},  {".pdf", MARK_ENDS, PERCENT},  {".dot", MARK_ENDS, SLASHES},
    {".gv", MARK_ENDS, SLASHES},   {".gml", MARK_ENDS, HASH},     {".lav", MARK_ENDS, HASH},
    {".lavaan", MARK_ENDS, HASH},  {".R", MARK_ENDS, HASH},       {".py", MARK_ENDS, HASH},
    {".chyp", MARK_ENDS, HASH},    {".dag", MARK_ENDS, BLANK},    {".dagitty", MARK_ENDS, BLANK},
    {".uai", MARK_ENDS, BLANK},    {".txt", MARK_ENDS, BLANK},    {".png", MARK_CHUNK, chunk},
    {".bif", MARK_BEGINS, NULL},   {".xmlbif", MARK_BEGINS, NULL}, {".xml", MARK_BEGINS, NULL},
    {".bifxml", MARK_BEGINS, NULL}, {".net", MARK_BEGINS, NULL},  {".xdsl", MARK_BEGINS, NULL},
    {".csv", MARK_QUOTES, NULL},   {".tsv", MARK_QUOTES, NULL},   {".edges", MARK_QUOTES, NULL},
};

static const Mark *
mark_of(const char *path)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (file_ends_in(path, marks[i].ending))
            return &marks[i];
    return NULL;
}

/* Where the cell that begins at `at` ends; *odd: there is something in it that may need quotes. */
static size_t
cell_end(const char *text, size_t count, size_t at, bool *odd)
{
    bool quoted = at < count && text[at] == '"';
    size_t i = at + quoted;
    *odd = false;
    for (; i < count; i++) {
        bool quote = text[i] == '"', twice = quote && i + 1 < count && text[i + 1] == '"';
        if (quoted ? quote && !twice : strchr(",\t\r\n", text[i]) != NULL)
            break;
        i += quoted && twice;
        *odd = *odd || strchr(",;\t\r\n\"", text[i]);
    }
    return i + (quoted && i < count);
}

static bool
parts_cells(char c)
{
    return c == ',' || c == '\t';
}

/* Around the first name that has none. */
static void
find_quotes(MarkPart parts[MARK_PARTS], const char *text, size_t count)
{
    bool odd;
    size_t at = 0, end = cell_end(text, count, 0, &odd);
    while (text[at] == '"' && end + 1 < count && parts_cells(text[end])) {
        at = end + 1;
        end = cell_end(text, count, at, &odd);
    }
    if (text[at] != '"') {
        parts[0] = (MarkPart){at, 1, "\""};
        parts[1] = (MarkPart){end, 1, "\""};
    }
}

void
mark_find(MarkPart parts[MARK_PARTS], const char *path, const char *text, size_t count)
{
    const Mark *m = count ? mark_of(path) : NULL;
    parts[0] = parts[1] = (MarkPart){0};
    if (!m)
        return;
    if (m->form == MARK_ENDS) {
        parts[0] = (MarkPart){count, text[count - 1] != '\n', "\n"};
        parts[1] = (MarkPart){count, strlen(m->bytes), m->bytes};
    }
    if (m->form == MARK_CHUNK && count > CHUNK_END)
        parts[0] = (MarkPart){count - CHUNK_END, sizeof chunk - 1, chunk};
    if (m->form == MARK_QUOTES)
        find_quotes(parts, text, count);
}

/* ---- is it there? ---- */

static bool
has(const char *text, size_t count, const char *bytes, size_t length)
{
    for (size_t i = 0; i + length <= count; i++)
        if (memcmp(text + i, bytes, length) == 0)
            return true;
    return false;
}

/* One name of the head is in quotes and need not be: `"X",Y`, not `"X","Y"`.  What is behind the
 * part of the head that was looked at does not count. */
static bool
has_idle_quotes(const char *text, size_t count)
{
    size_t idle = 0, at = 0;
    bool more = true;
    while (more && at < count) {
        bool odd;
        size_t end = cell_end(text, count, at, &odd);
        idle += text[at] == '"' && !odd && end < count;
        if (end < count && !strchr(",\t\r\n", text[end]))
            return false;
        more = end < count && parts_cells(text[end]);
        at = end + 1;
    }
    return idle == 1;
}

static bool
stands(const Mark *m, const char *start, size_t count, const char *end, size_t end_count)
{
    size_t n = m->form == MARK_ENDS ? strlen(m->bytes) + 1 : 0;
    switch (m->form) {
    case MARK_ENDS:
        return n <= end_count && end[end_count - n] == '\n' &&
               memcmp(end + end_count - n + 1, m->bytes, n - 1) == 0;
    case MARK_CHUNK: return has(end, end_count, chunk, sizeof chunk - 1);
    case MARK_BEGINS: return has(start, count, WORDS, strlen(WORDS));
    case MARK_QUOTES: return has_idle_quotes(start, count);
    }
    return false;
}

bool
mark_allows(const char *path)
{
    char start[LOOK], end[LOOK_END];
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode) || !about.st_size)
        return true;
    const Mark *m = mark_of(path);
    FILE *f = m ? fopen(path, "rb") : NULL;
    if (!f)
        return false;
    size_t count = fread(start, 1, sizeof start, f);
    long back = about.st_size < LOOK_END ? (long)about.st_size : LOOK_END;
    size_t end_count = fseek(f, -back, SEEK_END) == 0 ? fread(end, 1, sizeof end, f) : 0;
    fclose(f);
    return stands(m, start, count, end, end_count);
}
