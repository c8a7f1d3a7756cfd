// run.mjs -- programs of tests/unit and tests/law, compiled to WebAssembly, in Node.
//
//   node tests/web/check/run.mjs PROGRAM...
//
// Those that need processes, pipes or the program are skipped.
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { WASI } from "node:wasi";

const programs = process.argv.slice(2);
const absent = /test_(base|catgut|command|file|repl|team)$/;

async function runHere(path) {
  const scratch = "/build/wasm/scratch"; // the working folder is the top
  mkdirSync(`.${scratch}`, { recursive: true });
  const wasi = new WASI({ version: "preview1", args: [path], preopens: { "/": "." },
    env: { SCRATCH: scratch, HOME: scratch, TMPDIR: scratch } });
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    wasi_snapshot_preview1: wasi.wasiImport,
    catgut: { refused() { throw new Error("memory was refused"); } },
  });
  process.exit(wasi.start(instance));
}

function runAll() {
  let passed = 0, failed = 0, skipped = 0;
  for (const path of programs) {
    if (absent.test(path)) {
      skipped++;
      console.log(`skipped: ${path}: it needs what is left out`);
      continue;
    }
    const { status, stdout, stderr } = spawnSync(process.execPath,
      ["--no-warnings", "--stack-size=4000", fileURLToPath(import.meta.url), "--one", path], { encoding: "utf8", timeout: 600000 });
    if (status === 0) passed++;
    else failed++;
    console.log(status === 0 ? `ok: ${path}` : `FAILED: ${path} (${status})\n${stdout}${stderr}`.trimEnd());
  }
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed ? 1 : 0);
}

if (programs[0] === "--one") await runHere(programs[1]);
else runAll();
