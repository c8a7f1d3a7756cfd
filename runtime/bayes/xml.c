/* xml.c -- see xml.h.  The one file that knows expat, which is loaded when it is first needed and
 * stays; with CATGUT_NO_EXPAT (`make EXPAT=no`) no XML is read.
 *
 * The whole text is given to expat at once, so that it keeps no copy of a part of it, and the
 * budget is asked in each of its calls. */
#include "bayes/xml.h"

void
xml_clear(Xml *x)
{
    array_clear(&x->elements);
    array_clear(&x->strings);
    array_clear(&x->text);
    array_clear(&x->pieces);
}

/* ---- what was read ---- */

bool
xml_is(const Xml *x, const XmlElement *e, const char *name)
{
    return strcmp(x->strings.at + e->name, name) == 0;
}

const char *
xml_attribute(const Xml *x, const XmlElement *e, const char *name)
{
    const char *p = x->strings.at + e->attributes;
    for (size_t i = 0; i < e->count; i++) {
        const char *value = p + strlen(p) + 1;
        if (strcmp(p, name) == 0)
            return value;
        p = value + strlen(value) + 1;
    }
    return NULL;
}

uint32_t
xml_place(const void *of, size_t offset)
{
    const Xml *x = of;
    size_t low = 0, high = x->pieces.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (x->pieces.at[middle].text <= offset)
            low = middle;
        else
            high = middle;
    }
    if (!x->pieces.count)
        return 0;
    const XmlPiece *p = &x->pieces.at[low];
    uint64_t place = p->start + (offset - p->text);
    return place < p->end ? (uint32_t)place : p->end - 1;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

XmlText
xml_text(const Xml *x, const XmlElement *e)
{
    size_t first = e->text, last = e->text + e->length;
    while (first < last && is_blank(x->text.at[first]))
        first++;
    while (last > first && is_blank(x->text.at[last - 1]))
        last--;
    XmlText t = {x->text.at + first, last - first, e->tag};
    if (last > first)
        t.at = (Place){xml_place(x, first), xml_place(x, last - 1) + 1};
    return t;
}

NumberList
xml_numbers(const Xml *x, const XmlElement *e, bool label_slowest)
{
    return (NumberList){.text = x->text.at,
                        .first = e->text,
                        .end = e->text + e->length,
                        .place = xml_place,
                        .of = x,
                        .label_slowest = label_slowest};
}

#ifdef CATGUT_NO_EXPAT

bool
xml_read(Xml *to, Build *b, const char *text, size_t count)
{
    (void)to;
    (void)text;
    (void)count;
    return build_fail(b, BAYES_XML_ABSENT, (Place){0, 0});
}

#else

#include "base/library.h"

#include <expat.h>

/* ---- the library ---- */

#define EACH_FUNCTION(use)                                                                         \
    use(XML_ParserCreate) use(XML_ParserFree) use(XML_Parse) use(XML_StopParser)                   \
        use(XML_SetUserData) use(XML_SetElementHandler) use(XML_SetCharacterDataHandler)           \
            use(XML_SetEntityDeclHandler) use(XML_SetSkippedEntityHandler) use(XML_GetErrorCode)   \
                use(XML_ErrorString) use(XML_GetCurrentByteIndex) use(XML_GetCurrentByteCount)

typedef struct Expat {
#define USE(name) __typeof__(&name) name;
    EACH_FUNCTION(USE)
#undef USE
} Expat;

static bool
find_functions(Expat *expat)
{
    static const char *const names[] = {"libexpat.so.1", "libexpat.so", "libexpat.1.dylib",
                                        "libexpat.dylib", NULL};
    void *library = library_open(names);
    bool found = library != NULL;
#define USE(name) found = found && (*(void **)&expat->name = LIBRARY_FIND(library, name)) != NULL;
    EACH_FUNCTION(USE)
#undef USE
    return found;
}
#undef EACH_FUNCTION

/* ---- what it tells ---- */

typedef struct Reader {
    Expat expat;
    XML_Parser parser;
    Xml *xml;
    Build *build;
    ARRAY(uint32_t) open; /* the elements around, the root first */
    size_t count;         /* bytes of the source */
} Reader;

enum { STEPS = 4, PIECE_BYTES = sizeof(XmlPiece) };

static Place
here(const Reader *r)
{
    XML_Index at = r->expat.XML_GetCurrentByteIndex(r->parser);
    int length = r->expat.XML_GetCurrentByteCount(r->parser);
    size_t start = at < 0 ? 0 : (size_t)at;
    start = start < r->count ? start : r->count;
    size_t end = start + (length > 0 ? (size_t)length : 0);
    return (Place){(uint32_t)start, (uint32_t)(end < r->count ? end : r->count)};
}

/* A mistake was left; expat is told to stop, and may call again once or twice. */
static void
stop(Reader *r)
{
    r->expat.XML_StopParser(r->parser, XML_FALSE);
}

static bool
is_stopped(const Reader *r)
{
    return r->build->mistake.fault != BAYES_FINE;
}

static size_t
keep_string(Reader *r, const char *text)
{
    size_t at = r->xml->strings.count, count = strlen(text) + 1;
    array_reserve(&r->xml->strings, count);
    memcpy(r->xml->strings.at + at, text, count);
    r->xml->strings.count += count;
    return at;
}

static void
link_element(Reader *r, uint32_t inside, uint32_t fresh)
{
    XmlElement *e = r->xml->elements.at + inside;
    if (e->last)
        r->xml->elements.at[e->last].next = fresh;
    else
        e->first = fresh;
    e->last = fresh;
}

/* Does the element have text of its own before this one, that begins at the end of the text? */
static void
note_stray(Reader *r, uint32_t inside)
{
    XmlElement *e = r->xml->elements.at + inside;
    const XmlElement *last = r->xml->elements.at + e->last;
    size_t from = e->last ? last->text + last->length + 1 : e->text;
    for (size_t i = from; !e->stray && i < r->xml->text.count; i++)
        if (!is_blank(r->xml->text.at[i]))
            e->stray = xml_place(r->xml, i);
}

static uint64_t
tag_bytes(const char *name, const char **attributes)
{
    uint64_t bytes = sizeof(XmlElement) + strlen(name);
    for (size_t i = 0; attributes[i]; i++)
        bytes += strlen(attributes[i]) + 1;
    return bytes;
}

static void XMLCALL
open_element(void *of, const char *name, const char **attributes)
{
    Reader *r = of;
    Place at = here(r);
    if (is_stopped(r))
        return;
    if (r->open.count >= XML_DEPTH_MAX) {
        build_fail_count(r->build, BAYES_XML_DEPTH, at, NULL, 0, XML_DEPTH_MAX);
        stop(r);
        return;
    }
    if (!build_charge(r->build, 2 * tag_bytes(name, attributes), at) ||
        !build_step(r->build, STEPS, at)) {
        stop(r);
        return;
    }
    uint32_t fresh = (uint32_t)r->xml->elements.count;
    XmlElement e = {.name = keep_string(r, name), .tag = at, .text = r->xml->text.count};
    e.attributes = r->xml->strings.count;
    for (size_t i = 0; attributes[i]; i += 2, e.count++) {
        keep_string(r, attributes[i]);
        keep_string(r, attributes[i + 1]);
    }
    array_push(&r->xml->elements, e);
    if (r->open.count) {
        uint32_t inside = r->open.at[r->open.count - 1];
        note_stray(r, inside);
        link_element(r, inside, fresh);
    }
    array_push(&r->open, fresh);
}

static void XMLCALL
close_element(void *of, const char *name)
{
    Reader *r = of;
    (void)name;
    if (is_stopped(r) || !r->open.count)
        return;
    uint32_t i = r->open.at[--r->open.count];
    XmlElement *e = &r->xml->elements.at[i];
    if (e->first)
        note_stray(r, i);
    e->length = r->xml->text.count - e->text;
    array_push(&r->xml->text, '\0'); /* so that no number reaches into the next element's */
}

static void
keep_place(Reader *r, Place at)
{
    Xml *x = r->xml;
    XmlPiece *last = x->pieces.count ? &x->pieces.at[x->pieces.count - 1] : NULL;
    if (last && last->end == at.start &&
        x->text.count - last->text == (size_t)(last->end - last->start)) {
        last->end = at.end;
        return;
    }
    XmlPiece fresh = {x->text.count, at.start, at.end};
    array_push(&x->pieces, fresh);
}

static void XMLCALL
take_text(void *of, const char *text, int count)
{
    Reader *r = of;
    Place at = here(r);
    if (is_stopped(r))
        return;
    if (!build_charge(r->build, 2 * ((uint64_t)count + PIECE_BYTES), at) ||
        !build_step(r->build, 1, at)) {
        stop(r);
        return;
    }
    keep_place(r, at);
    array_reserve(&r->xml->text, (size_t)count);
    memcpy(r->xml->text.at + r->xml->text.count, text, (size_t)count);
    r->xml->text.count += (size_t)count;
}

static void
refuse_entity(Reader *r, const char *name)
{
    if (is_stopped(r))
        return;
    build_fail_about(r->build, BAYES_XML_ENTITY, here(r), names_add_text(r->build->names, name),
                     NULL);
    stop(r);
}

static void XMLCALL
declare_entity(void *of, const char *name, int is_parameter, const char *value, int length,
               const char *base, const char *system, const char *public, const char *notation)
{
    (void)is_parameter;
    (void)value;
    (void)length;
    (void)base;
    (void)system;
    (void)public;
    (void)notation;
    refuse_entity(of, name);
}

static void XMLCALL
skip_entity(void *of, const char *name, int is_parameter)
{
    (void)is_parameter;
    refuse_entity(of, name);
}

/* ---- the text ---- */

static bool
parse(Reader *r, const char *text)
{
    const Expat *x = &r->expat;
    x->XML_SetUserData(r->parser, r);
    x->XML_SetElementHandler(r->parser, open_element, close_element);
    x->XML_SetCharacterDataHandler(r->parser, take_text);
    x->XML_SetEntityDeclHandler(r->parser, declare_entity);
    x->XML_SetSkippedEntityHandler(r->parser, skip_entity);
    bool ok = x->XML_Parse(r->parser, text, (int)r->count, XML_TRUE) == XML_STATUS_OK;
    if (is_stopped(r))
        return false;
    if (ok)
        return true;
    enum XML_Error error = x->XML_GetErrorCode(r->parser);
    Place at = here(r);
    if (error == XML_ERROR_UNDEFINED_ENTITY)
        return build_fail_about(r->build, BAYES_XML_ENTITY, at, NULL, NULL);
    r->build->mistake.what = x->XML_ErrorString(error);
    return build_fail(r->build, BAYES_XML, at);
}

bool
xml_read(Xml *to, Build *b, const char *text, size_t count)
{
    Reader r = {.xml = to, .build = b, .count = count};
    if (!find_functions(&r.expat))
        return build_fail(b, BAYES_XML_MISSING, (Place){0, 0});
    if (count > INT32_MAX)
        return build_fail(b, BAYES_XML_MISSING, (Place){0, 0});
    r.parser = r.expat.XML_ParserCreate(NULL);
    if (!r.parser)
        return build_fail(b, BAYES_XML_MISSING, (Place){0, 0});
    bool ok = parse(&r, text);
    r.expat.XML_ParserFree(r.parser);
    array_clear(&r.open);
    return ok;
}

#endif
