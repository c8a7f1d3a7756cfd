/* scene_words.c -- a scene in words, for readers who cannot see the picture; see picture.h. */
#include "picture/picture.h"

static const char *
sign_word(Sign sign)
{
    switch (sign) {
    case SIGN_STATE:
        return "state";
    case SIGN_UNIFORM:
        return "uniform state";
    case SIGN_EFFECT:
        return "effect";
    case SIGN_GROUND:
        return "discard";
    case SIGN_INPUT:
    case SIGN_THROUGH:
        return "input";
    case SIGN_OUTPUT:
        return "output";
    case SIGN_HOLE:
        return "hole";
    case SIGN_CUT:
        return "put in";
    case SIGN_VERTEX:
        return "variable";
    case SIGN_ARC:
        return "hidden common cause";
    default:
        return "box";
    }
}

static void
put_thing(const Scene *s, uint32_t v, Sink *out)
{
    const Look *look = &s->nodes.at[v].look[0];
    sink_put(out, look->label && *look->label ? look->label : sign_word(look->shape));
}

/* What it reads, or does not read any more, in the first picture. */
static void
put_sources(const Scene *s, const SceneNode *n, bool cut, Sink *out)
{
    const char *before = cut ? " cut from " : " from ";
    for (uint32_t i = n->in; i < n->in + n->in_count; i++) {
        const SceneIn *in = &s->ins.at[i];
        uint32_t source = s->outs.at[in->wire].node;
        if (!(in->looks & 1) || (in->ground & 1) != cut || source < s->late)
            continue;
        sink_put(out, before);
        put_thing(s, source, out);
        before = ", ";
    }
}

void
scene_write_words(const Scene *s, Sink *out)
{
    enum { MANY = 60 };
    size_t told = 0;
    if (s->looks > 1)
        sink_put(out, "The first picture: ");
    for (uint32_t v = 0; v < s->nodes.count && told < MANY; v++) {
        const SceneNode *n = &s->nodes.at[v];
        Sign sign = n->look[0].shape;
        if (sign == SIGN_INPUT || sign == SIGN_NONE || sign == SIGN_ARC)
            continue; /* told by who reads it */
        if (told++)
            sink_put(out, "; ");
        sink_put(out, sign_word(sign));
        if (n->look[0].label && *n->look[0].label)
            sink_print(out, " %s", n->look[0].label);
        put_sources(s, n, false, out);
        put_sources(s, n, true, out);
    }
    sink_put(out, told < MANY && !s->note ? "." : "; and more.");
}
