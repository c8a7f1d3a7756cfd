// web.mjs -- the engine in Node against the program: the same texts, seconds of each, and how many
// times as long.  Nothing here passes or fails.
//
//   node tests/bench/web.mjs CATGUT [NETWORKS]    NETWORKS: a folder of .bif files
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Engine } from "../../build/wasm/engine.mjs";

const [program, networks = "../shared/data/bif"] = process.argv.slice(2);
const now = () => Number(process.hrtime.bigint()) / 1e9;

let began = now();
const module = await WebAssembly.compile(await readFile("build/wasm/catgut.wasm"));
const compiled = now() - began;

const chain = "type B = {0, 1}\nstate s : B = 1/3|0> + 2/3|1>\n" +
  "channel c : B -> B = { 0 -> 12345678901/98765432109|0> + 86419753208/98765432109|1>  1 -> 3/7|0> + 4/7|1> }\n" +
  `check s ; ${Array(3000).fill("c").join(" ; ")} == s\n`;
const texts = { "a chain of 3000 channels, with fractions of 100000 digits": [chain, {}] };
for (const name of ["alarm", "hailfinder", "win95pts", "andes", "pigs", "munin1"]) {
  const path = `${networks}/${name}.bif`;
  if (existsSync(path))
    texts[`the marginals of ${name}`] =
      [`import "net.bif" as net with F repaired\nshow marginals() in net with F\n`, { "net.bif": await readFile(path) }];
}

// The best of three, each in a session of its own; in the program, start-up is part of it.
async function best(work) {
  let least = Infinity;
  for (let i = 0; i < 3; i++) least = Math.min(least, await work());
  return least;
}

console.log(`compiling the module: ${compiled.toFixed(3)} s`);
for (const [name, [text, files]] of Object.entries(texts)) {
  const inNode = await best(async () => {
    const engine = await Engine.start(module, files, { conversation: false });
    const start = now();
    let bytes = 0;
    engine.run("bench", text, result => { bytes += result.text.length + result.errors.length; });
    return now() - start;
  });
  const path = files["net.bif"] && `${networks}/${name.replace("the marginals of ", "")}.bif`;
  const native = await best(async () => {
    const start = now();
    try {
      execFileSync(program, ["-"], { input: path ? text.replace("net.bif", path) : text, stdio: ["pipe", "pipe", "pipe"], maxBuffer: 1 << 28 });
    } catch {} // a check that fails has been reckoned too
    return now() - start;
  });
  console.log(`${inNode.toFixed(3)} s  ${native.toFixed(3)} s  ${(inNode / native).toFixed(1)}  ${name}`);
}
