"""Models and functors as Catgut prints them."""

import re
from fractions import Fraction

WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s",|>{}()=:]+')
ESCAPE = re.compile(r"((?:\\x[0-9a-f]{2})+)|\\(.)")
ITEM = re.compile(r'^  ("(?:[^"\\]|\\.)*"|\S+) = (\{\n(?:    .*\n)*  \}|.*)$', re.M)
KET = re.compile(r'([0-9/]+)\|("(?:[^"\\]|\\.)*"|[^">]*)>')
KEY = re.compile(r'^    ((?:"(?:[^"\\]|\\.)*"|[^",\s]+)(?:,(?:"(?:[^"\\]|\\.)*"|[^",\s]+))*) -> (.*)$')
LABEL = re.compile(r'"(?:[^"\\]|\\.)*"|[^,"]+')


def plain(word):
    """A word without quotes and escapes."""
    if not word.startswith('"'):
        return word

    def character(match):
        if match[1]:
            return bytes.fromhex(match[1].replace("\\x", "")).decode("utf-8", "surrogateescape")
        return {"n": "\n", "t": "\t"}.get(match[2], match[2])

    return ESCAPE.sub(character, word[1:-1])


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def kets(text):
    return {plain(label): Fraction(p) for p, label in KET.findall(text)}


def rows_of(body):
    """Key -> the text of its kets, from an item of a printed functor."""
    if not body.startswith("{"):
        return {(): body}
    rows = {}
    for line in body.split("\n")[1:-1]:
        key, state = KEY.match(line).groups()
        rows[tuple(plain(w) for w in LABEL.findall(key))] = state
    return rows


def items_of(functor):
    return {plain(name): rows_of(body) for name, body in ITEM.findall(functor)}


def parents_of(model):
    """Variable -> parents, from a printed model."""
    found = {}
    for line in model.split("\n")[1:-1]:
        words = re.findall(r'"(?:[^"\\]|\\.)*"|<-|[^\s,"]+', line)
        arrow = words.index("<-") if "<-" in words else len(words)
        found[plain(words[0])] = [plain(w) for w in words[arrow + 1:]]
    return found
