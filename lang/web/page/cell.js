// cell.js -- a cell of the notebook: a text that is edited, and below it what it said.
import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView, keymap } from "@codemirror/view";
import { completion, hoverHelp, language, wordAt } from "./language.js";
import { placeOf } from "./text.js";

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--shade)", fontSize: ".86rem" },
  ".cm-content": { caretColor: "var(--ink)", fontFamily: "var(--mono)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--shade)", border: "0" },
  ".cm-tooltip": { backgroundColor: "var(--back)", color: "var(--ink)", border: "1px solid var(--line)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--back)" },
  "&.cm-focused": { outline: "2px solid var(--link)" },
});

let made = 0;

function button(label, title, work) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.setAttribute("aria-label", title);
  made.title = title;
  made.onclick = work;
  return made;
}

export class Cell {
  // on: run(cell, goOn), add(cell), remove(cell), move(cell, by), walk(cell, by), help(word), changed().
  constructor(text, session, on) {
    this.dom = document.createElement("section");
    this.dom.className = "cell";
    this.said = document.createElement("div");
    this.said.className = "said";
    const does = work => () => { work(); return true; };
    const own = keymap.of([
      { key: "Shift-Enter", run: does(() => on.run(this, true)) },
      { key: "Mod-Enter", run: does(() => on.run(this, false)) },
      { key: "Alt-Enter", run: does(() => on.add(this)) },
      { key: "Alt-PageUp", run: does(() => on.walk(this, -1)) },
      { key: "Alt-PageDown", run: does(() => on.walk(this, 1)) },
      { key: "F1", run: view => does(() => on.help(wordAt(view.state, view.state.selection.main.head)?.text))() },
    ]);
    this.view = new EditorView({
      doc: text,
      extensions: [own, keymap.of([...defaultKeymap, ...historyKeymap]), history(), language,
        completion(session), hoverHelp(session), closeBrackets(), bracketMatching(), lintGutter(), theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of(() => ({ "aria-label": `Text of cell ${this.number}` })),
        EditorView.updateListener.of(update => update.docChanged && on.changed())],
    });
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(
      button("▶ Run", "Run this cell", () => on.run(this, false)),
      button("+", "Add a cell below", () => on.add(this)),
      button("↑", "Move this cell up", () => on.move(this, -1)),
      button("↓", "Move this cell down", () => on.move(this, 1)),
      button("✕", "Delete this cell", () => on.remove(this)));
    this.dom.append(tools, this.view.dom, this.said);
  }

  get text() {
    return this.view.state.doc.toString();
  }

  renumber(number) {
    this.number = number;
    this.dom.setAttribute("aria-label", `Cell ${number}`);
    this.view.dispatch({}); // asks for the label of its text
  }

  focus() {
    this.view.focus();
    this.dom.scrollIntoView({ block: "nearest" });
  }

  // ---- what it said

  begin() {
    this.said.replaceChildren();
    this.ran = this.text;
    this.wrong = [];
    this.view.dispatch(setDiagnostics(this.view.state, []));
    this.dom.classList.add("running");
  }

  hear(result) {
    const part = document.createElement("div");
    if (result.html) part.innerHTML = result.html;
    else if (result.text) part.append(textBlock("out", result.text));
    if (result.errors) part.append(textBlock(result.complaints.every(x => x.warning) ? "warn" : "err", result.errors));
    own(part);
    this.said.append(part);
    for (const pre of part.querySelectorAll("pre, .math, figure"))
      if (pre.scrollWidth > pre.clientWidth) pre.tabIndex = 0;
    this.wrong.push(...result.complaints.filter(x => x.file === `cell ${this.number}`));
  }

  end(trouble) {
    this.dom.classList.remove("running");
    if (trouble) this.said.append(textBlock("err", trouble));
    if (this.text !== this.ran) return;
    this.view.dispatch(setDiagnostics(this.view.state, this.wrong.map(x => ({
      from: placeOf(this.ran, x.start),
      to: placeOf(this.ran, x.end),
      severity: x.warning ? "warning" : "error",
      message: `${x.message}${x.code ? ` [${x.code}]` : ""}${x.help ? `\n${x.help}` : ""}`,
    }))));
  }
}

function textBlock(kind, text) {
  const pre = document.createElement("pre");
  pre.className = kind;
  pre.textContent = text.replace(/\n$/, "");
  return pre;
}

// Results name their parts each for itself; in one page the names must differ.
function own(part) {
  made++;
  for (const named of part.querySelectorAll("[id]")) named.id = `r${made}-${named.id}`;
  for (const key of ["aria-labelledby", "aria-describedby", "for"])
    for (const user of part.querySelectorAll(`[${key}]`))
      user.setAttribute(key, user.getAttribute(key).split(" ").map(id => `r${made}-${id}`).join(" "));
}
