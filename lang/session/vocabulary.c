/* vocabulary.c -- finding words; see vocabulary.h.  There are a few dozen. */
#include "lang/session/vocabulary.h"

#include <string.h>

const Notion *
notion_find(const Language *l, const char *word)
{
    for (const Language *c = l; *c; c++)
        for (const Notion *n = (*c)->notions; n && n->word; n++)
            if (!n->takes && strcmp(word, n->word) == 0)
                return n;
    return NULL;
}

const Notion *
notion_identifying(const Language *l, const char *word)
{
    for (const Language *c = l; *c; c++)
        for (const Notion *n = (*c)->notions; n && n->word; n++)
            if (n->identify && strcmp(word, n->word) == 0)
                return n;
    return NULL;
}

const Notion *
notion_taking(const Language *l, const char *word, const Node *call)
{
    const Notion *any = NULL;
    for (const Language *c = l; *c; c++)
        for (const Notion *n = (*c)->notions; n && n->word; n++) {
            if (strcmp(word, n->word) != 0)
                continue;
            if (n->takes && call->kind == NODE_CALL && n->takes(call))
                return n;
            if (!n->takes && !any)
                any = n;
        }
    return any;
}

const Action *
action_find(const Language *l, const char *word)
{
    for (const Language *c = l; *c; c++)
        for (const Action *a = (*c)->actions; a && a->word; a++)
            if (!a->takes && strcmp(word, a->word) == 0)
                return a;
    return NULL;
}

/* The row that takes the statement by its form, or NULL. */
static const Action *
find_taking(const Language *l, const Node *statement)
{
    for (const Language *c = l; *c; c++)
        for (const Action *a = (*c)->actions; a && a->word; a++)
            if (a->takes && strcmp(statement->word, a->word) == 0 && a->takes(statement))
                return a;
    return NULL;
}

const Action *
action_of(const Language *l, const Node *statement)
{
    if (!statement->word)
        return NULL;
    const Action *a = find_taking(l, statement);
    return a ? a : action_find(l, statement->word);
}

const Notion *
notion_at(const Language *l, size_t i)
{
    for (const Language *c = l; *c; c++)
        for (const Notion *n = (*c)->notions; n && n->word; n++)
            if (!n->takes && i-- == 0)
                return n;
    return NULL;
}

const char *
foreign_name(const Language *l, const char *path)
{
    const char *name = NULL;
    for (const Language *c = l; *c && !name; c++)
        name = (*c)->foreign ? (*c)->foreign(path) : NULL;
    return name;
}

void
rules_read(Elaborate *to[NODE_KINDS], const Language *l)
{
    for (size_t i = 0; i < NODE_KINDS; i++)
        to[i] = NULL;
    for (const Language *c = l; *c; c++)
        for (const Rule *r = (*c)->rules; r && r->elaborate; r++)
            to[r->kind] = r->elaborate;
}
