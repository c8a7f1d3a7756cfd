/* loss.c -- see loss.h.  An import of a script may lose any name; one of a network, two; another
 * statement those that it would have defined. */
#include "lang/session/loss.h"

#include "lang/complain/complain_file.h"

static void
lose(Session *s, const Node *name, size_t loss)
{
    if (name && name->text)
        map_set_at(&s->lost, map_key(name->text), loss);
}

/* The names that a statement would have defined. */
static void
lose_names(Session *s, const Node *n, size_t loss)
{
    if (n->text && n->kind != NODE_ACTION)
        lose(s, n, loss);
    const Node *list = n->kind == NODE_LET ? n->kids[0] : NULL;
    for (uint32_t i = 0; list && i < list->count; i++)
        lose(s, list->kids[i], loss);
    for (uint32_t i = 0; n->kind == NODE_WITNESS && i < 2; i++)
        lose(s, n->kids[i], loss);
    if (n->kind == NODE_ACTION)
        lose(s, action_name(n), loss);
    if (n->kind == NODE_IMPORT)
        lose(s, n->kids[1], loss);
    if (n->kind == NODE_USE)
        map_set_at(&s->lost, map_key(n->word), loss);
}

void
loss_add(Session *s, const Node *n)
{
    size_t blamed = s->blamed;
    s->blamed = 0;
    if (!blamed && n->kind == NODE_USE)
        return; /* its own complaint says what is missing */
    if (!blamed) {
        array_push(&s->losses, ((Loss){.at = n->at, .import = n->kind == NODE_IMPORT}));
        blamed = s->losses.count;
        if (n->kind == NODE_IMPORT && !n->text)
            s->lost_any = blamed;
    }
    lose_names(s, n, blamed);
}

bool
loss_has(Session *s, Name name, Span at)
{
    uint64_t found = s->lost_any;
    map_find(&s->lost, map_key(name), &found);
    if (!found)
        return false;
    Loss *loss = &s->losses.at[found - 1];
    s->blamed = found;
    if (loss->said)
        complain_again(&s->complain);
    else
        complain_lost(&s->complain, at, name, loss->at, loss->import);
    loss->said = true;
    return true;
}

bool
loss_has_context(Session *s, Span at)
{
    Name use = names_add_text(&s->names, "use"); /* a word that no name is */
    return map_find(&s->lost, map_key(use), NULL) && loss_has(s, use, at);
}
