#!/usr/bin/env python3
"""editor.py -- `catgut --lsp` with a real client, Neovim, set up as doc/editors.md says.

A complaint stands at its place, behind a letter that is two units of UTF-16; it goes when the text is
mended; a jump leads to where a name is given, in this file and in one that it imports; a rename
changes the text, hover says what a name is, and the text is laid out.  What is waited for is what is
seen, never time.  77 where Neovim, or JSON, is not there."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.environ.get("CATGUT", "build/catgut"))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEXT = """import "other.diag"
type T = {"\U0001d4d0\u00e9", b}  state s : T = |c>
model lung {
X : T
    Y : T<-X
}
show independent(X,   Y) in lung
show there
"""
SCRIPT = r"""
vim.lsp.start = vim.lsp.start or function(config)
  local id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, id)
  return id
end
dofile("setup.lua")
local seen = {}
local function see(what, get)
  local found
  if not vim.wait(30000, function() found = get(); return found end, 20) then
    found = "never"
  end
  seen[what] = found
end
local function at(row, col) vim.api.nvim_win_set_cursor(0, {row, col}) end
local function here()
  return {vim.fn.expand("%:t"), vim.api.nvim_win_get_cursor(0)}
end
local function lines() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n" end

vim.o.hidden = true
vim.cmd("edit mine.diag")
see("complaint", function()
  local d = vim.diagnostic.get(0)
  return #d > 0 and {d[1].lnum, d[1].col, d[1].end_lnum, d[1].end_col, d[1].message, #d}
end)
local row = vim.api.nvim_buf_get_lines(0, 1, 2, true)[1]
vim.api.nvim_buf_set_lines(0, 1, 2, true, {(row:gsub("|c>", "|b>"))})
see("mended", function() return #vim.diagnostic.get(0) == 0 end)
at(7, 28)
vim.lsp.buf.definition()
see("jump", function() local p = here(); return p[2][1] == 3 and p end)
at(7, 17)
vim.lsp.buf.definition()
see("variable", function() local p = here(); return p[2][1] == 4 and p end)
at(8, 6)
vim.lsp.buf.definition()
see("import", function() local p = here(); return p[1] == "other.diag" and p end)
vim.cmd("buffer mine.diag")
at(3, 7)
local params = vim.lsp.util.make_position_params(0, "utf-16")
for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/hover", params, 30000) or {}) do
  seen.hover = answer.result.contents.value
end
vim.lsp.buf.rename("chest")
see("rename", function() local t = lines(); return t:find("in chest") and t end)
if vim.lsp.buf.format then
  vim.lsp.buf.format({timeout_ms = 30000})
else
  vim.lsp.buf.formatting_sync(nil, 30000)
end
seen.layout = lines()
vim.fn.writefile({vim.fn.json_encode(seen)}, "seen.json")
vim.cmd("qa!")
"""


def setup():
    """The Lua of the page about editors."""
    with open(ROOT + "/doc/editors.md", encoding="utf-8") as file:
        return re.search(r"```lua\n(.*?)```", file.read(), re.S).group(1)


def look(folder):
    for name, text in (("mine.diag", TEXT), ("other.diag", "type U = {0, 1}\nstate there : U = uniform\n"),
                       ("setup.lua", setup()), ("test.lua", SCRIPT)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    os.symlink(PROGRAM, os.path.join(folder, "catgut"))
    surroundings = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], HOME=folder,
                        XDG_STATE_HOME=folder, XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder,
                        XDG_CONFIG_HOME=folder)
    done = subprocess.run(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n",
                           "-c", "luafile test.lua", "-c", "cquit"], cwd=folder, env=surroundings,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=200, check=False)
    try:
        with open(os.path.join(folder, "seen.json"), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        sys.exit("Neovim said:\n" + done.stdout.decode(errors="replace"))


def main():
    if not shutil.which("nvim"):
        print("skipped: no Neovim (nvim) here")
        return 77
    if subprocess.run([PROGRAM, "--lsp"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                      check=False).returncode == 2:
        print("skipped: this program reads no JSON")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        seen = look(os.path.realpath(folder))
    column = len('type T = {"\U0001d4d0\u00e9", b}  state s : T = |'.encode())
    renamed = TEXT.replace("|c>", "|b>").replace("lung", "chest")
    expected = {
        "complaint": [1, column, 1, column + 1, seen["complaint"][4], 1],
        "mended": True,
        "jump": ["mine.diag", [3, 6]],
        "variable": ["mine.diag", [4, 0]],
        "import": ["other.diag", [2, 6]],
        "hover": seen["hover"],
        "rename": renamed,
        "layout": renamed.replace("\nX", "\n  X").replace("\n    Y : T<-X", "\n  Y : T <- X")
                         .replace("X,   Y", "X, Y"),
    }
    wrong = [k for k in expected if seen.get(k) != expected[k]]
    for k in wrong:
        print("%s: %r, wanted %r" % (k, seen.get(k), expected[k]))
    if "has no label `c`" not in seen["complaint"][4] or "model lung" not in seen["hover"]:
        wrong.append("words")
        print(seen["complaint"], seen["hover"])
    print("%d passed, %d failed" % (len(expected) + 1 - len(wrong), len(wrong)))
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
