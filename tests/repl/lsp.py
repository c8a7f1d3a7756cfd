#!/usr/bin/env python3
"""lsp.py -- `catgut --lsp`, as an editor sees it: messages in, messages out.

Complaints with their places in UTF-16 and in bytes, as a text is typed; what is sure to be meant;
hover, completion, definitions, symbols, rename, layout; a run that is stopped by a message, requests
that are cancelled; no file is written; and bytes that are no messages.  Every rename of a lesson that
is taken leaves its answers as they were, but for the name.  What is waited for is an answer, never
time.  Prints a line for each test that fails, and a tally; 77 where the program cannot read JSON."""

import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.path.abspath(os.environ.get("CATGUT", "build/catgut"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LONG = "type Bit = {0, 1}\nchannel noisy : Bit -> Bit = " \
       "{ 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }\nshow noisy ^ 1000000\n"
LUNG = """type Bit = {no, yes}
model lung {
  S : Bit
  T : Bit <- S
  C : Bit <- T
  S <-> C
}
model other { S : Bit  D : Bit <- S }
functor F : other {
  S = 1/2|no> + 1/2|yes>
  D = { no -> |no>  yes -> 1/3|no> + 2/3|yes> }
}
diagram twice(a : Bit) {
  b <- flip(a)
  c <- flip(b)
  return C = c
}
identify e = P(C | do(S)) in lung
show P(D | S = yes) in other with F
"""


class Server:
    def __init__(self):
        options = os.environ.get("ASAN_OPTIONS", "") + ":detect_stack_use_after_return=1"
        self.process = subprocess.Popen([PROGRAM, "--lsp"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env={**os.environ, "ASAN_OPTIONS": options.strip(":")})
        self.number = 0
        self.told = []  # notifications that have not been looked at

    def write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps(message).encode()
        self.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def receive(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            assert line.endswith(b"\r\n"), line
            if line == b"\r\n":
                break
            name, value = line.split(b":")
            assert name == b"Content-Length"
            length = int(value)
        message = json.loads(self.process.stdout.read(length))
        assert message["jsonrpc"] == "2.0"
        return message

    def notify(self, method, **params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method, **params):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        return self.number

    def answer(self, number):
        while True:
            message = self.receive()
            if "method" not in message:
                assert message["id"] == number, message
                return message
            self.told.append(message)

    def ask(self, method, **params):
        answer = self.answer(self.request(method, **params))
        return answer["result"] if "result" in answer else answer["error"]

    def open(self, encodings=None):
        general = {"positionEncodings": encodings} if encodings else {}
        return self.ask("initialize", processId=None, rootUri=None,
                        capabilities={"general": general})["capabilities"]

    def show(self, text, uri="untitled:1"):
        self.notify("textDocument/didOpen", textDocument={
            "uri": uri, "languageId": "catgut", "version": 1, "text": text})
        return self.diagnostics(uri)

    def diagnostics(self, uri="untitled:1"):
        while True:
            for i, m in enumerate(self.told):
                if m["method"] == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri:
                    del self.told[:i + 1]
                    return m["params"]["diagnostics"]
            self.told.append(self.receive())

    def at(self, what, line, character, uri="untitled:1", **more):
        return self.ask("textDocument/" + what, textDocument={"uri": uri},
                        position={"line": line, "character": character}, **more)

    def end(self):
        assert self.ask("shutdown") is None
        self.send({"jsonrpc": "2.0", "method": "exit"})
        rest, errors = self.process.communicate()
        status = self.process.returncode
        assert (rest, errors, status) == (b"", b"", 0), (rest, errors, status)


def span(r):
    return (r["start"]["line"], r["start"]["character"], r["end"]["line"], r["end"]["character"])


def apply(text, edits, encoding=None):
    lines = text.split("\n")

    def byte(p):
        line = lines[p["line"]] if p["line"] < len(lines) else ""
        before = line.encode("utf-16-le")[:2 * p["character"]].decode("utf-16-le")
        return sum(len(l) + 1 for l in lines[:p["line"]]) + len(before)
    for e in sorted(edits, key=lambda e: span(e["range"]), reverse=True):
        text = text[:byte(e["range"]["start"])] + e["newText"] + text[byte(e["range"]["end"]):]
    return text


def test_complaints_as_one_types(s):
    assert s.open()["positionEncoding"] == "utf-16"
    found = s.show('type T = {a, b}\nstate s : T = "\U0001d4d0\u00e9" ; |c>\nshow P(X) in nowhere\n')
    assert [(d["code"], span(d["range"])) for d in found] == [
        ("E040", (1, 14, 1, 19)), ("E040", (2, 13, 2, 20))], found
    found = s.show("type T = {a, b}\n\"\U0001d4d0\u00e9\"  shw |a>\n")
    assert [(d["code"], span(d["range"])) for d in found] == [("E016", (1, 0, 1, 5))], found
    s.notify("textDocument/didChange", textDocument={"uri": "untitled:1", "version": 2},
             contentChanges=[{"text": "type T = {\"\U0001d4d0\u00e9\", b} state s : T = |c>\n"}])
    found = s.diagnostics()
    assert [d["code"] for d in found] == ["E052"], found
    assert span(found[0]["range"]) == (0, 35, 0, 36), found
    assert found[0]["severity"] == 1 and found[0]["source"] == "catgut"
    s.notify("textDocument/didChange", textDocument={"uri": "untitled:1", "version": 3},
             contentChanges=[{"range": found[0]["range"], "text": "\"\U0001d4d0\u00e9\""}])
    assert s.diagnostics() == []
    s.notify("textDocument/didChange", textDocument={"uri": "untitled:1", "version": 4},
             contentChanges=[{"range": {"start": {"line": 0, "character": 12},
                                        "end": {"line": 0, "character": 14}}, "text": "\u00e9\nx"},
                             {"range": {"start": {"line": 1, "character": 0},
                                        "end": {"line": 1, "character": 1}}, "text": ""}])
    assert [d["code"] for d in s.diagnostics()] != []
    s.notify("textDocument/didClose", textDocument={"uri": "untitled:1"})
    assert s.diagnostics() == []


def test_complaints_when_a_request_comes_first(s):
    """In one write: the request runs the text, and nothing else would."""
    s.open()
    item = {"uri": "untitled:1", "languageId": "catgut", "version": 1, "text": "show nothing\n"}
    bodies = [json.dumps({"jsonrpc": "2.0", "method": "textDocument/didOpen",
                          "params": {"textDocument": item}}).encode(),
              json.dumps({"jsonrpc": "2.0", "id": 2, "method": "textDocument/documentSymbol",
                          "params": {"textDocument": {"uri": "untitled:1"}}}).encode()]
    s.number = 2
    s.write(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(b), b) for b in bodies))
    assert s.answer(2)["result"] == []
    s.ask("textDocument/documentSymbol", textDocument={"uri": "untitled:1"})
    assert [d["code"] for m in s.told for d in m["params"]["diagnostics"]] == ["E040"], s.told


def test_a_change_that_is_refused_closes(s):
    s.open()
    for changes in ([{"text": "#" * (5 << 20)}], [{"text": "show 1\n"}, 3], 3):
        assert [d["code"] for d in s.show("show nothing\n")] == ["E040"]
        s.notify("textDocument/didChange", textDocument={"uri": "untitled:1", "version": 2},
                 contentChanges=changes)
        assert s.diagnostics() == []
        assert s.at("hover", 0, 1)["message"] == "no such document is open"
    assert s.show("show 1\n") == []


def test_columns_in_bytes(s):
    assert s.open(["utf-32", "utf-8"])["positionEncoding"] == "utf-8"
    found = s.show("type T = {\"\U0001d4d0\u00e9\", b} state s : T = |c>\n")
    assert span(found[0]["range"]) == (0, 38, 0, 39), found


def test_several_mistakes_and_warnings(s):
    s.open()
    found = s.show("type T = {a, b}\nshow nothing\nstate s : T = (\ntype U = {\nshow |a> ; id[T]\n"
                   "check 1 == 2\nshow P(A | A = a) in (state)\n")
    assert len(found) >= 3 and {d["severity"] for d in found} <= {1, 2, 3}
    assert found[0]["code"] == "E040" and span(found[0]["range"]) == (1, 5, 1, 12)


def test_what_is_meant(s):
    s.open()
    text = "type Smoking = {smoker, nonsmoker}\nstate s : Smoking = |smokr>\nshw s\n" \
           "state t : Smoknig = |smoker>\nshow unifrom\nshow 1 \u2212 \u201cx\u201d\n" \
           "model m { A : Smoking }\nshow P(B) in m with F\n"
    found = s.show(text)
    codes, edits = [], []
    for d in found:
        actions = s.ask("textDocument/codeAction", textDocument={"uri": "untitled:1"},
                        range=d["range"], context={"diagnostics": [d]})
        for a in actions:
            assert a["kind"] == "quickfix" and a["isPreferred"]
            edits += a["edit"]["changes"]["untitled:1"]
        codes.append((d["code"], [a["edit"]["changes"]["untitled:1"][0]["newText"] for a in actions]))
    assert codes == [("E052", ["smoker"]), ("E017", ["show"]), ("E041", ["Smoking"]),
                     ("E040", ["uniform"]), ("E003", ["\""]), ("E040", [])], codes
    text = apply(text, edits)
    assert text.startswith("type Smoking = {smoker, nonsmoker}\nstate s : Smoking = |smoker>\nshow s\n"
                           "state t : Smoking = |smoker>\nshow uniform\nshow 1 \u2212 \"x"), text
    assert [d["code"] for d in s.show(text)] == ["E075", "E005", "E040"], text


def test_hover(s):
    s.open()
    s.show(LUNG)
    value = s.at("hover", 8, 8)["contents"]["value"]
    assert "functor F : other" in value and "1/3|no>" in value, value
    assert "variable" in s.at("hover", 3, 2)["contents"]["value"]
    hover = s.at("hover", 3, 13)
    assert "S : Bit" in hover["contents"]["value"] and span(hover["range"]) == (3, 13, 3, 14)
    assert "front door" in s.at("hover", 17, 3)["contents"]["value"].lower()
    assert "1/3|no>" in s.at("hover", 18, 1)["contents"]["value"]
    assert s.at("hover", 6, 0) is None
    assert "do(" in s.at("hover", 17, 20)["contents"]["value"]
    assert "wire" in s.at("hover", 14, 13)["contents"]["value"]


def test_completion(s):
    s.open()
    s.show(LUNG)
    words = {i["label"]: i for i in s.at("completion", 18, 25)}
    assert "other" in words and "lung" not in words, words
    edit = words["other"]["textEdit"]
    assert span(edit["range"]) == (18, 23, 18, 25) and edit["newText"] == "other", edit
    assert "with" in [i["label"] for i in s.at("completion", 18, 29)]
    assert s.at("completion", 400, 0) is not None


def test_definitions(s):
    s.open()
    s.show(LUNG)
    found = s.at("definition", 17, 29)                       # lung
    assert [span(l["range"]) for l in found] == [(1, 6, 1, 10)], found
    found = s.at("definition", 17, 22)                       # S, of lung and not of other
    assert [span(l["range"]) for l in found] == [(2, 2, 2, 3)], found
    found = s.at("definition", 14, 12)                       # a wire
    assert [span(l["range"]) for l in found] == [(13, 2, 13, 3)], found
    assert [span(l["range"]) for l in s.at("definition", 10, 8)] == [(0, 12, 0, 14)]
    assert s.at("definition", 6, 0) == []
    uses = s.at("references", 1, 7, context={"includeDeclaration": True})
    assert [span(l["range"]) for l in uses] == [(1, 6, 1, 10), (17, 29, 17, 33)], uses


def test_imports_beside_the_file(s):
    s.open()
    with tempfile.TemporaryDirectory(prefix="a b") as folder:
        path = os.path.join(folder, "c d.diag")
        with open(path, "w", encoding="utf-8") as file:
            file.write("type T = {a, b}\nstate there : (A : T) = |a>\n")
        place = "file://" + folder.replace(" ", "%20")
        uri = place + "/mine%20%C3%A9.diag"
        assert s.show("import \"c d.diag\"\nshow there\nexport there to \"%s/out.csv\"\n"
                      "sample 3 of there seed 1 to \"%s/rows.csv\"\n" % (folder, folder), uri) == []
        found = s.at("definition", 1, 6, uri)
        assert found[0]["uri"] == place + "/c%20d.diag" and \
            span(found[0]["range"]) == (1, 6, 1, 6), found
        assert "c d.diag:2" in s.at("hover", 1, 6, uri)["contents"]["value"]
        with open(path, "a", encoding="utf-8") as file:
            file.write("show nobody\n")
        found = s.show("\nimport \"c d.diag\"\n", uri)
        assert span(found[0]["range"])[:2] == (1, 0) and "c d.diag:3:6" in found[0]["message"]
        assert os.listdir(folder) == ["c d.diag"]
        with open(path, "w", encoding="utf-8") as file:
            file.write("type T = {a, b}\n")
        s.notify("textDocument/didSave", textDocument={"uri": "file://" + path})
        assert s.diagnostics(uri) == []
        with open(path, "w", encoding="utf-8") as file:
            file.write("type T = {\"\U0001d4d0\u00e9\", b} let late = 1\n")
        s.show("import \"c d.diag\"\nshow late\n", uri)
        there = s.at("definition", 1, 6, uri)[0]["range"]
        assert span(there) == (0, 24, 0, 24), there


def test_nothing_is_connected_to(s):
    s.open()
    found = s.show("import \"odbc:DSN=x;PWD=secret\" as w\nshow w\n")
    assert [d["severity"] for d in found if d["code"] == "E222"] == [3], found
    assert "secret" not in json.dumps(found)


def test_symbols(s):
    s.open()
    s.show(LUNG)
    found = s.ask("textDocument/documentSymbol", textDocument={"uri": "untitled:1"})
    assert [(x["name"], x["detail"], len(x["children"])) for x in found] == [
        ("Bit", "type", 2), ("lung", "model", 3), ("other", "model", 2), ("F", "functor", 0),
        ("twice", "diagram", 4), ("e", "identify", 0)], found
    assert span(found[1]["range"]) == (1, 0, 6, 1) and \
        span(found[1]["selectionRange"]) == (1, 6, 1, 10)


def rename(s, line, character, to):
    answer = s.at("rename", line, character, newName=to)
    return answer["changes"]["untitled:1"] if "changes" in answer else answer["message"]


def test_rename(s):
    s.open()
    s.show(LUNG.replace("flip", "id"))
    assert [span(e["range"]) for e in rename(s, 1, 7, "lungs")] == [(1, 6, 1, 10), (17, 29, 17, 33)]
    assert [span(e["range"])[0] for e in rename(s, 2, 2, "Smoking")] == [2, 3, 5, 7, 7, 9, 17, 18]
    assert [span(e["range"])[0] for e in rename(s, 13, 2, "z")] == [13, 14]
    assert "already" in rename(s, 1, 7, "other")
    for wrong in ("", "two words", "show", "1", "a.b", "\"", "x #"):
        assert isinstance(rename(s, 1, 7, wrong), str), wrong
    assert "own" in rename(s, 17, 9, "E"), rename(s, 17, 9, "E")
    assert "cannot be a name" in rename(s, 7, 29, "Bit Bat")
    assert "no name" in rename(s, 6, 0, "x") and "not given" in rename(s, 17, 13, "Q")


def test_no_rename_beside_what_cannot_be_read(s):
    s.open()
    s.show("type T = {a, b}\nstate w : T = |a>\nshow w w\n")
    assert "cannot be read" in rename(s, 1, 6, "v")
    s.show("type T = {a, b}\nstate w : T = |a>\nshow w ; v w\n")
    assert "cannot be read" in rename(s, 1, 6, "u")
    s.show("type T = {a, b}\nstate w : T = |a>\nshow w\n")
    assert [span(e["range"])[0] for e in rename(s, 1, 6, "v")] == [1, 2]


def test_renames_change_nothing(s):
    """Lessons, a name each: the answers are the same but for the name."""
    s.open()
    r = random.Random(4)
    taken = 0
    for path in r.sample(sorted(glob.glob(ROOT + "/examples/*.diag")), 7):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        before = subprocess.run([PROGRAM, path], stdout=subprocess.PIPE, check=False).stdout.decode()
        s.show(text, "file://" + path)
        names = s.ask("textDocument/documentSymbol", textDocument={"uri": "file://" + path})
        names += [c for n in names for c in n["children"]]
        for n in r.sample(names, min(2, len(names))):
            at = n["selectionRange"]["start"]
            new = ("zz" if n["name"][0].islower() else "ZZ") + "9"
            answer = s.at("rename", at["line"], at["character"], "file://" + path, newName=new)
            if "changes" not in answer:
                continue
            changed = apply(text, answer["changes"]["file://" + path])
            after = subprocess.run([PROGRAM, "-"], input=changed.encode(), cwd=os.path.dirname(path),
                                   stdout=subprocess.PIPE, check=False).stdout.decode()
            words = sorted(re.findall(r"[\w/.]+", after.replace(new, n["name"])))
            assert words == sorted(re.findall(r"[\w/.]+", before)), (path, n["name"])
            taken += 1
    assert taken >= 5, taken


def test_layout(s):
    s.open()
    text = "type   T={a,b}\n# one\nshow   |a>   # two\n\n\n\nshow|b>"
    s.show(text)
    edits = s.ask("textDocument/formatting", textDocument={"uri": "untitled:1"},
                  options={"tabSize": 2, "insertSpaces": True})
    done = subprocess.run([PROGRAM, "--format", "-"], input=text.encode(), stdout=subprocess.PIPE,
                          check=False).stdout.decode()
    assert apply(text, edits) == done, (apply(text, edits), done)
    s.show(done)
    assert s.ask("textDocument/formatting", textDocument={"uri": "untitled:1"}, options={}) == []
    s.show("show (1\n")
    wrong = s.ask("textDocument/formatting", textDocument={"uri": "untitled:1"}, options={})
    assert wrong["code"] == -32803 and "line 1" in wrong["message"], wrong


def test_long_runs_give_way(s):
    s.open()
    s.notify("textDocument/didOpen", textDocument={"uri": "untitled:1", "languageId": "catgut",
                                                   "version": 1, "text": LONG})
    assert s.ask("textDocument/documentSymbol", textDocument={"uri": "untitled:1"})[0]["name"] == "Bit"
    assert [d["code"] for d in s.diagnostics()] == ["E033"]
    s.notify("textDocument/didChange", textDocument={"uri": "untitled:1", "version": 2},
             contentChanges=[{"text": "show nothing\n"}])
    assert [d["code"] for d in s.diagnostics()][-1] in ("E040", "E032", "E034", "E037", "E036")


def test_a_hover_outlives_the_run_before_it(s):
    """Its session looks for messages after a second, when the run that opened it is over."""
    s.open()
    text = LONG.replace("show ", "channel late : Bit -> Bit = ")
    assert s.show(text) == []
    asked = s.request("textDocument/hover", textDocument={"uri": "untitled:1"},
                      position={"line": 2, "character": 9})
    assert "late" in s.answer(asked)["result"]["contents"]["value"]


def test_requests_are_cancelled(s):
    """One that runs a text, since that is new, and one that waits for it."""
    s.open()
    s.notify("textDocument/didOpen", textDocument={"uri": "untitled:1", "languageId": "catgut",
                                                   "version": 1, "text": LONG})
    asked = [s.request("textDocument/hover", textDocument={"uri": "untitled:1"},
                       position={"line": 0, "character": 6}) for _ in range(2)]
    for number in reversed(asked):
        s.notify("$/cancelRequest", id=number)
    s.notify("textDocument/didClose", textDocument={"uri": "untitled:1"})
    assert [s.answer(number)["error"]["code"] for number in asked] == [-32800, -32800]


def test_order_of_a_session(s):
    assert s.ask("textDocument/hover")["code"] == -32002
    s.open()
    assert s.ask("initialize", capabilities={})["code"] == -32600
    assert s.ask("no/such")["code"] == -32601
    assert s.at("hover", 0, 0)["code"] == -32602
    s.show("show 1\n")
    for position in (None, 7, [], {"line": -1, "character": 0}, {"line": "0", "character": 0},
                     {"line": 0}, {"line": 0.5, "character": 0}):
        assert s.ask("textDocument/hover", textDocument={"uri": "untitled:1"},
                     position=position)["code"] == -32602, position
    assert s.at("hover", 2**60, 2**60) is None
    s.notify("textDocument/didChange", textDocument={"uri": "untitled:1", "version": 2},
             contentChanges=[{"range": {"start": {"line": 9, "character": 9},
                                        "end": {"line": 0, "character": 0}}, "text": "x"}])
    for params in ({}, {"textDocument": 3}, {"textDocument": {"uri": 3}},
                   {"textDocument": {"uri": "untitled:1"}, "contentChanges": [3]}):
        s.notify("textDocument/didChange", **params)
    assert s.at("completion", 0, 4)["message"] == "no such document is open"
    logged = [m for m in s.told if m["method"] == "window/logMessage"]
    assert len(logged) == 5, s.told


def test_bytes_that_are_no_messages(s):
    s.open()
    deep = b"[" * 100000
    wrong = [(b"Content-Length: 3\r\n\r\n{}x", -32700), (b"nonsense\r\n\r\n", -32600),
             (b"Content-Length: x\r\n\r\n", -32600), (b"Content-Length: -5\r\n\r\n", -32600),
             (b"Content-Length: 99999999999999999999999\r\n\r\n", -32600),
             (b"\x00\xff\xfe" * 5000 + b"\r\n\r\n", -32600),
             (b"Content-Length: %d\r\n\r\n%s" % (len(deep), deep), -32700),
             (b"Content-Length: 4\r\n\r\n\xff\xfe\x00\x01", -32700),
             (b"Content-Length: 2\r\n\r\n[]", -32600), (b"Content-Length: 0\r\n\r\n", -32700),
             (b"Content-Length: 21\r\n\r\n{\"id\":1,\"method\":\"x\"}", -32600)]
    wrong += [(b"Content-Length: %d\r\n\r\n%s" % (len(b), b), -32600) for b in (
        b'{"jsonrpc":"2.0","id":[],"method":"x"}', b'{"jsonrpc":"2.0","id":1}',
        b'{"jsonrpc":"2.0","id":1,"method":7}', b'{"jsonrpc":2,"id":1,"method":"x"}')]
    for data, code in wrong:
        s.write(data)
        answer = s.receive()
        assert answer["error"]["code"] == code, (data[:60], answer)
    big = b" " * (17 << 20)
    s.write(b"Content-Length: %d\r\n\r\n%s" % (len(big), big))
    assert s.receive()["error"]["code"] == -32600
    s.write(b"content-length:58\r\nContent-Type: x\r\n\r\n"
            b'{"jsonrpc":"2.0","id":"a","method":"no/such","params":{}}\n')
    assert s.receive()["error"]["code"] == -32601
    r = random.Random(1)
    for _ in range(30):
        s.write(bytes(r.choice(b'{}[]":,\r\n0aContent-Length \xff\x00') for _ in range(200)))
    s.write(b"\r\n\r\nContent-Length: 2\r\n\r\n[]")
    s.process.stdin.close()
    out = s.process.stdout.read()
    assert s.process.wait() == 0 and out.count(b"error") >= 1
    return "ended"


def test_half_a_message(s):
    s.open()
    s.write(b"Content-Length: 100\r\n\r\n{\"jsonrpc\"")
    s.process.stdin.close()
    assert s.receive()["error"]["message"] == "the input ended within a message"
    assert s.process.wait() == 0
    return "ended"


def test_half_a_header(s):
    s.open()
    s.write(b"Content-Length: 2")
    s.process.stdin.close()
    assert s.receive()["error"]["message"] == "the input ended within a message"
    assert s.process.wait() == 0
    return "ended"


def test_exit_without_shutdown(s):
    s.open()
    s.send({"jsonrpc": "2.0", "method": "exit"})
    assert s.process.wait() == 1
    return "ended"


def main():
    probe = subprocess.run([PROGRAM, "--lsp"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                           check=False)
    if probe.returncode == 2:
        print("skipped: " + probe.stderr.decode().strip())
        return 77
    passed = failed = 0
    for name, test in sorted(globals().items()):
        if not name.startswith("test_") or (len(sys.argv) > 1 and sys.argv[1] not in name):
            continue
        server = Server()
        try:
            if test(server) != "ended":
                server.end()
            passed += 1
        except Exception:
            failed += 1
            server.process.kill()
            print(name + " failed:\n" + traceback.format_exc())
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
