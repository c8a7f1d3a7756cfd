#!/usr/bin/env python3
"""kernel.py -- the kernel of Jupyter, as its clients see it.

Lessons are executed as notebooks by nbclient and print what the program prints;
then one kernel is asked for everything else that a front end asks for, interrupted, and given cells
that are none.  What is waited for is a message, never time.
Prints a line for each test that fails, and a tally; 77 where Python has not the modules."""
import asyncio
import glob
import os
import subprocess
import sys
import traceback
import warnings

warnings.filterwarnings("ignore")
try:
    import nbclient
    import nbformat
    import ipykernel  # noqa: F401  (the kernel runs on this Python)
    from jupyter_client.manager import start_new_kernel
except ImportError as missing:
    # Debian's packages are seen by Debian's own Python alone.
    if os.path.realpath(sys.executable) != os.path.realpath("/usr/bin/python3"):
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    print(f"Python has not all of nbclient, nbformat and ipykernel: {missing}")
    sys.exit(77)

PROGRAM = os.path.abspath(os.environ.get("CATGUT", "build/catgut"))
PATIENCE = int(os.environ.get("PATIENCE", 600)) // 5
LESSONS = ["examples/01-smoking.diag", "examples/13-pictures.diag",
           "examples/22-rows-and-a-graph.diag"]
NOISY = "type Bit = {0, 1}\nchannel noisy : Bit -> Bit = " \
        "{ 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }"
UNFAIR = "type B = {0, 1}\nmodel m { A : B  Y : B <- A }\nfunctor F : m { A = uniform[B]" \
         "  Y = { 0 -> |0>  1 -> |1> } }\n"
LONG = "noisy ^ 1000000"


# ---- notebooks


def printed(outputs):
    """The texts of a cell, as the program would print them."""
    return "".join(output["data"].get("text/plain", "").rstrip("\n") + "\n" for output in outputs
                   if output.output_type == "display_data" and "text/plain" in output["data"])


def notebook_of(lesson):
    made = subprocess.run([PROGRAM, "--to-notebook", lesson], capture_output=True, check=True)
    return nbformat.reads(made.stdout.decode(), nbformat.NO_CONVERT), made.stdout.decode()


def execute_notebook(lesson):
    notebook = notebook_of(lesson)[0]
    nbclient.NotebookClient(notebook, timeout=PATIENCE, resources={
        "metadata": {"path": os.path.dirname(lesson)}}).execute()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    ran = subprocess.run([PROGRAM, lesson], capture_output=True, check=True)
    got = "".join(printed(cell.outputs) for cell in code)
    # In a conversation a check that holds says so.
    checks = sum(line.startswith("check") for cell in code for line in cell.source.splitlines())
    assert got.splitlines().count("true") == checks, got
    got = "".join(line for line in got.splitlines(keepends=True) if line != "true\n")
    assert got == ran.stdout.decode() and not ran.stderr, f"{lesson} prints\n{got}"


def test_scripts_become_notebooks():
    """As Jupyter saves them itself."""
    lessons = sorted(glob.glob("examples/*.diag"))
    assert set(LESSONS) <= set(lessons), lessons
    for lesson in lessons:
        notebook, text = notebook_of(lesson)
        nbformat.validate(notebook)
        assert nbformat.writes(notebook).rstrip("\n") + "\n" == text, lesson


def test_notebooks():
    for lesson in LESSONS:
        execute_notebook(lesson)


def test_an_error_stops_the_notebook():
    notebook = notebook_of(LESSONS[0])[0]
    notebook.cells = [nbformat.v4.new_code_cell(code) for code in
                      ("show 1", "show 2\nshow nothing\nshow 3", "show 4")]
    try:
        nbclient.NotebookClient(notebook, timeout=PATIENCE).execute()
    except nbclient.exceptions.CellExecutionError as error:
        assert error.ename == "E040", error
    else:
        raise AssertionError("no error")
    assert [printed(cell.outputs) for cell in notebook.cells] == ["1\n", "2\n", ""]


# ---- one kernel for the rest


class Client:
    def __init__(self):
        self.kernel, self.client = start_new_kernel(kernel_name="catgut")

    def end(self):
        self.client.stop_channels()
        self.kernel.shutdown_kernel()

    def execute(self, code, interrupt_at=None, **given):
        """All messages as (kind, content), the reply last; an interrupt comes after the first
        message of a kind."""
        request = self.client.execute(code, stop_on_error=False, **given)
        heard = []
        while not heard or heard[-1] != ("status", {"execution_state": "idle"}):
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            heard.append((message["msg_type"], message["content"]))
            if message["msg_type"] == interrupt_at:
                self.kernel.interrupt_kernel()
                interrupt_at = None
        return heard + [("reply", self.reply_to(request))]

    def reply_to(self, request):
        while True:
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"]["msg_id"] == request:
                return reply["content"]

    def shown(self, code):
        """The bundles of a cell that is right."""
        heard = self.execute(code)
        assert heard[-1][1]["status"] == "ok", heard[-1]
        return [content["data"] for kind, content in heard if kind == "display_data"]

    def text(self, code):
        return [data.get("text/plain") for data in self.shown(code)]


def error_in(heard):
    errors = [content for kind, content in heard if kind == "error"]
    assert len(errors) == 1 and heard[-1][1]["status"] == "error", [
        (kind, str(content)[:200]) for kind, content in heard]
    assert heard[-1][1]["evalue"] == errors[0]["evalue"]
    return errors[0]


def test_kernel_info(c):
    info = c.reply_to(c.client.kernel_info())
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, check=True).stdout
    assert f"catgut {info['implementation_version']}\n".encode() == version
    assert info["language_info"]["file_extension"] == ".diag"


def test_forms(c):
    model, = c.shown("type Bit = {0, 1}\nmodel m { A : Bit  B : Bit <- A }")
    assert list(model) == ["text/html"] and "<svg" in model["text/html"]
    picture, = c.shown("draw m")
    assert sorted(picture) == ["image/svg+xml", "text/plain"]
    assert picture["image/svg+xml"].startswith("<svg ") and "│ B │" in picture["text/plain"]
    formula, = c.shown("identify P(B | do(A)) in m")
    assert formula["text/latex"] == r"$$P(B \mid A)$$" and "<math" in formula["text/html"]
    one, two = c.shown("show 1/3\nuniform[Bit]")
    assert one["text/plain"] == "1/3   # 0.333333" and "<style>" in one["text/html"]
    assert two["text/plain"] == "1/2|0> + 1/2|1>   # 0.5, 0.5" and "<style>" not in two["text/html"]
    assert c.text("% == uniform[Bit]\nlet x = %\nx") == ["true", "true"]


def test_errors(c):
    error = error_in(c.execute("show 1\nshow nothing + 1"))
    assert error["ename"] == "E040" and error["evalue"] == "nothing here is called `nothing`"
    number = error["traceback"][0].split("]")[0]
    assert error["traceback"][:3] == [
        f"{number}]:2:6: error: nothing here is called `nothing` [E040]",
        "    show nothing + 1", "         ^~~~~~~"], error
    warned = c.execute(UNFAIR + "check not fairness(A -> Y) in m with F")
    said = [content["text"] for kind, content in warned if kind == "stream"]
    assert len(said) == 1 and ": warning: not fair" in said[0] and "^~~" in said[0], said
    assert warned[-1][1]["status"] == "ok", warned[-1]
    silent = c.execute("show 1\nshow nothing", silent=True)
    assert {kind for kind, _ in silent} == {"status", "reply"}, silent
    assert silent[-1][1]["ename"] == "E040", silent[-1]


def test_commands(c):
    assert c.text("type Coin = {heads, tails}\nstate fair : Coin = uniform") == []
    assert c.text(":type fair") == ["Coin"]
    assert c.text(":undo") == ["taken back: `state fair : Coin = uniform`"]
    assert error_in(c.execute(":type Coin\nshow 1"))["ename"] == "E028"


def test_counts(c):
    counts = [c.execute(code)[-1][1]["execution_count"] for code in ("show 1", "shw", "", "show 2")]
    assert counts == list(range(counts[0], counts[0] + 4)), counts


def test_interrupt(c):
    c.execute(NOISY)
    for kind in "display_data", "execute_input":
        heard = c.execute(f"show 1\n{LONG}\nshow 2", interrupt_at=kind)
        assert error_in(heard)["evalue"] == "interrupted", heard
        assert [k for k, _ in heard].count("display_data") <= 1, heard
    c.kernel.interrupt_kernel()  # nothing runs: nothing happens
    assert c.text("noisy ^ 2")[0].startswith("# Bit -> Bit\n{ 0 -> 83/100|0>")


def test_what_helps_who_writes(c):
    c.execute(NOISY)
    code = "# ä 🙂\nshow noi ; id"
    found = c.client.complete(code, code.index(" ;"), reply=True, timeout=PATIENCE)["content"]
    assert found["matches"] == ["noisy"], found
    assert code[found["cursor_start"]:found["cursor_end"]] == "noi"
    found = c.client.complete("", reply=True, timeout=PATIENCE)["content"]
    assert "model" in found["matches"] and "show" in found["matches"]
    for code, at, expected in (("show cut(m, X)", 6, "cut: "), ("ä cut(m", 7, "a model"),
                               ("E052", 4, "E052: "), ("show cut", 8, "cut: "),
                               ("noisy", 2, "Bit -> Bit"), ("1 + 2", 3, None), ("", 0, None)):
        told = c.client.inspect(code, at, reply=True, timeout=PATIENCE)["content"]
        assert told["status"] == "ok" and told["found"] == bool(expected), (code, told)
        assert not expected or told["data"]["text/plain"].startswith(expected), (code, told)
    for code, expected in (("show 1", "complete"), ("model m {", "incomplete"), ("}", "complete"),
                           ("show P(A |", "incomplete"), ("", "complete")):
        assert c.reply_to(c.client.is_complete(code))["status"] == expected, code


HOSTILE = ["\0", "show \0", "a" * 100000, "show " + "(" * 100000, "{" * 3000, "show 2^100000000",
           'import "nothing.diag"', "show 1" * 20000, "model m {" * 2000, "🙂🙂", "\u202e show 1",
           'show "', "%%bash\nls", "!ls", "show % %", "%load x", "show 1/0",
           "# options: --json\nshow nothing"]
HARMLESS = ["\n" * 10000, "?show", ":help cut", ":undo x", ":load", ":" * 10000,
            "# only a comment", "\r\n\r\n", "\ufeff", "show 1\r\nshow 2\r\n", "show 1;"]


def test_hostile_cells(c):
    c.execute("let before = 17")
    for code in HOSTILE:
        assert error_in(c.execute(code))["evalue"], code
    for code in HARMLESS:
        c.execute(code)
    for code in HOSTILE + HARMLESS:
        c.client.complete(code, reply=True, timeout=PATIENCE)
        c.client.inspect(code, len(code), reply=True, timeout=PATIENCE)
        c.reply_to(c.client.is_complete(code))
    assert c.text("before") == ["17"]


def main():
    if os.environ.get("TEST_MODE", "plain") != "plain":
        print("the library is built for the plain program alone")
        return 77
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # else the debugger of ipykernel speaks
    asyncio.set_event_loop(asyncio.new_event_loop())
    # For this person, whose home is empty.
    subprocess.run([PROGRAM, "--install-kernel"], check=True, stdout=subprocess.DEVNULL)
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    client = Client()
    passed = failed = 0
    for name, test in tests:
        try:
            test(*[client] * test.__code__.co_argcount)
            passed += 1
        except Exception:
            failed += 1
            print(f"FAILED {name}")
            traceback.print_exc(file=sys.stdout)
    client.end()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
