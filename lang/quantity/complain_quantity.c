/* complain_quantity.c -- complaints about named quantities; see complain_quantity.h. */
#include "lang/quantity/complain_quantity.h"

bool
complain_quantity(Complainer *c, Span at, const char *usage)
{
    char help[200];
    snprintf(help, sizeof help,
             "Write %s: the cause and the effect, and from which value to which; an event of the "
             "effect, `Y = y`, may follow.",
             usage);
    return complain(c, "E197", at, help, "this is not how the quantity is written");
}

bool
complain_path(Complainer *c, Span at, const char *why)
{
    return complain(c, "E197", at, "Write each way along its arrows: `X -> M -> Y`.", "%s", why);
}

bool
complain_quantity_mediator(Complainer *c, Span at, Name vertex)
{
    return complain(c, "E197", at,
                    "Leave the set out for all observed variables between the two.",
                    "`%s` is cause or effect, not between them", vertex);
}

bool
complain_quantity_event(Complainer *c, Span at, Name vertex, const Type *t)
{
    Sink carrier;
    sink_init(&carrier);
    type_write_carrier(t, &carrier);
    complain(c, "E198", at, "Say which one, behind the change: `PN(X -> Y, a -> b, Y = y)`.",
             "which of %s is it that `%s` should be?",
             carrier.count ? sink_text(&carrier) : "its labels", vertex);
    sink_clear(&carrier);
    return false;
}

bool
complain_quantity_in_state(Complainer *c, Span at, Name word, Name state)
{
    return complain(c, "E199", at, "Ask in a model, `... in lung with F`, or `in lung from w`.",
                    "`%s` has no meaning in `%s`, which is a state", word, state ? state : "this");
}
