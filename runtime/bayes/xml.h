/* xml.h -- a text in XML as a tree of elements, read by expat; for this folder alone.
 *
 * What could make a short text long, or reach out of it, is refused: a text that declares or uses
 * an entity of its own, and elements more than XML_DEPTH_MAX deep.  Declarations of elements and
 * attributes are taken as expat does; nothing outside the text is ever opened. */
#ifndef CATGUT_BAYES_XML_H
#define CATGUT_BAYES_XML_H

#include "bayes/build.h"

enum { XML_DEPTH_MAX = 100 };

typedef struct XmlElement {
    size_t name;                /* in Xml.strings, as all of the tag is */
    size_t attributes, count;   /* where they begin there: name, value, name, ...; how many pairs */
    size_t text, length;        /* its text in Xml.text, with that of the elements inside */
    Place tag;                  /* that opens it */
    uint32_t first, next, last; /* elements: inside, behind it, the last one inside; 0: none */
    uint32_t stray;             /* a byte of text that stands beside elements; 0: none */
} XmlElement;

typedef struct XmlPiece {
    size_t text;         /* from there on, the text is ... */
    uint32_t start, end; /* ... that of these bytes */
} XmlPiece;

typedef struct Xml {
    ARRAY(XmlElement) elements; /* the first is the root */
    ARRAY(char) strings, text;  /* every string ends in a NUL, and so does each element's text */
    ARRAY(XmlPiece) pieces;
} Xml;

/* False: the mistake is in *b. */
bool xml_read(Xml *to, Build *b, const char *text, size_t count) MUST_CHECK;
void xml_clear(Xml *x);

bool xml_is(const Xml *x, const XmlElement *e, const char *name);
/* NULL: it has none of that name. */
const char *xml_attribute(const Xml *x, const XmlElement *e, const char *name);
/* The byte of the source that an offset in the text came from; `of` is an Xml. */
uint32_t xml_place(const void *of, size_t offset);
/* The text of an element without the blanks around it, and its place. */
typedef struct XmlText {
    const char *text;
    size_t count;
    Place at;
} XmlText;
XmlText xml_text(const Xml *x, const XmlElement *e);
/* The same as a list of numbers. */
NumberList xml_numbers(const Xml *x, const XmlElement *e, bool label_slowest);

#endif
