/* complain.c -- writes complaints as text and as JSON; see complain.h.  The typed complaints in
 * complain_*.c choose the words. */
#include "lang/complain/complain.h"

#include "lang/text/excerpt.h"
#include "base/utf8.h"
#include "lang/text/wrap.h"
#include "show/json.h"

#include <stdarg.h>
#include <string.h>

static const char *
verdict_name(Verdict v)
{
    static const char *const names[] = {
        [WRONG] = "wrong",
        [NOT_IDENTIFIABLE] = "not identifiable",
        [UNDEFINED] = "undefined",
        [GAVE_UP] = "gave up",
    };
    return names[v];
}

/* The formatted message, on one line, in a fresh memory sink. */
static void
format_message(Sink *message, const char *format, va_list args)
{
    char small[256], *text = small;
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    size_t length = n < 0 ? 0 : (size_t)n;
    if (length >= sizeof small) {
        text = memory_new(length + 1, 1);
        vsnprintf(text, length + 1, format, again);
    }
    va_end(again);
    sink_init(message);
    escape_write(text, length, message);
    if (text != small)
        memory_free(text);
}

/* `file:line:column: ` */
static void
write_place(Span at, Sink *out)
{
    if (!at.source) {
        sink_put(out, "catgut: ");
        return;
    }
    size_t line, column;
    source_place(at.source, at.start, &line, &column);
    escape_write(at.source->name, strlen(at.source->name), out);
    sink_print(out, ":%zu:%zu: ", line, column);
}

static void
write_help(const Complainer *c, const char *help, Sink *out)
{
    Sink line;
    sink_init(&line);
    sink_put(&line, "    ");
    escape_write(help, strlen(help), &line);
    sink_put(&line, "\n");
    wrap_write_lines(sink_text(&line), c->width, out);
    sink_clear(&line);
}

/* The place, what it is ("error: "), and the sentence, broken where the terminal is narrow. */
static void
write_sentence(const Complainer *c, Span at, const char *what, const char *color,
               const Sink *message, Sink *out)
{
    Sink head;
    sink_init(&head);
    write_place(at, &head);
    sink_put(&head, what);
    size_t column = utf8_columns(sink_text(&head), head.count);
    sink_clear(&head);
    write_place(at, out);
    sink_put(out, c->color && color ? color : what);
    if (c->width)
        wrap_write(message, c->width, column, 4, out);
    else
        sink_print(out, "%s\n", sink_text(message));
}

/* It is printed, and whoever hears it is told. */
static void
tell(Complainer *c, Complaint x)
{
    if (c->err)
        sink_put_line(c->err, x.text);
    if (c->hear)
        c->hear(c->who, &x);
}

static void
write_text(Complainer *c, Verdict verdict, const char *code, Span at, const char *help,
           const Sink *message)
{
    Sink text, sentence;
    sink_init(&text);
    sink_init(&sentence);
    sink_print(&sentence, "%s [%s]", sink_text(message), code);
    write_sentence(c, at, "error: ", "\033[1;31merror:\033[0m ", &sentence, &text);
    sink_clear(&sentence);
    if (at.source)
        excerpt_write(at, c->width, &text);
    if (help)
        write_help(c, help, &text);
    tell(c, (Complaint){.code = code,
                        .verdict = verdict_name(verdict),
                        .at = at,
                        .message = sink_text(message),
                        .help = help,
                        .fix = c->fix,
                        .text = &text});
    sink_clear(&text);
}

static void
write_json(Complainer *c, Verdict verdict, const char *code, Span at, const Sink *message)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "{\"kind\":\"error\",\"status\":");
    json_write_string(verdict_name(verdict), &text);
    sink_put(&text, ",\"code\":");
    json_write_string(code, &text);
    sink_put(&text, ",\"message\":");
    json_write_string(sink_text(message), &text);
    if (at.source) {
        size_t line, column;
        source_place(at.source, at.start, &line, &column);
        sink_put(&text, ",\"file\":");
        json_write_string(at.source->name, &text);
        sink_print(&text, ",\"line\":%zu,\"column\":%zu", line, column);
    }
    sink_put(&text, "}\n");
    sink_put_line(c->json, &text);
    sink_clear(&text);
}

static bool
say(Complainer *c, Verdict verdict, int status, const char *code, Span at, const char *help,
    const char *format, va_list args)
{
    if (!c)
        return false;
    Sink message;
    format_message(&message, format, args);
    if (c->err || c->hear)
        write_text(c, verdict, code, at, help, &message);
    if (c->json)
        write_json(c, verdict, code, at, &message);
    sink_clear(&message);
    c->fix = NULL;
    if (status > c->status)
        c->status = status;
    c->errors++;
    return false;
}

bool
complain(Complainer *c, const char *code, Span at, const char *help, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(c, WRONG, EXIT_WRONG, code, at, help, format, args);
    va_end(args);
    return false;
}

bool
complain_as(Complainer *c, Verdict verdict, int status, const char *code, Span at,
            const char *help, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(c, verdict, status, code, at, help, format, args);
    va_end(args);
    return false;
}

void
complain_fix(Complainer *c, const char *fix)
{
    if (c)
        c->fix = fix;
}

bool
complain_again(Complainer *c)
{
    if (!c)
        return false;
    if (c->status < EXIT_WRONG)
        c->status = EXIT_WRONG;
    c->errors++;
    return false;
}

void
warn(Complainer *c, Span at, const char *format, ...)
{
    if (!c || (!c->err && !c->hear))
        return;
    Sink message;
    va_list args;
    va_start(args, format);
    format_message(&message, format, args);
    va_end(args);
    Sink text;
    sink_init(&text);
    write_sentence(c, at, "warning: ", NULL, &message, &text);
    if (at.source)
        excerpt_write(at, c->width, &text);
    tell(c, (Complaint){.warning = true, .at = at, .message = sink_text(&message), .text = &text});
    sink_clear(&message);
    sink_clear(&text);
}

/* Its first and last line; the column, where it begins within a line. */
static void
write_skipped(size_t first, size_t last, size_t column, Sink *out)
{
    sink_print(out, "line%s %zu", first == last ? "" : "s", first);
    if (last > first)
        sink_print(out, " to %zu", last);
    if (column)
        sink_print(out, ", from column %zu on", column);
}

void
tell_skipped(Complainer *c, Span at, bool to_the_end)
{
    size_t first, last, column, end;
    Sink sentence, text;
    source_place(at.source, at.start, &first, &column);
    source_place(at.source, at.end, &last, &end);
    sink_init(&sentence);
    sink_init(&text);
    bool within = false;
    for (uint32_t i = at.start; i > 0 && at.source->text[i - 1] != '\n'; i--)
        within = within || !strchr(" \t", at.source->text[i - 1]);
    write_skipped(first, last, within ? column : 0, &sentence);
    sink_put(&sentence, to_the_end ? ", to the end" : "; the next statement is run");
    if (c->err) {
        write_sentence(c, at, "skipped: ", NULL, &sentence, &text);
        sink_put_line(c->err, &text);
    }
    sink_clear(&text);
    if (c->json) {
        sink_put(&text, "{\"kind\":\"skipped\",\"file\":");
        json_write_string(at.source->name, &text);
        sink_print(&text, ",\"line\":%zu,\"column\":%zu,\"last\":%zu}\n", first, column, last);
        sink_put_line(c->json, &text);
    }
    sink_clear(&text);
    sink_clear(&sentence);
}
