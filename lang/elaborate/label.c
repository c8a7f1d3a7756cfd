/* label.c -- labels, and labels that are numbers; see label.h. */
#include "lang/elaborate/label.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_type.h"
#include "lang/read/complain_read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- labels ---- */

bool
label_find(Session *s, const Type *t, Name label, Span at, uint32_t *position)
{
    if (t->size == 0)
        return complain_no_carrier(&s->complain, at, t);
    if (type_find(t, label, position))
        return true;
    return complain_unknown_label(&s->complain, at, t, label);
}

bool
label_is_short(Session *s, const Label *l)
{
    return strlen(l->text) <= NAME_MOST || complain_name_long(&s->complain, l->at);
}

bool
node_label(Session *s, const Node *n, Label *label)
{
    if (n->kind == NODE_NAME || n->kind == NODE_STRING || n->kind == NODE_NUMBER) {
        *label = (Label){n->text, n->at};
        return label_is_short(s, label);
    }
    if (n->kind == NODE_NEGATE && n->kids[0]->kind == NODE_NUMBER) {
        Sink text;
        sink_init(&text);
        sink_print(&text, "-%s", n->kids[0]->text);
        *label = (Label){names_add_text(&s->names, sink_text(&text)), n->at};
        sink_clear(&text);
        return label_is_short(s, label);
    }
    if (n->kind == NODE_KET && n->label_count == 1) {
        *label = n->labels[0];
        return true;
    }
    return complain_not_a_label(&s->complain, n->at);
}

bool
node_labels(Session *s, const Node *n, Label *one, const Label **to, uint32_t *count)
{
    bool several = n->kind == NODE_SET || n->kind == NODE_RANGE;
    *to = several ? n->labels : one;
    *count = several ? n->label_count : 1;
    return several || node_label(s, n, one);
}

bool
range_label(Session *s, const Label *l, int64_t *to)
{
    char *end;
    errno = 0;
    long long n = strtoll(l->text, &end, 10);
    if (*end || end == l->text)
        return complain_range_form(&s->complain, l->at);
    if (errno)
        return complain_range_large(&s->complain, l->at);
    *to = n;
    return true;
}

static bool
read_signed(mpq_t to, const char *text)
{
    bool minus = *text == '-';
    if (rational_read(to, text + minus, strlen(text + minus)) != RATIONAL_READ)
        return false;
    if (minus)
        mpq_neg(to, to);
    return true;
}

bool
label_number(mpq_t to, const Type *t, uint32_t position)
{
    Sink text;
    sink_init(&text);
    type_write_text(t, position, &text);
    bool ok = read_signed(to, sink_text(&text));
    sink_clear(&text);
    return ok;
}
