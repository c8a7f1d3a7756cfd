/* vocabulary.h -- the words of the language. */
#ifndef CATGUT_SESSION_VOCABULARY_H
#define CATGUT_SESSION_VOCABULARY_H

#include "base/name.h"

#include <stdbool.h>

typedef enum WiringWord {
    WORD_NONE,
    WORD_ID,
    WORD_COPY,
    WORD_DISCARD,
    WORD_SWAP,
    WORD_UNIFORM
} WiringWord;

typedef enum Notion {
    NOTION_NONE, NOTION_P, NOTION_E, NOTION_CUT, NOTION_DO, NOTION_COMB, NOTION_DISINTEGRATE,
    NOTION_INVERT, NOTION_MARGINALS, NOTION_SHAPE
} Notion;

/* Is this name a notion of the language (P, cut, copy, ...), which nothing else may be called? */
bool is_notion(Name name);
bool is_wiring_word(Name name);
WiringWord wiring_word(Name name);
Notion notion_of(Name name);

#endif
