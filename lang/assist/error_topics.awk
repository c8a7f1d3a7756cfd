# error_topics.awk -- doc/errors.md as a C table: an ErrorTopic for each code (error_topics.h).
#
# The text of an entry is everything below its heading.  Code stands indented, without its fences;
# the marks of Markdown that are left are few and read well enough.

function escaped(text, i, c, out) {
    out = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        out = out (c == "\\" || c == "\"" ? "\\" : "") c
    }
    return out
}

function quoted(text) {
    return "\"" escaped(text) "\\n\"\n"
}

function finish() {
    if (code != "")
        printf "    {\"%s\", \"%s\",\n%s},\n", code, title, text
    code = ""
}

BEGIN {
    print "#include \"lang/assist/error_topics.h\"\n\nconst ErrorTopic error_topics[] = {"
}

/^## / { finish(); next }

/^### E[0-9]+: / {
    finish()
    code = substr($2, 1, 4)
    title = escaped(substr($0, index($0, ": ") + 2))
    text = ""
    blank = begun = 0
    next
}

code == "" { next }

/^```/ { inside = !inside; blank = begun; next }

/^$/ { blank = begun; next }

{
    if (blank)
        text = text "        \"\\n\"\n"
    blank = 0
    begun = 1
    text = text "        " quoted(inside ? "    " $0 : $0)
}

END {
    finish()
    print "    {0, 0, 0},\n};"
}
