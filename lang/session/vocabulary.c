/* vocabulary.c -- the words of the language; see vocabulary.h. */
#include "lang/session/vocabulary.h"

#include "lang/shape/shape_question.h"

#include <string.h>

WiringWord
wiring_word(Name name)
{
    static const char *const words[] = {"", "id", "copy", "discard", "swap", "uniform"};
    for (int i = 1; i < (int)(sizeof words / sizeof *words); i++)
        if (strcmp(name, words[i]) == 0)
            return (WiringWord)i;
    return WORD_NONE;
}

bool
is_wiring_word(Name name)
{
    return wiring_word(name) != WORD_NONE;
}

Notion
notion_of(Name name)
{
    static const struct {
        const char *text;
        Notion notion;
    } list[] = {
        {"P", NOTION_P}, {"E", NOTION_E}, {"cut", NOTION_CUT}, {"do", NOTION_DO},
        {"comb", NOTION_COMB}, {"disintegrate", NOTION_DISINTEGRATE}, {"invert", NOTION_INVERT},
        {"marginals", NOTION_MARGINALS},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(name, list[i].text) == 0)
            return list[i].notion;
    return shape_word(name) == SHAPE_NONE ? NOTION_NONE : NOTION_SHAPE;
}

bool
is_notion(Name name)
{
    return notion_of(name) != NOTION_NONE || is_wiring_word(name);
}
