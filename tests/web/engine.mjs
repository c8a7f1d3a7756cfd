// engine.mjs -- the engine as the page uses it: a conversation, completion, help, files, and what
// happens when it breaks.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { Broken, Engine } from "../../build/wasm/engine.mjs";
import { joinCells, pack, placeOf, splitCells, unpack } from "../../lang/web/page/text.js";

const module = await WebAssembly.compile(await readFile("build/wasm/catgut.wasm"));
const bytes = text => new TextEncoder().encode(text);

function run(engine, text) {
  const results = [];
  const status = engine.run("cell 1", text, result => results.push(result));
  return { status, results, text: results.map(result => result.text).join("") };
}

const tests = {
  async "a conversation: names may be defined again, % is the last value"() {
    const engine = await Engine.start(module, {});
    run(engine, "let x = 1/3");
    run(engine, "let x = 1/2");
    assert.equal(run(engine, "x").text, "1/2   # 0.5\n");
    assert.equal(run(engine, "% + 1").text, "3/2   # 1.5\n");
    engine.close();
  },

  async "a result in all its forms, and a complaint with its place"() {
    const engine = await Engine.start(module, {});
    const { status, results } = run(engine, "type Ä = {a}\nmodel m { X : Ä }\ndraw m\nshow nothing");
    assert.equal(status, 1);
    const drawn = results.find(result => result.svg);
    assert.match(drawn.svg, /^<svg|^<\?xml/);
    assert.match(drawn.html, /<figure>/);
    assert.match(drawn.json, /^\{/);
    const [wrong] = results.at(-1).complaints;
    const text = "type Ä = {a}\nmodel m { X : Ä }\ndraw m\nshow nothing";
    assert.equal(text.slice(placeOf(text, wrong.start), placeOf(text, wrong.end)), "nothing");
    assert.equal(wrong.code, "E040");
    assert.equal(wrong.file, "cell 1");
  },

  async "completion, help"() {
    const engine = await Engine.start(module, {});
    run(engine, "let ärger = 1");
    assert.deepEqual(engine.complete("show ärg"), { start: 5, words: ["ärger"] });
    assert.match(engine.help("cut"), /^cut: /);
    assert.match(engine.help("E052"), /no such label/);
    assert.equal(engine.help("nothing at all"), null);
    assert.match(engine.style(), /:root\{/);
  },

  async "files: read, written, written over"() {
    const engine = await Engine.start(module, { "t.csv": bytes("X,Y\na,b\na,a\n") });
    assert.equal(run(engine, 'import "t.csv" as s\nshow P(X = a) in s').results.at(-1).text, "1\n");
    for (let i = 0; i < 2; i++)
      assert.equal(run(engine, 'type A = {a}\nmodel m { X : A }\ndraw m to "m.svg"').status, 0);
    assert.deepEqual(Object.keys(engine.files()).sort(), ["m.svg", "t.csv"]);
  },

  async "numbers of 64 bits are not cut to 32"() {
    const engine = await Engine.start(module, {});
    assert.equal(run(engine, "show 4294967297 * 4294967295").text, "18446744073709551615\n");
    assert.equal(run(engine, "show 1/18446744073709551616 * 4294967296").text.split(" ")[0], "1/4294967296");
    assert.equal(run(engine, "show 1 ^ 4294967297 - (-1) ^ 4294967297").text, "2\n");
    assert.equal(run(engine, "show 0 ^ 4294967296").text, "0\n");
    assert.equal(run(engine, "show 2 ^ 4294967297").status, 3);
  },

  async "texts that nest too deeply break no more than their engine"() {
    for (const [open, close] of [["(", ")"], ["[", "]"], ["{", "}"], ["-", ""], ["not ", ""]])
      for (const depth of [1000, 100000]) {
        const engine = await Engine.start(module, {});
        try {
          const { status } = run(engine, `show ${open.repeat(depth)}1${close.repeat(depth)}`);
          assert.ok(status >= 0 && status <= 3, `${status}`);
          assert.equal(run(engine, "show 1").text, "1\n");
        } catch (error) {
          assert.ok(error instanceof Broken, `${error}`);
        }
      }
  },

  async "hostile texts get an answer"() {
    const engine = await Engine.start(module, {});
    const odd = ["", "\0", "\ud800", "show \u0000 1", "\ufeffshow 1", '"""', "|", "|a", "show 1/0", "#", "%", "show %",
      `show ${"9".repeat(100000)}`, `let ${"x".repeat(100000)} = 1`, "import \"../../etc/passwd\" as x with y",
      "import \"/\" as x", "draw x to \"/nowhere/x.svg\"", "model m {", "}", "\r\r\n", "type T = {" + "a,".repeat(10000) + "b}"];
    for (const text of odd) {
      const { status } = run(engine, text);
      assert.ok(status >= 0 && status <= 3, JSON.stringify(text.slice(0, 20)));
      engine.complete(text);
    }
    assert.equal(run(engine, "show 1").text, "1\n");
  },

  async "cells to one text and back"() {
    const cells = ["show 1", "# ½\nshow 2", "model m {\n\n# inside\n  X : A\n}"];
    assert.deepEqual(splitCells(joinCells(cells)), cells);
    assert.deepEqual(splitCells("# a\nshow 1\n\nshow 2\n\n# b\nshow 3\n"), ["# a\nshow 1\n\nshow 2", "# b\nshow 3"]);
    assert.deepEqual(splitCells("model m {\n\n# inside\n  X : A\n}\n"), [cells[2]]);
    assert.deepEqual(splitCells(""), [""]);
    const long = ['model g from dagitty """dag {  \n\n\n# a ( here\n\n# %% b\n}""" of Bit', 'show "\\"(" # {'];
    assert.deepEqual(splitCells(joinCells(long)), long);
    assert.deepEqual(splitCells('let a = """x\n\n# y"""\n\n# z\nlet "b" = 1'), ['let a = """x\n\n# y"""', '# z\nlet "b" = 1']);
    assert.deepEqual(splitCells('let a = """x\n\n# y'), ['let a = """x\n\n# y']);
    const text = joinCells(cells);
    assert.equal(await unpack(await pack(text)), text);
    assert.match(await pack(text), /^[\w-]+$/);
  },
};

let passed = 0, failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    passed++;
  } catch (error) {
    failed++;
    console.log(`FAILED: ${name}\n${error.stack}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
