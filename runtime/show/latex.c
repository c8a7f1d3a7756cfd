/* latex.c -- text inside LaTeX; see latex.h. */
#include "show/latex.h"

#include "base/utf8.h"

#include <string.h>

static const char *
greek_name(uint32_t point)
{
    static const char *const names[] = {
        "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta", "eta",  "theta", "iota",
        "kappa", "lambda", "mu",      "nu",    "xi",      "o",    "pi",   "rho",   "varsigma",
        "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",  "omega"};
    return point >= 0x3b1 && point <= 0x3c9 ? names[point - 0x3b1] : NULL;
}

static void
put_character(uint32_t point, const char *bytes, size_t n, Sink *out)
{
    static const char special[] = "#$%&_{}";
    static const char math[] = "|<>";
    const char *greek = greek_name(point);
    if (greek && point != 0x3bf)
        sink_print(out, "$\\%s$", greek);
    else if (point == '\\')
        sink_put(out, "\\textbackslash{}");
    else if (point == '~' || point == '^')
        sink_print(out, "\\%c{}", (char)point);
    else if (point < 0x80 && strchr(special, (int)point))
        sink_print(out, "\\%c", (char)point);
    else if (point < 0x80 && strchr(math, (int)point))
        sink_print(out, "$%c$", (char)point);
    else if (point < 0x180)
        sink_add(out, bytes, n);
    else
        sink_put(out, "?");
}

/* X12' in mathematics: a letter, a number, primes. */
static bool
put_variable(const char *label, Sink *out)
{
    const char *digits = label + 1, *primes;
    if (!((*label >= 'A' && *label <= 'Z') || (*label >= 'a' && *label <= 'z')))
        return false;
    for (primes = digits; *primes >= '0' && *primes <= '9'; primes++)
        continue;
    if (primes[strspn(primes, "'")])
        return false;
    sink_print(out, "$%c", *label);
    if (primes > digits)
        sink_print(out, "_{%.*s}", (int)(primes - digits), digits);
    sink_print(out, "%s$", primes);
    return true;
}

void
latex_write_label(const char *label, Sink *out)
{
    if (!label || put_variable(label, out))
        return;
    const char *equals = strstr(label, " = "); /* X = value */
    char name[8] = "";
    if (equals && (size_t)(equals - label) < sizeof name) {
        memcpy(name, label, (size_t)(equals - label));
        label = put_variable(name, out) ? equals : label;
    }
    size_t left = strlen(label);
    while (left) {
        uint32_t point = '?';
        size_t n = utf8_read(label, left, &point);
        n = n ? n : 1;
        put_character(point, label, n, out);
        label += n;
        left -= n;
    }
}
