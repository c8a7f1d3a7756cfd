"""catgut_kernel.py -- Catgut in Jupyter: a wrapper of ipykernel over libcatgut, by ctypes.

Each cell is a text that is run in one session, on a thread of its own, so that this one hears an
interrupt.  What a statement says is sent at once, in all forms that it has.  See README.md.
"""
import ctypes
import json
import queue
import re
import signal
import threading
from pathlib import Path

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

NO_COMMAND, NO_MEMORY = -1, 4  # as in catgut.h
OUTPUT_MOST = 8 << 20  # bytes of a cell; a browser has to hold them

# ---- the library, as in catgut.h

TEXT, SIZE = ctypes.c_char_p, ctypes.c_size_t


class Options(ctypes.Structure):
    _fields_ = [("size", SIZE)] + [
        (name, ctypes.c_uint64) for name in ("max_memory", "max_source", "max_output")] + [
        ("max_time", ctypes.c_int64)] + [
        (name, ctypes.c_bool)
        for name in ("no_files", "allow_odbc", "keep_going", "conversation", "ascii")] + [
        (name, ctypes.c_int) for name in ("digits", "width", "prose")] + [
        ("library", TEXT), ("progress", ctypes.c_void_p), ("who", ctypes.c_void_p)]


class Result(ctypes.Structure):
    _fields_ = [("start", SIZE), ("end", SIZE), ("status", ctypes.c_int), ("text", TEXT),
                ("errors", TEXT), ("json", TEXT), ("html", TEXT), ("svg", TEXT), ("latex", TEXT)]


class Words(ctypes.Structure):
    _fields_ = [("count", SIZE), ("start", SIZE), ("quoted", ctypes.c_bool),
                ("files", ctypes.c_bool), ("spaced", ctypes.c_bool), ("words", ctypes.POINTER(TEXT))]


LISTENER = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.POINTER(Result))


def find_library():
    """Installed, also as Debian does it, in the source tree, or wherever the system looks."""
    here = Path(__file__).resolve().parent
    for place in ("../../../../lib/libcatgut.so.0", "../../../../lib/*/libcatgut.so.0",
                  "../../build/libcatgut.so.0*"):
        for path in sorted(here.glob(place)):
            return str(path)
    return "libcatgut.so.0"


def load_library():
    lib = ctypes.CDLL(find_library())
    session, memory = ctypes.c_void_p, ctypes.c_void_p
    for name, gives, takes in (
            ("version", TEXT, []),
            ("options", None, [ctypes.POINTER(Options)]),
            ("open", session, [ctypes.POINTER(Options)]),
            ("close", None, [session]),
            ("run", ctypes.c_int, [session, TEXT, TEXT, SIZE, LISTENER, ctypes.c_void_p]),
            ("command", ctypes.c_int, [session, TEXT, SIZE, LISTENER, ctypes.c_void_p]),
            ("interrupt", None, [session]),
            ("is_whole", ctypes.c_bool, [session, TEXT, SIZE, TEXT]),
            ("complete", ctypes.POINTER(Words), [session, TEXT, SIZE]),
            ("help", memory, [session, TEXT, ctypes.c_int]),
            ("style", memory, [session]),
            ("free", None, [memory])):
        function = getattr(lib, "catgut_" + name)
        function.restype, function.argtypes = gives, takes
    return lib


LIB = load_library()


def said(text):
    return text.decode("utf-8", "replace")


def bytes_of(text):
    return text.encode("utf-8", "surrogatepass")


def taken(memory):
    """A text that is ours, given back; None where there is none."""
    if not memory:
        return None
    text = said(ctypes.string_at(memory))
    LIB.catgut_free(memory)
    return text


# ---- what is sent


def bundle_of(result, style):
    """A result by kinds of content.  A picture by itself needs no HTML around it."""
    text, html, svg, latex = (said(x) for x in (result.text, result.html, result.svg, result.latex))
    bundle = {}
    if text:
        bundle["text/plain"] = text.rstrip("\n")
    if svg and result.json.count(b"\n") == 1:
        bundle["image/svg+xml"] = svg
    elif html:
        bundle["text/html"] = f'<div class="catgut-result">\n{style}{html}</div>'
    if latex:
        bundle["text/latex"] = "\n".join(f"$${line}$$" for line in latex.splitlines() if line)
    return bundle


def error_of(result):
    """The first complaint that is no warning, as Jupyter wants it; None: there is none."""
    for line in result.json.splitlines():
        if line.startswith(b'{"kind":"error"'):
            error = json.loads(line)
            return {"ename": error.get("code", ""), "evalue": error["message"],
                    "traceback": said(result.errors).rstrip("\n").split("\n")}
    return None


class CatgutKernel(Kernel):
    implementation = "catgut"
    implementation_version = said(LIB.catgut_version())
    banner = f"Catgut {implementation_version}: causal reasoning with string diagrams, exactly"
    language_info = {"name": "catgut", "version": implementation_version,
                     "mimetype": "text/x-catgut", "file_extension": ".diag",
                     "pygments_lexer": "text"}

    def __init__(self, **given):
        super().__init__(**given)
        self.session_of_catgut, self.stopped = None, False
        self.begin()

    def begin(self):
        """A fresh session, in the place of the one there may be."""
        LIB.catgut_close(self.session_of_catgut)
        options = Options()
        LIB.catgut_options(options)
        options.conversation = True
        options.max_output = OUTPUT_MOST
        self.session_of_catgut = LIB.catgut_open(options)
        if not self.session_of_catgut:
            raise SystemExit("catgut: this is not the kernel of the library that is installed, "
                             "or there is no memory")
        # The sheet of a page, for one element of this one.
        sheet = taken(LIB.catgut_style(self.session_of_catgut)).replace(":root", "&")
        self.style = ("<style>.catgut-result{background:var(--back);color:var(--ink)}\n"
                      f".catgut-result{{{sheet}}}</style>\n")

    # ---- running

    def pre_handler_hook(self):
        """An interrupt goes to the library while a request is handled, not to this Python."""
        self.stopped = False
        self.saved_sigint_handler = signal.signal(signal.SIGINT, self.interrupt)

    def interrupt(self, *_):
        self.stopped = True
        LIB.catgut_interrupt(self.session_of_catgut)

    def results(self, code, name):
        """Runs it; yields a bundle and an error for each statement, and in the end the status."""
        said_so_far, text, style = queue.SimpleQueue(), bytes_of(code), [self.style]

        @LISTENER
        def hear(_, result):
            bundle = bundle_of(result.contents, style[0])
            if "text/html" in bundle:
                style[0] = ""
            error = error_of(result.contents)
            said_so_far.put((bundle, error, said(result.contents.errors)))
            return not error

        def run():
            session, size, status = self.session_of_catgut, len(text), NO_COMMAND
            if b"\n" not in text.strip():
                status = LIB.catgut_command(session, text, size, hear, None)
            if status == NO_COMMAND:
                status = LIB.catgut_run(session, name.encode(), text, size, hear, None)
            said_so_far.put(status)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            while True:
                try:
                    item = said_so_far.get(timeout=0.1)
                except queue.Empty:
                    item = None
                if self.stopped:  # what came before the library had begun is forgotten there
                    LIB.catgut_interrupt(self.session_of_catgut)
                if item is not None:
                    yield item
                if isinstance(item, int):
                    return
        finally:
            thread.join()

    def send(self, kind, content):
        self.send_response(self.iopub_socket, kind, content)

    def do_execute(self, code, silent, store_history=True, user_expressions=None,
                   allow_stdin=False):
        error, status = None, 0
        for item in self.results(code, f"In[{self.execution_count}]"):
            if isinstance(item, int):
                status = item
                break
            bundle, wrong, errors = item
            error = error or wrong
            if silent:
                continue
            if bundle:
                light = {kind: {"needs_background": "light"} for kind in bundle if "svg" in kind}
                self.send("display_data", {"data": bundle, "metadata": light})
            if wrong:
                self.send("error", wrong)
            elif errors:
                self.send("stream", {"name": "stderr", "text": errors})
        if status == NO_MEMORY:
            self.begin()
            error = {"ename": "memory", "evalue": "the system refused memory", "traceback": [
                "error: the system refused memory; all definitions are gone, and run again they "
                "are back"]}
            if not silent:
                self.send("error", error)
        reply = {"execution_count": self.execution_count}
        if error:
            return {"status": "error", **reply, **error}
        return {"status": "ok", **reply, "payload": [], "user_expressions": {}}

    # ---- what helps who writes

    def do_complete(self, code, cursor_pos):
        text = bytes_of(code[:cursor_pos])
        found = LIB.catgut_complete(self.session_of_catgut, text, len(text))
        matches, start = [], cursor_pos
        if found:
            words = found.contents
            matches = [said(word) for word in words.words[:words.count]]
            start = len(said(text[:words.start]))
            LIB.catgut_free(found)
        return {"status": "ok", "matches": matches, "cursor_start": start,
                "cursor_end": cursor_pos, "metadata": {}}

    def type_of(self, name):
        items = list(self.results(":type " + name, ""))
        return None if items.pop() else "\n".join(item[0]["text/plain"] for item in items)

    def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
        """Help for the word at the cursor, or before it; of a name that is defined, its type."""
        word = None
        for found in re.finditer(r"[^\W\d][\w']*", code):
            if found.start() <= cursor_pos:
                word = found.group()
        text = word and (taken(LIB.catgut_help(self.session_of_catgut, bytes_of(word), 80)) or
                         self.type_of(word))
        return {"status": "ok", "found": bool(text), "data": {"text/plain": text} if text else {},
                "metadata": {}}

    def do_is_complete(self, code):
        text, open_now = bytes_of(code), ctypes.create_string_buffer(4)
        if LIB.catgut_is_whole(self.session_of_catgut, text, len(text), open_now):
            return {"status": "complete"}
        return {"status": "incomplete", "indent": "  "}


if __name__ == "__main__":
    IPKernelApp.launch_instance(kernel_class=CatgutKernel)
