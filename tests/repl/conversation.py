#!/usr/bin/env python3
"""conversation.py -- the prompt, in a pseudo-terminal, as a person would use it.

Every test starts a program of its own with a home of its own, types, and waits for text, never for
time; how long something takes is counted in time of the processor.  Prints a line for each test
that fails, and a tally.
Words on the command line choose the tests whose names contain one of them."""
import ctypes
import fcntl
import os
import pty
import re
import resource
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import traceback

PROGRAM = os.environ.get("CATGUT", "build/catgut")
SCRATCH = os.environ.get("SCRATCH", "build/scratch/conversation")
ASAN = os.environ.get("TEST_MODE") == "asan"
PATIENCE = float(os.environ.get("PATIENCE", 600)) / 5
PROMPT = "catgut> "
UP, TAB, CONTROL_C, CONTROL_D = "\x1b[A", "\t", "\x03", "\x04"
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r|\x07")

NOISY = ("type Bit = {0, 1}",
         "channel noisy : Bit -> Bit = { 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }")
LONG = "show noisy ^ 1000000"


class Wrong(Exception):
    pass


class Terminal:
    """The program at a terminal of 24 lines, and 120 columns unless told otherwise."""

    open = []

    def __init__(self, home, *arguments, greeted=True, after="", columns=120, **variables):
        os.makedirs(home, exist_ok=True)
        names = dict(os.environ, HOME=home, TERM="xterm", LC_ALL="C.UTF-8", INPUTRC="/dev/null")
        for name in ("NO_COLOR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LESS"):
            names.pop(name, None)
        names["PAGER"] = ""
        names.update(variables)
        self.home, self.all, self.seen, self.status = home, "", 0, None
        self.pid, self.fd = pty.fork()
        Terminal.open.append(self)
        if self.pid == 0:
            # before it starts: a size that changes later has the prompt drawn again
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            os.chdir(home)
            if after:
                os.execve("/bin/sh", ("sh", "-c", "trap : INT\n\"$0\"\n" + after, PROGRAM), names)
            os.execve(PROGRAM, ("catgut",) + arguments, names)
        if greeted:
            self.wait(PROMPT)

    def send(self, text):
        data = text.encode()
        while data:
            data = data[os.write(self.fd, data[:512]):]
            self.take(0)

    def take(self, seconds):
        """More of what it writes, if there is any; False at the end."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return True
        try:
            part = os.read(self.fd, 65536)
        except OSError:
            part = b""
        self.all += part.decode(errors="replace")
        return bool(part)

    def plain(self):
        return CODES.sub("", self.all)

    def wait(self, wanted, seconds=PATIENCE):
        """Waits for text (or a pattern); returns what came before it, without control codes."""
        pattern = wanted if isinstance(wanted, re.Pattern) else re.compile(re.escape(wanted))
        end = time.monotonic() + seconds
        while True:
            text = self.plain()
            found = pattern.search(text, self.seen)
            if found:
                before = text[self.seen:found.start()]
                self.seen = found.end()
                return before
            if time.monotonic() > end or not self.take(0.2):
                raise Wrong("waited for %r\nafter %r" % (wanted, text[self.seen:][-2000:]))

    def ask(self, line):
        """Types a line; returns what is written up to the next prompt, without the echo."""
        self.send(line + "\r")
        answer = self.wait(PROMPT)
        return answer.split("\n", 1)[1] if "\n" in answer else answer

    def tell(self, *lines):
        for line in lines:
            equal(self.ask(line), "")

    def paste(self, text):
        self.send("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def end(self):
        """What it writes to its end; its exit status in self.status."""
        finish = time.monotonic() + PATIENCE
        while self.take(0.2):
            if time.monotonic() > finish:
                raise Wrong("it did not end; last: %r" % self.plain()[-500:])
        status = os.waitpid(self.pid, 0)[1]
        self.status = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
        os.close(self.fd)
        return self.plain()[self.seen:]

    def leave(self, status=0):
        self.send(CONTROL_D)
        rest = self.end()
        equal(self.status, status)
        return rest

    def worked(self):
        """Seconds of the processor it has had; 0 where the system does not say."""
        try:
            with open("/proc/%d/stat" % self.pid, encoding="utf-8") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return 0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self):
        if self.status is None:
            self.status = -signal.SIGKILL
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self.fd)


def equal(found, wanted):
    if found != wanted:
        raise Wrong("found  %r\nwanted %r" % (found, wanted))


def holds(text, *parts):
    for part in parts:
        if part not in text:
            raise Wrong("no %r in %r" % (part, text))


def quick(seconds, most):
    if seconds > most:
        raise Wrong("it took %g seconds of the processor" % seconds)


def lacks(text, *parts):
    for part in parts:
        if part in text:
            raise Wrong("%r in %r" % (part, text))


# ---- typing

def test_greeting(home):
    t = Terminal(home, greeted=False)
    banner = t.wait(PROMPT)
    holds(banner, "catgut ", ":help", "^D")
    equal(banner.count("\n"), 2)
    t.leave()


def test_bare_expression(home):
    t = Terminal(home)
    equal(t.ask("1/3 + 1/6"), "1/2   # 0.5\n")
    equal(t.ask(""), "")
    equal(t.ask("# nothing"), "")
    equal(t.ask("   "), "")
    equal(t.leave(), "\n")


def test_many_lines(home):
    t = Terminal(home)
    t.ask("type Bit = {0, 1}")
    t.send("model m {\r")
    t.wait("     {> ")
    t.send("X : Bit\r")
    t.wait("     {> ")
    t.send("Y : Bit <-\r")
    t.wait("     {> ")
    t.send("X }\r")
    t.wait(PROMPT)
    holds(t.ask("m"), "model m {", "Y : Bit <- X")
    t.send("1 +\r")
    t.wait("   ...> ")
    t.send("(\r")
    t.wait("     (> ")
    equal(t.ask("2)"), "3\n")
    t.leave()


def test_blank_line(home):
    t = Terminal(home)
    t.send("let x =\r")
    t.wait("   ...> ")
    holds(t.ask(""), "<repl>:1:8: error: ", "\n    let x =\n           ^\n")
    t.send("show (1 + 2\r")
    t.wait("     (> ")
    holds(t.ask("  "), "error", "(")
    equal(t.ask("1"), "1\n")
    t.leave()


def test_blank_line_in_braces(home):
    t = Terminal(home)
    t.ask("type Bit = {0, 1}")
    t.send("model m {\r")
    t.wait("     {> ")
    for line in ("", "X : Bit", "   ", "", "Y : Bit <- X"):
        t.send(line + "\r")
        t.wait("     {> ")
    equal(t.ask("}"), "")
    holds(t.ask("m"), "model m {", "Y : Bit <- X")
    t.send("channel k : Bit -> Bit = {\r")
    t.wait("     {> ")
    t.send("0 -> (\r")
    t.wait("     (> ")
    t.send("\r")
    t.wait("     (> ")
    t.send("|0>)\r")
    t.wait("     {> ")
    equal(t.ask("1 -> |1> }"), "")
    t.send("model n {\r")
    t.wait("     {> ")
    t.send(CONTROL_C)
    t.wait(PROMPT)
    equal(t.ask("1"), "1\n")
    t.leave()


def test_end_in_bracket(home):
    for kind in ("xterm", "dumb"):
        t = Terminal(home, TERM=kind)
        for opened, bracket in (("model m {", "{"), ("show (1 +", "("), ("let x = f[", "[")):
            t.send(opened + "\r")
            t.wait("     " + bracket + "> ")
            t.send(CONTROL_D)
            holds(t.wait(PROMPT), "`%s` opened at line 1 is not closed" % bracket)
            equal(t.ask("1 + 1"), "2\n")
        equal(t.leave(), "\n")


def test_wrong(home):
    t = Terminal(home)
    answer = t.ask("show nothing + 1")
    holds(answer, "<repl>:1:6: error: ", "\n    show nothing + 1\n         ^~~~~~~\n")
    holds(t.ask("+ 3"), "error: a statement cannot start with `+`")
    equal(t.ask("2 ^ 10"), "1024\n")
    equal(t.leave(), "\n")


def test_end_of_incomplete(home):
    t = Terminal(home)
    t.send("let x =\r")
    t.wait("   ...> ")
    holds(t.leave(), "<repl>:1:8: error: ")


def test_end(home):
    for kind in ("xterm", "dumb"):
        t = Terminal(home, TERM=kind)
        equal(t.leave(), "\n")


def test_quit(home):
    for command in (":quit", " :q "):
        t = Terminal(home)
        t.send(command + "\r")
        t.end()
        equal(t.status, 0)


def test_quit_takes_nothing(home):
    t = Terminal(home)
    equal(t.ask(":quit now"), "`:quit` leaves, and takes nothing behind it\n")
    equal(t.ask(":names x"), "`:names` lists all that is there; of one, `:type` says what it is\n")
    holds(t.ask(":help :save"), "prompt: typing here")
    holds(t.ask(":help by"), "estimate: ")
    t.leave()


def test_commands_without_colon(home):
    t = Terminal(home)
    for typed, meant in (("quit", ":quit"), ("exit", ":quit"), (" exit() ", ":quit"),
                         ("quit;", ":quit"), ("help", ":help"), ("?", ":help"), ("? cut", ":help cut"),
                         ("?cut", ":help cut"), ("help cut", ":help cut"), ("ls", ":names"),
                         ("load lung.diag", ":load lung.diag")):
        equal(t.ask(typed), "commands of the prompt begin with a colon: `%s`\n" % meant)
    t.tell("let quit = 1", "let help = 2")
    equal(t.ask("quit"), "1\n")
    equal(t.ask("help + quit"), "3\n")
    holds(t.ask("exit + 1"), "nothing here is called `exit`")
    t.leave()


def test_redefinition(home):
    t = Terminal(home)
    t.tell("let p = 1/3", "let q = p + 1", "let p = 5")
    equal(t.ask("p + q"), "19/3   # 6.33333\n")
    t.tell("type Bit = {0, 1}", "state s : Bit = |1>")
    t.tell("type Bit = {0, 1, 2}", "state u : Bit = |2>")
    equal(t.ask("s"), "state s : Bit = |1>\n")
    holds(t.ask("check s == u"), "error")
    t.leave()


def test_several_on_a_line(home):
    t = Terminal(home)
    equal(t.ask("let a = 1 show a show a + 1"), "1\n2\n")
    t.leave()


# ---- pastes

def test_paste(home):
    t = Terminal(home)
    t.paste("let a = 2\n\nshow a\nmodel m {\n\n  X : Bit\n}\ntype Bit = {0, 1}\nshow a * 10\n")
    t.send("\r")
    t.wait("2\n<repl>:6:7: error: ")
    t.wait("20\n" + PROMPT)
    t.paste("show (1 +\n")
    t.send("\r")
    t.wait("     (> ")
    equal(t.ask("2)"), "3\n")
    t.paste(":type 1\nshow 7\n")
    t.send("\r")
    t.wait("a number\n7\n" + PROMPT)
    t.leave()


def test_paste_without_brackets(home):
    t = Terminal(home, TERM="dumb")
    t.send("type Bit = {0, 1}\rmodel m {\r\r  X : Bit\r\r}\rshow 6 * 7\r")
    t.wait(re.compile(r"(\n|> )42\n"))
    t.wait(PROMPT)
    holds(t.ask("show m"), "model m {\n  X : Bit\n}\n")
    t.leave()


def test_long_paste(home):
    t = Terminal(home)
    count = 500 if ASAN else 2000
    t.paste("show 0" + " +\n1" * count + "\n")
    t.send("\r")
    t.wait(re.compile(r"\n%d\n" % count))
    t.wait(PROMPT)
    t.leave()


def test_paste_too_long(home):
    t = Terminal(home, "--max-source", "1K")
    t.paste("show 0" + " +\n1" * 500 + "\n")
    t.send("\r")
    holds(t.wait(PROMPT), "error: too large: `<repl>` is longer than a text may be [E106]")
    t.send("show 0" + " + 1" * 300 + "\r")
    holds(t.wait(PROMPT), "error: too large: ")
    equal(t.ask("1 + 1"), "2\n")
    t.leave()
    text = "show 0" + " + 1" * 500 + "\nshow 7\n"
    holds(pipe(home, text, "-i", "--max-source", "1K")[0], "7\n")


# ---- interrupts

def test_interrupt_line(home):
    t = Terminal(home)
    t.send("show 1 + ")
    t.wait("show 1 + ")
    t.send(CONTROL_C)
    equal(t.wait(PROMPT), "^C\n")
    equal(t.ask("5"), "5\n")
    t.send("model m {\r")
    t.wait("     {> ")
    t.send("X :")
    t.wait("X :")
    t.send(CONTROL_C)
    equal(t.wait(PROMPT), "^C\n")
    equal(t.ask("6"), "6\n")
    t.send(CONTROL_C)
    t.wait("^C\n" + PROMPT)
    t.leave()


def test_interrupt_search(home):
    t = Terminal(home)
    t.ask("111")
    t.send("\x1211")
    t.wait("reverse-i-search")
    t.send(CONTROL_C)
    t.wait("^C\n" + PROMPT)
    equal(t.ask("6"), "6\n")
    t.leave()


def test_interrupt_work(home):
    t = Terminal(home)
    t.tell(*NOISY)
    for again in range(2):
        t.send(LONG + "\r")
        t.wait("% of the work")
        start = t.worked()
        t.send(CONTROL_C)
        t.wait("error: interrupted")
        t.wait(PROMPT)
        quick(t.worked() - start, 2)
        holds(t.ask("|0> ; noisy"), "9/10|0> + 1/10|1>")
    # What was drawn of the progress is wiped before anything else is said on that line.
    holds(t.all, "\r\x1b[K<repl>:1:6")
    t.leave()


def test_interrupt_printing(home):
    t = Terminal(home)
    t.tell("type N = {1..1000000}")
    t.send("show uniform[N]\r")
    t.wait("1/1000000|1>")
    start = t.worked()
    t.send(CONTROL_C)
    lacks(t.wait("error: interrupted"), "|1000000>")
    t.wait(PROMPT)
    quick(t.worked() - start, 2)
    t.leave()


def test_long_fraction(home):
    """Shortened with its size at a terminal, whole on request."""
    t = Terminal(home)
    whole = "%d/%d" % (9 ** 300, 10 ** 300)
    short = "%s...%s/1000...0000" % (str(9 ** 300)[:4], str(9 ** 300)[-4:])
    holds(t.ask("show (9/10) ^ 300"), short, "(a fraction of 287 and 301 digits")
    lacks(t.ask("show (9/10) ^ 300"), whole)
    holds(t.ask("show (9/10) ^ 300 as fraction"), whole)
    holds(t.ask("show (9/10) ^ 300"), short)
    t.leave()


def test_interrupt_piece(home):
    """The rest of what was pasted is not run."""
    t = Terminal(home)
    t.tell(*NOISY)
    t.paste(LONG + "\nshow 12345 + 1\n")
    t.send("\r")
    t.wait("% of the work")
    t.send(CONTROL_C)
    lacks(t.wait(PROMPT), "12346")
    t.leave()


def test_time_limit(home):
    """Each line has it anew, from when it was typed."""
    t = Terminal(home, "--max-time", "3s")
    t.tell(*NOISY)
    for again in range(2):
        holds(t.ask(LONG), "error: out of time")
    time.sleep(3.1)
    holds(t.ask("show |0> ; noisy ^ 300"), "|0> +")
    t.leave()


def test_no_early_progress(home):
    """What the machine makes slower than a second is no early progress, and tried again."""
    t = Terminal(home)
    t.tell(*NOISY)
    while True:
        begun, start = len(t.all), time.monotonic()
        t.ask("show |0> ; noisy ^ 3000")
        if time.monotonic() - start < 1:
            break
    lacks(t.all[begun:], "of the work")
    t.leave()


# ---- sentences

def test_narrow(home):
    """Sentences are broken where the terminal ends, between words; what stands in tables is not."""
    t = Terminal(home, columns=50)
    t.tell("type Bit = {0, 1}")
    t.send("model m { A : Bit  B : Bit <- A  A <-> B }\r")
    t.wait(PROMPT)
    for line in ("nothing", "identify P(B | do(A)) in m", "explain P(B | do(A)) in m",
                 ":help hedge", ":help E052", ":help comb", ":help", ":load nowhere.diag",
                 "show 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + nothing + 11 + 12 + 13 + 14 + 15"):
        answer = t.ask(line)
        for part in answer.split("\n"):
            if len(part) > 50 and not re.match("    |[|]", part):
                raise Wrong("%r is longer than the terminal" % part)
    joined = " ".join(t.ask(":help hedge").split())
    holds(joined, "why an effect is not identifiable", "hidden causes")
    t.ask("model n { A : Bit  B : Bit <- A }")
    equal(t.ask("identify P(B | do(A)) in n").split("\n")[-3:],
          ["  checked: a wrong formula would pass with", "    probability below 2^-100", ""])
    holds(" ".join(t.ask("identify P(B | do(A)) in m").split()),
          "comes about by itself; but hidden causes join all of {A, B},",
          "identifiable if one observed the common cause of A and B")
    t.leave()


# ---- the pager

def page(home, name, text):
    """A pager of our own."""
    path = home + "/" + name
    with open(path, "w") as file:
        file.write("#!/bin/sh\n" + text)
    os.chmod(path, 0o755)
    return path


def test_pager(home):
    """Only what is longer than the screen goes through it; a statement by itself, a script whole."""
    os.makedirs(home, exist_ok=True)
    t = Terminal(home, PAGER=page(home, "pager", "echo '<page>'\ncat\necho '</page>'\n"))
    t.tell("type N = {1..100}", "type M = {1..4}", "channel k : M -> M = { 1 -> uniform "
           "2 -> uniform  3 -> |1>  4 -> |2> }")
    lacks(t.ask("show k"), "<page>")
    answer = t.ask("show id[N]")
    holds(answer, "<page>\n", "\n</page>\n", "100 -> |100>")
    equal(answer.count("100 -> |100>"), 1)
    answer = t.ask(":help")
    holds(answer, "<page>\nStatements", "</page>\n")
    with open(home + "/long.diag", "w") as file:
        file.write("show 1\n" * 40)
    equal(t.ask(":load long.diag"), "<page>\n" + "1\n" * 40 + "</page>\n")
    t.send("show 1\r")
    t.paste("show 1\n" * 40)
    t.send("\r")
    t.wait("catgut> ")
    lacks(t.wait(re.compile("(1\n){40}")), "<page>")
    t.wait(PROMPT)
    equal(t.ask(":set"), "pager on\n")
    t.tell(":set pager off")
    lacks(t.ask(":help"), "<page>")
    equal(t.ask(":set pager"), "pager off\n")
    equal(t.ask(":set sail"), "there is `:set pager on` and `:set pager off`\n")
    t.tell(":set pager on")
    holds(t.ask(":help"), "<page>")
    t.leave()
    for arguments, names in ((("--json",), {}), ((), {"TERM": "dumb"})):
        t = Terminal(home, *arguments, PAGER=home + "/pager", **names)
        t.ask("type N = {1..100}")
        lacks(t.ask("show id[N]"), "<page>")
        t.leave()


def test_pager_left(home):
    """Whoever leaves it early, or types ^C, is back at the prompt, and the rest still runs."""
    os.makedirs(home, exist_ok=True)
    t = Terminal(home, PAGER=page(home, "pager", "head -n 3\nstty -echo\nexit 3\n"))
    t.tell("type N = {1..100000}")
    t.paste("show uniform[N]\nlet a = 5\nshow id[N]\n")
    t.send("\r")
    t.wait(PROMPT)
    equal(t.ask("a"), "5\n")
    t.leave()
    # a shell that reads may miss a signal that comes just before; between two sleeps it does not
    script = "trap 'echo caught; exit' INT\nhead -n 2\nwhile :; do sleep 1; done\n"
    t = Terminal(home, PAGER=page(home, "pager", script))
    t.tell("type N = {1..100000}")
    t.send("show id[N]\r")
    t.wait("1      -> |1>")
    t.send(CONTROL_C)
    t.wait("caught")
    if "error" in t.wait(PROMPT):
        raise Wrong("^C in a pager is no mistake")
    equal(t.ask("1 + 1"), "2\n")
    t.leave()


def test_pager_missing(home):
    t = Terminal(home, PAGER="/nowhere/pager --fast")
    t.tell("type N = {1..100}")
    answer = t.ask("show id[N]")
    holds(answer, "1   -> |1>", "100 -> |100>",
          "the pager `/nowhere/pager --fast` cannot be run and is off now: PAGER names it\n")
    lacks(t.ask("show id[N]"), "/nowhere/pager --fast")
    t.leave()


def test_pager_less(home):
    if not shutil.which("less"):
        return
    t = Terminal(home, PAGER="less")
    t.tell("type N = {1..1000}")
    t.send("show id[N]\r")
    t.wait("10   -> ")
    t.send("G")
    t.wait("1000 -> |1000>")
    t.send("q")
    t.wait(PROMPT)
    equal(t.ask("1 + 1"), "2\n")
    t.leave()


# ---- history

def test_history(home):
    t = Terminal(home)
    t.ask("let a = 17")
    t.send("model m {\r")
    t.wait("     {> ")
    t.ask("}")
    t.ask("show \"\\\\n\"")
    t.leave()
    path = home + "/.local/state/catgut/history"
    equal(open(path).read(), "let a = 17\nmodel m {\\n}\nshow \"\\\\\\\\n\"\n")
    equal(os.stat(path).st_mode & 0o777, 0o600)
    equal(os.stat(os.path.dirname(path)).st_mode & 0o777, 0o700)
    t = Terminal(home)
    t.send(UP)
    t.wait("show \"\\\\n\"")
    t.send(UP)
    t.wait("model m {\n}")
    t.send(UP)
    t.wait("let a = 17")
    t.send("0\r")
    t.wait(PROMPT)
    equal(t.ask("a"), "170\n")
    t.leave()


def test_history_folder(home):
    t = Terminal(home, XDG_STATE_HOME=home + "/state")
    t.ask("1")
    t.ask("1")
    t.ask(":names")
    t.leave()
    equal(open(home + "/state/catgut/history").read(), "1\n:names\n")
    equal(os.path.exists(home + "/.local"), False)


def test_history_is_cut(home):
    os.makedirs(home + "/catgut")
    with open(home + "/catgut/history", "w") as file:
        file.writelines("%d\n" % i for i in range(1500))
    t = Terminal(home, XDG_STATE_HOME=home)
    t.send(UP)
    t.wait("1499")
    t.send("\r")
    t.wait(PROMPT)
    t.leave()
    lines = open(home + "/catgut/history").read().split("\n")
    equal((len(lines), lines[0]), (1001, "500"))
    equal(os.listdir(home + "/catgut"), ["history"])


def test_history_nowhere(home):
    open(home + "/file", "w").close()
    for state in ("/proc/nowhere", home + "/file"):
        t = Terminal(home, XDG_STATE_HOME=state)
        equal(t.ask("1"), "1\n")
        t.send(UP)
        t.wait("1")
        t.send("\r")
        t.wait(PROMPT)
        t.leave()


def test_no_files(home):
    os.makedirs(home + "/.config/catgut")
    with open(home + "/.config/catgut/init.diag", "w") as file:
        file.write("let greeting = 42\n")
    t = Terminal(home, "--no-files")
    holds(t.ask("greeting"), "error")
    holds(t.ask(":load x.diag"), "--no-files")
    t.leave()
    equal(os.listdir(home), [".config"])


# ---- completion

def test_complete_keyword(home):
    t = Terminal(home)
    t.send("chan" + TAB)
    t.wait("channel ")
    t.send("f " + TAB)
    t.wait("f :")
    t.send(CONTROL_C)
    t.wait(PROMPT)
    t.send("mod" + TAB + "m {" + TAB)
    t.wait("model m {")
    t.send("la" + TAB)
    t.wait("latent ")
    t.send(CONTROL_C)
    t.wait(PROMPT)
    t.leave()


def test_complete_name(home):
    t = Terminal(home)
    t.tell("let probability = 1/7", "type Weather = {sun, rain}",
           "model causes { Season : Weather  Umbrella : Weather <- Season }")
    t.send("show prob" + TAB + " * 7\r")
    t.wait("probability * 7\n1\n" + PROMPT)
    t.send("disin" + TAB)
    t.wait("disintegrate")
    t.send(CONTROL_C)
    t.wait(PROMPT)
    t.send("state s : Wea" + TAB)
    t.wait("Weather")
    t.send(" = |sun>\r")
    t.wait(PROMPT)
    t.send("show cut(cau" + TAB + ", Umb" + TAB + ")\r")
    t.wait("cut(causes, Umbrella)\n")
    t.wait("Umbrella : Weather = uniform")
    t.wait(PROMPT)
    t.send("diagram d { wire <- s  return wi" + TAB + " }\r")
    t.wait("return wire }")
    t.wait(PROMPT)
    t.leave()


def test_complete_label(home):
    t = Terminal(home)
    t.tell("type Cancer = {cancer, healthy}", "type Other = {he, she, \"not said\"}",
           "state s : (C : Cancer) = 1/4|cancer> + 3/4|healthy>")
    t.send("show 1|heal" + TAB + ">\r")
    t.wait("|healthy>")
    t.wait(PROMPT)
    t.send("show P(C = c" + TAB + ") in s\r")
    t.wait("P(C = cancer)")
    t.wait("1/4")
    t.wait(PROMPT)
    t.send("show P(C = {h" + TAB + "}) in s\r")
    t.wait("{healthy}")
    t.wait("3/4")
    t.wait(PROMPT)
    t.send("show |\"not" + TAB + ">\r")
    t.wait("|\"not said\">")
    t.wait(PROMPT)
    t.leave()


def test_complete_lists(home):
    t = Terminal(home)
    t.tell("let alpha1 = 1", "let alpha2 = 2")
    t.send("show al" + TAB)
    t.wait("show alpha")
    t.send(TAB + TAB)
    t.wait(re.compile(r"alpha1 +alpha2"))
    t.send("2\r")
    t.wait("2\n" + PROMPT)
    t.leave()


def test_complete_file(home):
    os.makedirs(home + "/models")
    for name in ("zebra.diag", "zebra.txt", "models/inner.diag", "models/.hidden.diag"):
        with open(home + "/" + name, "w") as file:
            file.write("let %s = 1\n" % re.sub(r"\W", "", name))
    t = Terminal(home)
    t.send("import \"ze" + TAB)
    t.wait("\"zebra.diag\"")
    t.send("\r")
    t.wait(PROMPT)
    os.makedirs(home + "/monkeys")
    t.send("import \"mo" + TAB + TAB)
    listed = t.wait("monkeys/") + t.wait(PROMPT)
    assert "models/" in listed and "//" not in t.plain(), t.plain()
    t.send("de" + TAB + TAB)
    t.wait("\"models/inner.diag\"")
    t.send("\r")
    t.wait(PROMPT)
    t.send(":load models/" + TAB)
    t.wait("models/inner.diag")
    t.send("\r")
    t.wait(PROMPT)
    equal(t.ask("zebradiag + modelsinnerdiag"), "2\n")
    t.send("import \"prel" + TAB)
    t.wait("\"prelude.diag\"")
    t.send(CONTROL_C)
    t.wait(PROMPT)
    t.leave()


def test_complete_command(home):
    t = Terminal(home)
    t.send(":na" + TAB)
    t.wait(":names")
    t.send("\r")
    t.wait("nothing is defined")
    t.wait(PROMPT)
    t.send(":help disin" + TAB + "\r")
    t.wait(":help disintegrate")
    t.wait("as a marginal and a channel")
    t.wait(PROMPT)
    t.tell("let probability = 1/7")
    t.send(":type prob" + TAB + "\r")
    t.wait(":type probability\na number\n" + PROMPT)
    t.leave()


# ---- commands

def test_help(home):
    t = Terminal(home)
    topics = re.findall(r"^  (\S+(?: \S+)*?)  ", t.ask(":help") + "  ", re.M)
    for word in ("type state channel function box let diagram show draw plot check model functor "
                 "use identify explain witness import export to of as in with from not latent "
                 "return repaired within P E cut do comb disintegrate invert id copy discard swap uniform types "
                 "kets tables numbers events <->").split():
        if word not in topics:
            raise Wrong("no topic %s in the list" % word)
    for topic in topics:
        holds(t.ask(":help " + topic), topic + ": ")
    holds(t.ask(":help comb"), "comb(", "\n    let f, t = comb(")
    holds(t.ask(":help hedge"), "hedge: ", "hidden causes")
    holds(t.ask(":help E063"), "E063: the sum is not one", "Write 1/3.")
    holds(t.ask(":help export"), "writes a model, or a state as a table, for other programs")
    equal(t.ask(":help chanel"), "there is no help on `chanel`; did you mean `:help channel`?\n")
    equal(t.ask(":hepl"), "there is no command `:hepl`; did you mean `:help`?\n")
    holds(t.ask(":zzzzzzz"), "there is no command `:zzzzzzz`; `:help prompt` lists what there is")
    t.leave()


def test_type(home):
    t = Terminal(home)
    t.tell(*NOISY)
    equal(t.ask(":type copy[Bit]"), "Bit -> Bit * Bit\n")
    equal(t.ask(":type noisy ^ 1000 ; discard"), "Bit -> 1\n")
    equal(t.ask(":type 1/2"), "a number\n")
    equal(t.ask(":type 1 < 2"), "a truth value\n")
    equal(t.ask(":type Bit"), "type Bit = {0, 1}\n")
    t.tell("model m { latent H : Bit  X : Bit <- H }",
           "state s : (A : Bit) * (B : Bit) = 1/2|0,0> + 1/2|1,1>")
    equal(t.ask(":type m"), "a model with variables X; latent H\n")
    equal(t.ask(":type s"), "(A : Bit) * (B : Bit)\n")
    equal(t.ask(":type P(A = 1) in s"), "a number\n")
    equal(t.ask(":type disintegrate(s, A)"), "((A : Bit), (A : Bit) -> (B : Bit))\n")
    t.tell("let f, g = comb(s, A -> B)")
    equal(t.ask(":type f"), "(B : Bit) -> (A : Bit)   # a comb\n")
    holds(t.ask(":type nothing"), "<repl>:1:1: error: ")
    holds(t.ask(":type 1 +"), "<repl>:1:4: error: ")
    holds(t.ask(":type let x = 1"), "`:type` wants an expression")
    holds(t.ask(":type"), "`:type` wants an expression")
    t.leave()


def test_names(home):
    t = Terminal(home)
    equal(t.ask(":names"), "nothing is defined yet\n")
    t.tell("let p = 1/2", "type Die = {1..6}", "type Gene", "type Pair = Die * Die",
           "state throw = uniform[Die]", "let a = 1", "let p = throw",
           "functor F { }", "model m { X : Die }")
    equal(t.ask(":names"),
          "type Die = {1..6}\ntype Gene   # abstract\ntype Pair = Die * Die\n"
          "p : Die\nthrow : Die\na : a number\nF : a functor\nm : a model with variables X\n")
    t.leave()


def test_load(home):
    with open(home + "/good.diag", "w") as file:
        file.write("let loaded = 1\nshow loaded + 1\n")
    with open(home + "/bad.diag", "w") as file:
        file.write("let first = 1\nshow nothing\nlet second = 2\n1 + 1\n")
    t = Terminal(home)
    equal(t.ask(":load good.diag"), "2\n")
    equal(t.ask("loaded"), "1\n")
    equal(t.ask(":load good.diag"), "2\n")
    equal(t.ask("import \"good.diag\""), "")
    holds(t.ask(":load bad.diag"), "bad.diag:2:6: error")
    equal(t.ask("first"), "1\n")
    holds(t.ask("second"), "error")
    holds(t.ask(":load nowhere.diag"), "nowhere.diag", "No such file")
    holds(t.ask(":load"), "wants a file")
    equal(t.leave(), "\n")


def test_reload(home):
    """What has changed in the file and in its imports is seen, and what is gone from it is gone."""
    def write(name, text):
        with open(home + "/" + name, "w") as file:
            file.write(text)
    write("part.diag", "let p = 1\n")
    write("a lesson.diag", "import \"part.diag\"\nlet a = p + 1\nlet gone = 1\n")
    t = Terminal(home)
    t.tell("let mine = 5", "let a = 7", ":load \"~/a lesson.diag\"")
    equal(t.ask("a"), "2\n")
    t.tell("let b = a")
    write("part.diag", "let p = 10\n")
    write("a lesson.diag", "import \"part.diag\"\nlet a = p + 1\n")
    t.tell(":reload")
    equal(t.ask("a"), "11\n")
    equal(t.ask("b"), "2\n")
    equal(t.ask("mine"), "5\n")
    holds(t.ask("gone"), "nothing here is called `gone`")
    write("a lesson.diag", "let a = (\n")
    holds(t.ask(":reload"), "~/a lesson.diag:1:".replace("~", home), "error")
    equal(t.ask("a"), "7\n")
    equal(t.ask(":undo"), "taken back: `let b = a`\n")
    t.leave()


def test_save(home):
    t = Terminal(home)
    t.tell("let a = 1", "let a = 2")
    equal(t.ask("% + 1").split("\n")[0], "<repl>:1:1: error: nothing here is called `%` [E040]")
    equal(t.ask("a * 10"), "20\n")
    t.tell("let b = %")
    equal(t.ask(":save ~/kept.diag"), "3 statements saved\n")
    equal(open(home + "/kept.diag").read(), "let a = 2\nlet last1 = a * 10\nlet b = last1\n")
    t.send(":save ~/ke" + TAB + "\r")
    holds(t.wait(PROMPT), ":save ~/kept.diag\n3 statements saved\n")
    t.send(":load \"~/ke" + TAB + "\r")
    t.wait(":load \"~/kept.diag\"")
    equal(t.wait(PROMPT), "\n")
    holds(t.ask(":save kept.diag"), "is there already")
    holds(t.ask(":undo"), "taken back: all of `:load /")
    equal(t.ask("b"), "20\n")
    t.leave()


def test_startup(home):
    os.makedirs(home + "/.config/catgut")
    path = home + "/.config/catgut/init.diag"
    with open(path, "w") as file:
        file.write("import \"prelude.diag\"\nlet mine = 42\n")
    t = Terminal(home)
    equal(t.ask("mine"), "42\n")
    t.tell("let mine = 43")
    t.leave()
    with open(path, "a") as file:
        file.write("show nothing\nlet late = 1\n")
    t = Terminal(home, greeted=False)
    holds(t.wait(PROMPT), "init.diag:3:6: error: ")
    equal(t.ask("mine"), "42\n")
    t.leave()
    os.makedirs(home + "/other/catgut")
    with open(home + "/other/catgut/init.diag", "w") as file:
        file.write("let mine = 7\n")
    t = Terminal(home, XDG_CONFIG_HOME=home + "/other")
    equal(t.ask("mine"), "7\n")
    t.leave()


def test_after_file(home):
    with open(home + "/a.diag", "w") as file:
        file.write("let a = 5\nshow nothing\n")
    t = Terminal(home, "-i", home + "/a.diag", greeted=False)
    holds(t.wait(PROMPT), "error: ")
    equal(t.ask("a"), "5\n")
    t.leave()


# ---- colours, signals, other ends

def test_colors(home):
    t = Terminal(home)
    t.ask("show nothing")
    t.leave()
    holds(t.all, "\x1b[1mcatgut> \x1b[0m", "\x1b[1;31merror:")
    t = Terminal(home, NO_COLOR="1")
    t.ask("show nothing")
    t.leave()
    lacks(re.sub(r"\x1b\[(\?2004[hl]|K)", "", t.all), "\x1b")
    t = Terminal(home, TERM="dumb")
    t.ask("show nothing")
    t.leave()
    lacks(t.all, "\x1b")


def test_terminal_restored(home):
    for ending in (CONTROL_D, ":quit\r", CONTROL_C + ":quit\r"):
        t = Terminal(home, after="stty -a")
        t.ask("1")
        t.send(ending)
        rest = t.end()
        holds(rest, " icanon", " echo ", "isig ")
        lacks(rest, "-icanon", "-echo ", "-isig")


def test_terminated(home):
    t = Terminal(home)
    t.send("show 1")
    t.wait("show 1")
    os.kill(t.pid, signal.SIGTERM)
    t.end()
    equal(t.status, -signal.SIGTERM)


def test_resized(home):
    t = Terminal(home)
    t.send("show 1 ")
    t.wait("show 1 ")
    fcntl.ioctl(t.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 60, 0, 0))
    t.send("+ 1\r")
    t.wait("2\n" + PROMPT)
    t.leave()


def test_pictures(home):
    t = Terminal(home)
    t.ask("type B = {0, 1}")
    t.ask("model m { latent H : B  X : B <- H  Y : B <- X, H }")
    colored = t.ask("draw m, cut(m, X)")
    t.leave()
    holds(colored, "cut(m, X)")
    holds(t.all, "\x1b[35m△\x1b[0m \x1b[35mH\x1b[0m", "┌─┴─┐", "\x1b[31m⏚\x1b[0m",
          "\x1b[32m▲\x1b[0m \x1b[32mX = uniform\x1b[0m")
    t = Terminal(home, NO_COLOR="1")
    t.ask("type B = {0, 1}")
    t.ask("channel c : B -> B = { 0 -> |1>  1 -> |0> }")
    six = "draw " + " * ".join(["c"] * 12)
    wide = t.ask(six)
    fcntl.ioctl(t.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 40, 0, 0))
    t.send(six + "\r")
    t.wait("┤ c ├")
    t.wait("\n" + PROMPT)
    t.leave()
    lacks(wide, "├")
    lacks(re.sub(r"\x1b\[(\?2004[hl]|K)", "", t.all), "\x1b[3")
    t = Terminal(home, TERM="dumb")
    t.ask("type B = {0, 1}")
    holds(t.ask("draw copy[B]"), "o---.")
    t.leave()


# ---- through a pipe

def pipe(home, text, *arguments):
    names = dict(os.environ, HOME=home)
    done = subprocess.run([PROGRAM, "-i", *arguments], input=text.encode(), cwd=home, env=names,
                          capture_output=True, timeout=PATIENCE)
    return done.stdout.decode(), done.stderr.decode(), done.returncode


def test_pipe(home):
    out, err, status = pipe(home, "type Bit = {0, 1}\nmodel m {\n X : Bit\n}\n:type m\n1 +\n2\n\n"
                                  "show nothing\nlet x =\n\n\n3\nlet y = (")
    equal(out, "a model with variables X\n3\n3\n")
    holds(err, "<repl>:1:6: error: ", "<repl>:1:8: error: ", "<repl>:1:9: error: ")
    lacks(out + err, PROMPT, "catgut 0", "\x1b")
    equal(status, 0)
    equal(os.path.exists(home + "/.local"), False)
    equal(pipe(home, "1\n:quit\n2\n"), ("1\n", "", 0))
    equal(pipe(home, "let a = 2\r\na *\r\n3\r\n"), ("6\n", "", 0))
    equal(pipe(home, ""), ("", "", 0))
    holds(pipe(home, "\0\n:\0help\n1\n")[0], "1\n")
    equal(pipe(home, "a\n", "-e", "let a = 3"), ("3\n", "", 0))


def worked_below():
    """Seconds of the processor that programs which have ended have had."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_pipe_long(home):
    """A statement of many lines costs what its length is."""
    count = 20000 if ASAN else 200000
    start = worked_below()
    out, err, status = pipe(home, "show 0" + " +\n1" * count + "\n")
    equal((out, err, status), ("%d\n" % count, "", 0))
    items = "".join("X%d : T\n" % i for i in range(count // 20))
    model = "type T = {a}\nmodel m {\n" + items + "}\n"
    equal(pipe(home, model + "1\n"), ("1\n", "", 0))
    quick(worked_below() - start, 10)


def test_pipe_interrupted(home):
    child = subprocess.Popen([PROGRAM, "-i"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, env=dict(os.environ, HOME=home))
    child.stdin.write(b"1\n")
    child.stdin.flush()
    equal(child.stdout.readline(), b"1\n")
    child.send_signal(signal.SIGINT)
    equal(child.wait(PATIENCE), 130)
    child.stdin.close()
    child.stdout.close()


def test_servers_at_a_terminal(home):
    """They say for whom they wait, and ^D ends them."""
    for option, whom in (("--lsp", "an editor"), ("--mcp", "a language model")):
        t = Terminal(home, option, greeted=False)
        t.wait(re.compile("waits for the messages of %s|needs the library" % whom))
        t.send(CONTROL_D)
        t.end()


def test_typed_for_layout(home):
    """One ^D ends it, as for `cat`."""
    t = Terminal(home, "--format", greeted=False)
    t.send("show   1+2\r" + CONTROL_D)
    assert "show 1 + 2\n" in t.end()
    equal(t.status, 0)


def test_full_output(home):
    if not os.path.exists("/dev/full"):
        return
    with open("/dev/full", "w") as full:
        done = subprocess.run([PROGRAM, "-i"], input=b"1\n2\n", stdout=full, timeout=PATIENCE,
                              stderr=subprocess.PIPE, env=dict(os.environ, HOME=home))
    equal(done.returncode, 1)
    holds(done.stderr.decode(), "cannot write to standard output")


def test_input_without_output(home):
    """A terminal to type at, and a file for what is said: no line editor, the same answers."""
    out = home + "/out"
    pid, fd = pty.fork()
    if pid == 0:
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT, 0o600), 1)
        os.execve(PROGRAM, ("catgut",), dict(os.environ, HOME=home, TERM="xterm"))
    os.write(fd, b"1 +\n2\n:quit\n")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and os.waitpid(pid, os.WNOHANG)[0] == 0:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                os.read(fd, 4096)
            except OSError:
                pass
    os.close(fd)
    holds(open(out).read(), "3\n")


def has_readline():
    """Is it built with readline, and is the library there?  Whether it works the tests say."""
    with open(PROGRAM, "rb") as file:
        if b"rl_callback_read_char" not in file.read():
            return False
    for name in ("libreadline.so.8", "libreadline.so", "libreadline.dylib"):
        try:
            ctypes.CDLL(name)
            return True
        except OSError:
            pass
    return False


# Tests of what a program without readline does not have.
EDITED = re.compile("history|complete_|long_paste|paste$|interrupt_piece|search|colors")


def has_terminals():
    try:
        for fd in pty.openpty():
            os.close(fd)
    except OSError:
        return False
    return True


def main():
    if not has_terminals():
        print("there are no pseudo-terminals here (is /dev/pts mounted?)")
        return 77
    tests = [(name, f) for name, f in globals().items() if name.startswith("test_")]
    edited = has_readline()
    passed = failed = skipped = 0
    for name, f in tests:
        if len(sys.argv) > 1 and not any(part in name for part in sys.argv[1:]):
            continue
        if not edited and EDITED.search(name):
            print("skipped: %s (built without readline)" % name)
            skipped += 1
            continue
        home = "%s/%s" % (os.path.abspath(SCRATCH), name)
        shutil.rmtree(home, ignore_errors=True)
        os.makedirs(home)
        try:
            f(home)
            passed += 1
        except (Wrong, subprocess.TimeoutExpired, OSError):
            failed += 1
            print("FAILED: %s" % name)
            traceback.print_exc(file=sys.stdout)
        while Terminal.open:
            Terminal.open.pop().kill()
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return int(failed != 0)


sys.exit(main())
