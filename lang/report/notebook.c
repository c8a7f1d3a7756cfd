/* notebook.c -- see notebook.h. */
#include "lang/report/notebook.h"

#include "lang/read/reader.h"
#include "lang/text/notes.h"
#include "show/json.h"

#include <string.h>

typedef struct Notebook {
    Sink *out;
    unsigned cells;
    const char *code; /* where the cell of code begins that is not yet written; NULL: there is
                         none ... */
    const char *end;  /* ... and where it ends */
} Notebook;

/* Each line is an element, and all but the last keep their end. */
static void
put_lines(Piece text, Sink *out)
{
    sink_put(out, "   \"source\": [");
    const char *before = "\n    ";
    while (text.count) {
        const char *start = text.text;
        piece_next_line(&text);
        sink_put(out, before);
        json_write_text(start, (size_t)(text.text - start), out);
        before = ",\n    ";
    }
    sink_put(out, "\n   ]\n  }");
}

static void
open_cell(Notebook *b, const char *kind)
{
    sink_put(b->out, b->cells ? ",\n  {\n" : "\n  {\n");
    sink_print(b->out, "   \"cell_type\": \"%s\",\n", kind);
}

/* What stands after the kind, in the order of the alphabet. */
static void
put_cell_id(Notebook *b)
{
    sink_print(b->out, "   \"id\": \"%u\",\n   \"metadata\": {},\n", ++b->cells);
}

static void
close_code(Notebook *b)
{
    if (!b->code)
        return;
    open_cell(b, "code");
    sink_put(b->out, "   \"execution_count\": null,\n");
    put_cell_id(b);
    sink_put(b->out, "   \"outputs\": [],\n");
    put_lines((Piece){b->code, (size_t)(b->end - b->code)}, b->out);
    b->code = NULL;
}

/* Comments are taken for Markdown.  Lines that are indented are a block of their own there. */
static void
put_notes(Piece notes, Sink *text)
{
    bool lines, before = false;
    while (notes.count) {
        Piece words = note_words(piece_next_line(&notes), &lines);
        if (!words.count && !text->count)
            continue;
        if (lines != before && words.count && text->count)
            sink_put(text, "\n");
        sink_put(text, lines ? "    " : "");
        sink_add(text, words.text, words.count);
        sink_put(text, "\n");
        before = lines;
    }
}

static void
put_markdown(Notebook *b, Piece title, Piece notes)
{
    Sink text;
    sink_init(&text);
    if (title.count) {
        sink_put(&text, "# ");
        sink_add(&text, title.text, title.count);
        sink_put(&text, "\n");
    }
    put_notes(notes, &text);
    size_t count = text.count;
    while (count && sink_text(&text)[count - 1] == '\n')
        count--;
    open_cell(b, "markdown");
    put_cell_id(b);
    put_lines((Piece){sink_text(&text), count}, b->out);
    sink_clear(&text);
}

/* A statement with its notes. */
static void
put_piece(Notebook *b, Piece p, bool first)
{
    Piece notes = piece_next_notes(&p), code = piece_trimmed(p), title = {"", 0};
    if (first)
        title = notes_next_title(&notes);
    bool has_notes = title.count || piece_trimmed(notes).count;
    if (has_notes || notes_are_apart(notes))
        close_code(b);
    if (has_notes)
        put_markdown(b, title, notes);
    if (!code.count)
        return;
    b->code = b->code ? b->code : code.text;
    b->end = code.text + code.count;
}

static void
put_statements(Notebook *b, const Source *source)
{
    Names names = {0};
    Arena arena = {0};
    Reader r;
    reader_init(&r, source, &names, NULL, false);
    uint32_t from = 0, end;
    ReadResult read;
    do {
        Node *n;
        read = reader_next(&r, &arena, &n);
        end = read == READ_END ? (uint32_t)source->count
                               : statement_end(source, from, reader_place(&r));
        put_piece(b, (Piece){source->text + from, end - from}, from == 0);
        from = end;
        arena_clear(&arena);
    } while (read != READ_END);
    close_code(b);
    reader_clear(&r);
    names_clear(&names);
}

void
notebook_write(const Source *source, Sink *out)
{
    Notebook b = {.out = out};
    sink_put(out, "{\n \"cells\": [");
    put_statements(&b, source);
    sink_put(out, b.cells ? "\n ],\n" : "],\n");
    sink_put(out, " \"metadata\": {\n  \"kernelspec\": {\n   \"display_name\": \"Catgut\",\n"
                  "   \"language\": \"catgut\",\n   \"name\": \"catgut\"\n  },\n"
                  "  \"language_info\": {\n   \"file_extension\": \".diag\",\n"
                  "   \"mimetype\": \"text/x-catgut\",\n   \"name\": \"catgut\",\n"
                  "   \"pygments_lexer\": \"text\"\n  }\n"
                  " },\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n");
}
