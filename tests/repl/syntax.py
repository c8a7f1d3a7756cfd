#!/usr/bin/env python3
"""syntax.py -- the syntax files of doc/editors against the lexer.

Every token of every lesson, of the library and of golden scripts, as --stage=tokens has it, gets the
colour of its kind: in the TextMate grammar, by a small reader of such grammars, and of the lessons in
Vim's syntax file, by Neovim.  The second is skipped, in a line that says so, where there is none."""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.environ.get("CATGUT", "build/catgut"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EDITORS = ROOT + "/doc/editors/"
SCOPES = {"keyword.control": "word", "keyword.other": "word", "keyword.operator": "sign",
          "string.quoted": "string", "constant.other": "ket", "constant.numeric": "number",
          "variable.other": "name", "support.function": "notion", "comment.line": "comment"}
GROUPS = {"catgutStatement": "word", "catgutWord": "word", "catgutOperator": "sign",
          "catgutString": "string", "catgutKet": "ket", "catgutNumber": "number", "": "name",
          "catgutNotion": "notion", "catgutComment": "comment"}


def tokens(path):
    """(line, column, kind) of each, from 1; a text between quotes ends on a later line."""
    done = subprocess.run([PROGRAM, "--stage=tokens", path], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    if done.returncode:
        return None
    found = []
    for line in done.stdout.decode().split("\n"):
        m = re.match(r"(\d+):(\d+) (`.*?`|a name|a number|a string|a text between three quotes|"
                     r"a ket|a comparison) (.*)", line)
        if not m:
            continue
        kind = m.group(3).split()[-1] if m.group(3)[0] == "a" else "sign"
        kind = {"quotes": "string", "comparison": "sign"}.get(kind, kind)
        if m.group(3)[0] == "`" and m.group(3)[1].isalpha():
            kind = "word"
        found.append((int(m.group(1)), int(m.group(2)), kind, m.group(4)))
    return found


def agrees(kind, text, colour):
    """A name may be one of a notion, or open a statement where the reader finds that it does."""
    if kind == "name":
        return colour in ("name", "notion") or (colour == "word" and
                                                text in ("estimate", "test", "sample"))
    return kind == colour


class Grammar:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            rules = json.load(file)["patterns"]
        self.rules = [(re.compile(r.get("match") or r["begin"]),
                       re.compile(r["end"]) if "end" in r else None,
                       SCOPES[".".join(r["name"].split(".")[:2])]) for r in rules]

    def colours(self, lines):
        """{(line, column): colour} of where each match begins."""
        found, end = {}, None
        for number, line in enumerate(lines, 1):
            at = 0
            while at <= len(line):
                if end:
                    m = end.search(line, at)
                    at, end = (m.end(), None) if m else (len(line) + 1, end)
                    continue
                best = None
                for match, closes, colour in self.rules:
                    m = match.search(line, at)
                    if m and m.end() > m.start() and (not best or m.start() < best[0].start()):
                        best = (m, closes, colour)
                if not best:
                    break
                m, end, colour = best
                blanks = len(m.group()) - len(m.group().lstrip())
                found[number, m.start() + blanks + 1] = colour
                at = m.end()
        return found


def check_textmate(paths):
    grammar = Grammar(EDITORS + "catgut.tmLanguage.json")
    wrong = count = 0
    for path in paths:
        found = tokens(path)
        with open(path, encoding="utf-8", errors="replace", newline="\n") as file:
            lines = file.read().split("\n")
        if not found:
            continue
        colours = grammar.colours(lines)
        for line, column, kind, text in found:
            count += 1
            colour = colours.get((line, column), "within another")
            if not agrees(kind, text, colour):
                wrong += 1
                print("TextMate: %s:%d:%d %s: %s, coloured %s" % (path, line, column, text, kind,
                                                                  colour))
    print("TextMate: %d tokens" % count)
    assert count > 10000
    return wrong


def vim_colours(paths):
    """For each token of the files the group that Neovim gives it."""
    places = [[(l, c) for l, c, _, _ in tokens(p)] for p in paths]
    script = ["syntax on", "set noswapfile synmaxcol=0", "let seen = []"]
    for path, where in zip(paths, places):
        script += ["edit " + path, "syntax clear", "unlet! b:current_syntax",
                   "source " + EDITORS + "catgut.vim",
                   "for [l, c] in %s" % json.dumps(where),
                   "  let byte = byteidx(getline(l), c - 1) + 1",
                   "  call add(seen, synIDattr(synID(l, byte, 1), 'name'))", "endfor"]
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/look.vim", "w", encoding="utf-8") as file:
            file.write("\n".join(script + ["call writefile([json_encode(seen)], '%s/seen')" % folder,
                                           "qa!"]))
        subprocess.run(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n",
                        "-S", folder + "/look.vim"], stdin=subprocess.DEVNULL, timeout=200,
                       env=dict(os.environ, HOME=folder, XDG_STATE_HOME=folder), check=False)
        with open(folder + "/seen", encoding="utf-8") as file:
            return json.load(file)


def check_vim(paths):
    seen = vim_colours(paths)
    every = [(p, t) for p in paths for t in tokens(p)]
    assert len(every) == len(seen)
    wrong = 0
    for (path, (line, column, kind, text)), group in zip(every, seen):
        if not agrees(kind, text, GROUPS[group]):
            wrong += 1
            print("Vim: %s:%d:%d %s: %s, coloured %s" % (path, line, column, text, kind, group))
    print("Vim: %d tokens" % len(every))
    return wrong


def main():
    ours = sorted(glob.glob(ROOT + "/examples/*.diag") + glob.glob(ROOT + "/stdlib/*.diag"))
    wrong = check_textmate(ours + sorted(glob.glob(ROOT + "/tests/golden/*.diag"))[::3])
    if shutil.which("nvim"):
        wrong += check_vim(ours)
    else:
        print("skipped: no Neovim (nvim) here")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
