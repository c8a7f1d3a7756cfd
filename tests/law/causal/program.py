"""Catgut, asked many questions a run.

A case is some declarations and some questions, a line each; its answers are the JSON objects printed
between its marker (a number of its own) and the next case's."""

import json
import os
import subprocess
import tempfile
from fractions import Fraction

from .graphs import braces, words

FIRST_MARK = 7000001


class Case:
    """`judge` takes the answers and says what is wrong with them, a text each."""

    def __init__(self, setup, lines, judge):
        self.setup, self.lines, self.judge = setup, lines, judge


class Program:
    def __init__(self, path, per_run=120, options=()):
        self.path, self.per_run, self.options = path, per_run, list(options)

    def run(self, text):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "cases.diag")
            with open(name, "w", encoding="utf-8") as f:
                f.write(text)
            ran = subprocess.run([self.path, "-k", "--json", *self.options, name], capture_output=True,
                                 check=False)
        said = ran.stderr.decode("utf-8", "replace")
        if ran.returncode not in (0, 1, 3):
            said = f"exit status {ran.returncode}\n{said}"
        return ran.stdout.decode("utf-8", "replace"), said

    def ask(self, head, cases):
        """The list of answers of each case; `head` is declared once."""
        answers = []
        for at in range(0, len(cases), self.per_run):
            answers += self.ask_some(head, cases[at:at + self.per_run])
        return answers

    def ask_some(self, head, cases):
        text = head
        for i, case in enumerate(cases):
            text += f"show {FIRST_MARK + i}\n{case.setup}" + "".join(q + "\n" for q in case.lines)
        printed, said = self.run(text)
        groups, current = [[] for _ in cases], None
        for line in printed.splitlines():
            try:
                answer = json.loads(line)
            except ValueError:
                answer = {"kind": "not JSON", "text": line}
            if answer.get("kind") == "number" and answer["value"].isdigit() and \
                    0 <= int(answer["value"]) - FIRST_MARK < len(cases):
                current = groups[int(answer["value"]) - FIRST_MARK]
                current_is = int(answer["value"]) - FIRST_MARK
            elif current is not None:
                current.append(answer)
        if not printed or current is None or current_is != len(cases) - 1:
            last = current if current is not None else groups[0]
            last.append({"kind": "the program stopped here", "text": said[-2000:]})
        return groups


def question(y, x, z):
    given = ([f"do({braces(list(x))})"] if x else []) + ([words(z)] if z else [])
    return f"P({words(y)}{' | ' + ', '.join(given) if given else ''})"


def rows_of(answer):
    """A state or channel as {values given: {labels: probability}, None where undefined}."""
    def entries(items):
        return {tuple(e["labels"]): Fraction(e["p"]) for e in items}

    if answer.get("kind") == "state":
        return {(): entries(answer["entries"])}
    if answer.get("kind") == "error" and answer.get("status") == "undefined":
        return {(): None}
    if answer.get("kind") != "channel":
        return None
    return {tuple(r["given"]): None if r.get("undefined") else entries(r["entries"])
            for r in answer["rows"]}
