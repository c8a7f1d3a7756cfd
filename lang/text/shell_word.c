/* shell_word.c -- see shell_word.h. */
#include "lang/text/shell_word.h"

#include <string.h>

void
put_shell_word(Sink *to, const char *word)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "_-./+,:=@%";
    if (*word && word[strspn(word, plain)] == '\0') {
        sink_put(to, word);
        return;
    }
    sink_put(to, "'");
    for (; *word; word++)
        if (*word == '\'')
            sink_put(to, "'\\''");
        else
            sink_add(to, word, 1);
    sink_put(to, "'");
}
