#!/usr/bin/env python3
"""Every golden script and lesson, run with --json: each line that is printed must be an object of
doc/json-schema.json, and so must each in what a golden shell script prints.  And the schema must be worth something: each kind occurs, and no object fits
any more when one of the members that it must have is taken away, or one is added.

    python3 tests/law/json_schema.py --catgut build/catgut

Prints `N passed, N failed`, counting lines.  Exit status 77 where Python has no jsonschema.
"""

import argparse
import glob
import json
import os
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, "..", "..")
SCHEMA = os.path.join(TOP, "doc", "json-schema.json")
MANUAL = os.path.join(TOP, "doc", "language.md")


def scripts():
    """Each script with the options in its first line."""
    for pattern in ("tests/golden/*.diag", "examples/*.diag"):
        for path in sorted(glob.glob(os.path.join(TOP, pattern))):
            with open(path, encoding="utf-8", errors="replace") as text:
                first = text.readline()
            options = first[len("# options:"):] if first.startswith("# options:") else ""
            yield path, shlex.split(options)


def lines_of(catgut, path, options):
    """What a script prints.  Stages print no answers but other texts, so they are left out."""
    options = [o for o in options if not o.startswith(("--stage", "--json"))]
    done = subprocess.run([catgut, "--json", "-k", *options, os.path.basename(path)],
                          cwd=os.path.dirname(path), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode("utf-8").splitlines()


def answers(catgut):
    for path, options in scripts():
        for line in lines_of(catgut, path, options):
            yield path, line
    for path in sorted(glob.glob(os.path.join(TOP, "tests/golden/*.expect"))):
        if not os.path.exists(path[:-len("expect")] + "sh"):
            continue
        with open(path, encoding="utf-8", errors="replace") as text:
            for line in text:
                if line.startswith('{"kind":') and line.endswith("}\n"):
                    yield path, line


def kinds_of(schema):
    """The kinds that the schema knows: each `const` of a member `kind`."""
    kinds = set()
    todo = [schema]
    while todo:
        part = todo.pop()
        if isinstance(part, dict):
            kind = part.get("properties", {}).get("kind", {})
            if "const" in kind:
                kinds.add(kind["const"])
            todo.extend(part.values())
        elif isinstance(part, list):
            todo.extend(part)
    return kinds


def kinds_told():
    """The kinds in the table of the manual's section on JSON."""
    with open(MANUAL, encoding="utf-8") as text:
        section = text.read().split("\n## 17. JSON\n")[1].split("\n## ")[0]
    told = set()
    for line in section.splitlines():
        if line.startswith("| `"):
            told.update(line.split("|")[1].split("(")[0].split(", of ")[0].split("`")[1::2])
    return told - {"kind"}


def spoilt(answer):
    """The object with a member too many, and without its kind."""
    yield {**answer, "no such member": 1}
    yield {name: answer[name] for name in answer if name != "kind"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    catgut = os.path.abspath(parser.parse_args().catgut)
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        print("Python has no jsonschema with drafts of 2020: the schema is not tested")
        return 77
    with open(SCHEMA, encoding="utf-8") as text:
        schema = json.load(text)
    Draft202012Validator.check_schema(schema)
    fits = Draft202012Validator(schema).is_valid
    passed, wrong, seen = 0, [], set()
    for path, line in answers(catgut):
        answer = json.loads(line)
        if not fits(answer):
            wrong.append(f"{path}: does not fit the schema: {line[:300]}")
        elif answer["kind"] not in seen and any(fits(other) for other in spoilt(answer)):
            wrong.append(f"{path}: fits although it was spoilt: {line[:300]}")
        else:
            passed += 1
        seen.add(answer.get("kind"))
    known, told = kinds_of(schema), kinds_told()
    wrong += [f"no script prints the kind `{kind}`" for kind in sorted(known - seen)]
    wrong += [f"language.md and the schema disagree on `{kind}`" for kind in sorted(known ^ told)]
    print("\n".join(wrong))
    print(f"{passed} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
