/* notes.c -- see notes.h. */
#include "lang/text/notes.h"

#include <string.h>

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Piece
piece_trimmed(Piece p)
{
    while (p.count && is_blank(p.text[p.count - 1]))
        p.count--;
    while (p.count && is_blank(*p.text))
        p.text++, p.count--;
    return p;
}

Piece
piece_next_line(Piece *p)
{
    const char *end = memchr(p->text, '\n', p->count);
    Piece line = {p->text, end ? (size_t)(end - p->text) : p->count};
    size_t taken = line.count + (end != NULL);
    p->text += taken;
    p->count -= taken;
    return line;
}

static bool
is_note(Piece line)
{
    line = piece_trimmed(line);
    return !line.count || *line.text == '#';
}

Piece
piece_next_notes(Piece *p)
{
    Piece notes = {p->text, 0};
    while (p->count) {
        Piece rest = *p;
        if (!is_note(piece_next_line(&rest)))
            break;
        *p = rest;
        notes.count = (size_t)(p->text - notes.text);
    }
    return notes;
}

bool
notes_are_apart(Piece notes)
{
    piece_next_line(&notes);
    return memchr(notes.text, '\n', notes.count) != NULL;
}

Piece
note_words(Piece line, bool *lines)
{
    line = piece_trimmed(line);
    while (line.count && *line.text == '#')
        line.text++, line.count--;
    Piece words = piece_trimmed(line);
    *lines = words.count && words.text - line.text > 2;
    return *lines ? (Piece){line.text + 3, line.count - 3} : words;
}

Piece
notes_next_title(Piece *notes)
{
    bool lines;
    Piece rest = *notes;
    Piece title = piece_trimmed(note_words(piece_next_line(&rest), &lines)), next = rest;
    Piece after = piece_trimmed(piece_next_line(&next));
    bool ends = title.count && strchr(".!?", title.text[title.count - 1]) != NULL;
    bool alone = after.count == 0 || (after.count == 1 && *after.text == '#');
    if (!title.count || !(ends || alone))
        return (Piece){title.text, 0};
    if (title.text[title.count - 1] == '.')
        title.count--;
    *notes = rest;
    return title;
}

uint32_t
statement_end(const Source *source, uint32_t from, uint32_t end)
{
    while (end > from) {
        uint32_t start = end; /* of the line that ends there */
        while (start > from && source->text[start - 1] != '\n')
            start--;
        Piece line = {source->text + start, end - start};
        if (!is_note(line) || start == from)
            return end;
        end = start - 1; /* before the line end */
    }
    return end;
}
