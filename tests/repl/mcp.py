#!/usr/bin/env python3
"""mcp.py -- `catgut --mcp`, as its client sees it: messages in, messages out.

Both kinds of revision, each tool, mistakes and refusals, a call that is cancelled while it runs and
one that waits, and lines that are no messages.  What is waited for is an answer, never time.
Prints a line for each test that fails, and a tally; 77 where the program cannot read JSON."""

import json
import os
import subprocess
import sys
import traceback

PROGRAM = os.environ.get("CATGUT", "build/catgut")
NEW = {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
       "io.modelcontextprotocol/clientCapabilities": {}}
MODEL = "type Bit = {0, 1}\nmodel m { X : Bit  Z : Bit <- X  Y : Bit <- Z  X <-> Y }\n"
LONG = "type Bit = {0, 1}\nchannel noisy : Bit -> Bit = " \
       "{ 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }\nshow noisy ^ 1000000\n"


class Server:
    def __init__(self):
        self.process = subprocess.Popen([PROGRAM, "--mcp"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def send(self, message):
        line = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def receive(self):
        return json.loads(self.process.stdout.readline())

    def ask(self, method, params=None, number=1):
        message = {"jsonrpc": "2.0", "id": number, "method": method}
        if params is not None:
            message["params"] = params
        self.send(message)
        answer = self.receive()
        assert answer["jsonrpc"] == "2.0" and answer["id"] == number, answer
        return answer

    def open(self, version="2025-06-18"):
        result = self.ask("initialize", {"protocolVersion": version, "capabilities": {},
                                         "clientInfo": {"name": "test", "version": "1"}})["result"]
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return result

    def call(self, name, **given):
        return self.ask("tools/call", {"name": name, "arguments": given})["result"]

    def end(self):
        rest, errors = self.process.communicate()
        assert (rest, errors, self.process.returncode) == (b"", b"", 0), (rest, errors)


def text_of(result):
    assert [c["type"] for c in result["content"]] == ["text"]
    return result["content"][0]["text"]


def test_opened_revisions(s):
    result = s.open()
    assert result["protocolVersion"] == "2025-06-18"
    assert result["serverInfo"]["name"] == "catgut" and "tools" in result["capabilities"]
    assert "resultType" not in result
    assert s.ask("ping")["result"] == {}
    tools = s.ask("tools/list")["result"]["tools"]
    assert [t["name"] for t in tools] == ["run", "identify", "ask", "explain", "witness",
                                          "separated", "adjustment", "entailed", "derive", "help"]
    for t in tools:
        schema = t["inputSchema"]
        assert schema["type"] == "object" and schema["additionalProperties"] is False
        optional = {"independent", "dependent", "variables", "given"}
        assert set(schema["required"]) == set(schema["properties"]) - optional
        assert t["annotations"]["readOnlyHint"] is True and t["description"]


def test_unknown_version_gets_ours(s):
    assert s.open("1999-01-01")["protocolVersion"] == "2025-11-25"


def test_stateless_revision(s):
    found = s.ask("server/discover", {"_meta": NEW})["result"]
    assert found["supportedVersions"][0] == "2026-07-28" and found["resultType"] == "complete"
    assert found["ttlMs"] > 0 and found["cacheScope"]
    listed = s.ask("tools/list", {"_meta": NEW})["result"]
    assert listed["resultType"] == "complete" and len(listed["tools"]) == 10
    params = {"name": "run", "arguments": {"script": "show 1/3 + 1/6"}, "_meta": NEW}
    result = s.ask("tools/call", params)["result"]
    assert result["resultType"] == "complete" and text_of(result) == "1/2   # 0.5\n"
    assert s.ask("tools/list", {})["error"]["code"] == -32602
    other = dict(NEW, **{"io.modelcontextprotocol/protocolVersion": "2031-01-01"})
    error = s.ask("tools/list", {"_meta": other})["error"]
    assert error["code"] == -32022
    assert error["data"] == {"supported": ["2026-07-28"], "requested": "2031-01-01"}


def test_tools_answer(s):
    s.open()
    result = s.call("identify", script=MODEL, question="P(Y | do(X)) in m")
    assert not result["isError"] and "front door by {Z}" in text_of(result)
    answer = result["structuredContent"]["results"][-1]
    assert answer["status"] == "identified" and answer["formula"].startswith("sum_Z")
    result = s.call("ask", script="state w : (A : Bit) * (B : Bit) = 1/4|0,0> + 3/4|1,1>"
                    .join(["type Bit = {0, 1}\n", "\n"]), question="P(A | B = 1) in w")
    assert text_of(result) == "|1>\n"
    assert "1." in text_of(s.call("explain", script=MODEL, question="P(Y | do(X)) in m"))
    bow = "type Bit = {0, 1}\nmodel b { X : Bit  Y : Bit <- X  X <-> Y }\n"
    witness = s.call("witness", script=bow, question="F1, F2 = P(Y | do(X)) in b")
    assert not witness["isError"] and "functor" in text_of(witness)
    independent = s.call("separated", script=MODEL, question="independent(X, Z) in m")
    assert text_of(independent) == "false\n"
    assert "none" in text_of(s.call("adjustment", script=MODEL, question="adjustment(X -> Y) in m"))
    assert "hedge" in text_of(s.call("help", topic="hedge"))


def test_premises(s):
    s.open()
    result = s.call("entailed", independent=["Rain, Sprinkler"], relation="ancestor",
                    dependent=["Rain, Wet", "Sprinkler, Wet"], x="Rain", y="Wet")
    assert not result["isError"] and text_of(result).startswith("entailed: in all of 1 DAG")
    answer, = result["structuredContent"]["results"]
    assert answer["status"] == "entailed" and answer["for"] == [["Rain", "Wet"],
                                                                ["Sprinkler", "Wet"]]
    chain = {"independent": ["A, C | B"], "dependent": ["A, B", "B, C"]}
    for relation, x, y, status in (("parent", "A", "B", "open"), ("child", "A", "C", "impossible"),
                                   ("common_effect", "A", "C", "impossible"),
                                   ("dependent", "A", "C", "entailed"),
                                   ("independent", "A", "C", "impossible")):
        result = s.call("entailed", relation=relation, x=x, y=y, **chain)
        assert result["structuredContent"]["results"][0]["status"] == status, relation
    result = s.call("entailed", relation="independent", x="A", y="C", given="B", **chain)
    assert result["structuredContent"]["results"][0]["every state"] == "yes"
    result = s.call("entailed", relation="common_cause", x="A", y="B", variables=["C"],
                    dependent=["A, B"])
    assert "in 3 of 19 DAGs" in text_of(result)
    assert "1 of 3 DAGs" in text_of(s.call("entailed", relation="parent", x="A", y="B"))
    result = s.call("entailed", relation="parent", x="A", y="B", independent=["A, B"],
                    dependent=["A, B"])
    assert result["isError"] and "E343" in text_of(result)
    result = s.call("derive", goal="A, D | B", premises=["A, C | B", "{A, B}, D | C"])
    proof, = result["structuredContent"]["results"]
    assert [line["law"] for line in proof["lines"]] == ["premise", "premise", "weak union",
                                                        "contraction", "decomposition"]
    result = s.call("derive", goal="A, {B, C}", premises=["A, B | C", "A, C | B"])
    assert not result["isError"] and "does not follow" in text_of(result)
    result = s.call("derive", goal="A, {B, C}", premises=["A, B | C", "A, C | B", "positive"])
    assert "intersection of 1 and 2" in text_of(result)
    for premises in [], ["A, B,"], ["A"], ["A, B)"], ["A, B | D"]:
        result = s.call("derive", goal="A, C", premises=premises)
        assert result["isError"] and "error" in text_of(result), premises


def test_a_no_is_a_result(s):
    s.open()
    bow = "type Bit = {0, 1}\nmodel b { X : Bit  Y : Bit <- X  X <-> Y }\n"
    result = s.call("identify", script=bow, question="P(Y | do(X)) in b")
    assert not result["isError"] and "not identifiable" in text_of(result)
    assert result["structuredContent"]["results"][0]["status"] == "not identifiable"


def test_a_mistake_can_be_repaired(s):
    s.open()
    result = s.call("run", script="show P(Y) in nowhere")
    assert result["isError"] and "script:1:14: error" in text_of(result) and "^" in text_of(result)
    assert result["structuredContent"]["results"][0]["code"].startswith("E0")
    assert s.call("help", topic="no such word")["isError"]


def test_limits(s):
    s.open()
    result = s.call("run", script='export 1 to "x.csv"')
    assert result["isError"] and not os.path.exists("x.csv")
    assert "E106" in text_of(s.call("run", script="#" * 70000))
    result = s.call("run", script="type D = {0..999}\nlet c = uniform[D]\nshow c * c")
    assert result["structuredContent"]["results"][-1]["kind"] == "error"


def test_malformed_calls(s):
    s.open()
    for params in ({"name": "nothing", "arguments": {}}, {"name": "run"}, {},
                   {"name": "run", "arguments": {"script": 1}},
                   {"name": "run", "arguments": {"script": "show 1", "more": "x"}},
                   {"name": "identify", "arguments": {"script": "show 1"}},
                   {"name": "derive", "arguments": {"goal": "A, B", "premises": "A, B"}},
                   {"name": "derive", "arguments": {"goal": "A, B", "premises": [1]}},
                   {"name": "derive", "arguments": {"goal": ["A, B"], "premises": []}},
                   {"name": "derive", "arguments": {"premises": []}},
                   {"name": "entailed", "arguments": {"relation": "aunt", "x": "A", "y": "B"}},
                   {"name": "entailed", "arguments": {"relation": "parent", "x": "A"}},
                   {"name": "entailed", "arguments": {"relation": "parent", "x": "A", "y": "B",
                                                      "script": "show 1"}},
                   {"name": ["run"], "arguments": []}):
        assert s.ask("tools/call", params)["error"]["code"] == -32602, params
    assert s.ask("nothing")["error"]["code"] == -32601
    assert s.ask("ping", number="a name")["result"] == {}
    assert s.ask("ping", number=2 ** 53 + 1)["result"] == {}


def test_malformed_lines(s):
    for line, code in ((b"nonsense", -32700), (b"{", -32700), (b"\xff\xfe", -32700),
                       (b'{"id":1,"id":2}', -32700), (b"[" * 100000, -32700), (b"[]", -32600),
                       (b"{}", -32600), (b'{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600),
                       (b'{"jsonrpc":"2.0","id":[1],"method":"ping"}', -32600),
                       (b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600),
                       (b'{"jsonrpc":"2.0","id":1,"method":7}', -32600),
                       (b'"' + b"x" * (2 << 20) + b'"', -32600)):
        s.send(line)
        assert s.receive()["error"]["code"] == code, line[:40]
    s.send(b"")
    s.send({"jsonrpc": "2.0", "method": "notifications/unknown"})
    assert s.ask("ping")["result"] == {}


def test_cancel_what_runs_and_what_waits(s):
    s.open()
    for number in 1, 2:
        s.send({"jsonrpc": "2.0", "id": number, "method": "tools/call",
                "params": {"name": "run", "arguments": {"script": LONG}}})
    for number in 2, 1, 77:
        s.send({"jsonrpc": "2.0", "method": "notifications/cancelled",
                "params": {"requestId": number}})
    assert s.ask("ping", number=3)["result"] == {}


def test_end_in_the_middle(s):
    s.open()
    s.send({"jsonrpc": "2.0", "id": 9, "method": "tools/call",
            "params": {"name": "run", "arguments": {"script": "show 2"}}})
    s.process.stdin.close()
    assert text_of(s.receive()["result"]) == "2\n"
    s.process.stdin = None


def main():
    probe = subprocess.run([PROGRAM, "--mcp"], input=b"", capture_output=True)
    if probe.returncode == 2:
        print("skipped:", probe.stderr.decode().strip())
        return 77
    more = subprocess.run([PROGRAM, "--mcp", "x.diag"], input=b"", capture_output=True)
    alone = more.returncode == 2 and b"`--mcp` stands alone" in more.stderr
    passed, failed = int(alone), int(not alone)
    for name, test in sorted(globals().items()):
        if not name.startswith("test_"):
            continue
        server = Server()
        try:
            test(server)
            server.end()
            passed += 1
        except Exception:
            failed += 1
            server.process.kill()
            print("failed:", name)
            traceback.print_exc(file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
