// language.js -- what the editor knows of the language: colours, from the words that the build takes
// out of the engine's own tables; completion and help, by asking the engine.
import { autocompletion, completeAnyWord } from "@codemirror/autocomplete";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { hoverTooltip } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import words from "words.json";

const keywords = new Set(words.keywords), notions = new Set(words.notions);

function token(stream, state) {
  if (state.quoted) {
    state.quoted = !stream.skipTo('"""') || !stream.match('"""');
    if (state.quoted) stream.skipToEnd();
    return "string";
  }
  if (stream.eatSpace()) return null;
  if (stream.match('"""')) {
    state.quoted = true;
    return "string";
  }
  if (stream.match(/#.*/)) return "comment";
  if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return "string";
  if (stream.match(/\|[^|<>(){}[\];=]*>/)) return "ket";
  if (stream.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?%?/)) return "number";
  const word = stream.match(/[\p{L}_][\p{L}\p{N}_']*/u)?.[0];
  if (word === undefined) {
    stream.next();
    return null;
  }
  return keywords.has(word) ? "keyword" : notions.has(word) ? "notion" : "name";
}

const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--key)", fontWeight: "600" },
  { tag: tags.function(tags.name), color: "var(--link)" },
  { tag: tags.special(tags.string), color: "var(--ket)" },
  { tag: tags.string, color: "var(--string)" },
  { tag: tags.number, color: "var(--number)" },
  { tag: tags.comment, color: "var(--dim)" },
]);

const stream = StreamLanguage.define({
  name: "catgut",
  startState: () => ({ quoted: false }),
  token,
  tokenTable: {
    ket: tags.special(tags.string), notion: tags.function(tags.name), name: tags.name,
  },
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
});

export const language = [stream, syntaxHighlighting(highlighting)];

// The word around a place in a document, and where it begins; undefined: there is none.
export function wordAt(state, at) {
  const line = state.doc.lineAt(at);
  for (const found of line.text.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) {
    const from = line.from + found.index;
    if (from <= at && at <= from + found[0].length) return { from, text: found[0] };
  }
}

export function completion(session) {
  const fromEngine = async context => {
    const text = context.state.sliceDoc(0, context.pos);
    if (!context.explicit && !/[\p{L}\p{N}_]$/u.test(text)) return null;
    const { start, words } = await session.complete(text);
    return { from: start, options: words.map(label => ({ label })), validFor: /^[\p{L}\p{N}_]*$/u };
  };
  return autocompletion({ override: [fromEngine, completeAnyWord] });
}

export function hoverHelp(session) {
  return hoverTooltip(async (view, at) => {
    const word = wordAt(view.state, at);
    const text = word && await session.help(word.text);
    if (!text) return null;
    return { pos: word.from, create() {
      const dom = document.createElement("pre");
      dom.className = "help";
      dom.textContent = text;
      return { dom };
    } };
  });
}
