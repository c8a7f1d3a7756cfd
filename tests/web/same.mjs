// same.mjs -- the engine as WebAssembly says what the program says, to the byte: every golden script
// and every lesson, each in a session of its own.
//
//   node tests/web/same.mjs [PART...]    those whose name contains a PART
//
// What is expected stands in tests/golden/*.expect.  The program's own words at the end of `-k`, how
// many have passed, are not the library's.
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Engine } from "../../build/wasm/engine.mjs";

const parts = process.argv.slice(2);
const module = await WebAssembly.compile(await readFile("build/wasm/catgut.wasm"));

// Paths below a folder, and their bytes.
async function filesOf(folder, as = "") {
  const found = {};
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) Object.assign(found, await filesOf(path, `${as}${entry.name}/`));
    else found[as + entry.name] = await readFile(path);
  }
  return found;
}

const library = await filesOf("stdlib", "stdlib/");
const golden = await filesOf("tests/golden");
const lessons = await filesOf("examples", "examples/");
const whole = text => text === "" || text.endsWith("\n") ? text : `${text}\n--- no line end\n`;

// Why a script cannot be run by the library, or null.
function whyNot(name, options) {
  if (options.some(option => option.startsWith("--stage"))) return "stages are the program's";
  return absent[name] ?? null;
}

const absent = {
  "rows-json": "it writes to the null device, which browsers lack",
};

async function transcript(path, options, files) {
  const engine = await Engine.start(module, { ...library, ...files }, { conversation: false,
    keepGoing: options.includes("-k"),
    digits: options.includes("--digits") ? +options[options.indexOf("--digits") + 1] : 6 });
  let out = "", err = "";
  const status = engine.runFile(path, result => {
    out += options.includes("--json") ? result.json : result.text;
    err += result.errors;
  });
  return `${whole(out)}--- stderr\n${whole(err)}--- status ${status}\n`;
}

function withoutTally(text) {
  return text.replace(/^\d+ passed, \d+ failed\n(?=--- (stderr|status))/m, "");
}

function firstDifference(a, b) {
  const [x, y] = [a.split("\n"), b.split("\n")];
  const at = x.findIndex((line, i) => line !== y[i]);
  return `line ${at + 1}\n  expected ${JSON.stringify(x[at])}\n  found    ${JSON.stringify(y[at])}`;
}

let passed = 0, failed = 0, skipped = 0;

async function hold(name, path, files, expect) {
  if (parts.length && !parts.some(part => name.includes(part))) return;
  const text = files[path].toString();
  const options = (/^# options: (.*)/.exec(text)?.[1] ?? "").split(" ").filter(Boolean);
  const why = whyNot(name, options);
  if (why) {
    skipped++;
    console.log(`skipped: ${name}: ${why}`);
    return;
  }
  let found;
  const expected = withoutTally(expect.toString());
  try {
    found = await transcript(path, options, files);
  } catch (error) {
    found = `${error}`;
  }
  if (found === expected) {
    passed++;
  } else {
    failed++;
    console.log(`FAILED: ${name}: ${firstDifference(expected, found)}`);
  }
}

const scripts = Object.keys(golden).filter(path => /^[^/]*\.diag$/.test(path));
for (const path of scripts.sort())
  await hold(basename(path, ".diag"), path, golden, golden[path.replace(/diag$/, "expect")]);
for (const path of Object.keys(lessons).filter(path => path.endsWith(".diag")).sort())
  await hold(`examples/${basename(path, ".diag")}`, path, lessons,
    golden[path.replace(/diag$/, "expect")]);
for (const path of Object.keys(golden).filter(path => /^[^/]*\.sh$/.test(path) && path !== "run.sh")) {
  skipped++;
  console.log(`skipped: ${basename(path, ".sh")}: a script for the shell, about the command line`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed ? 1 : 0);
