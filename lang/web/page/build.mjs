// build.mjs -- bundles the page into a folder of static files.
//
//   node build.mjs PACKAGES ENGINE.mjs CATGUT.wasm FOLDER
//
// PACKAGES is where npm has put esbuild and what the page imports; ENGINE.mjs is left there for Node.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [packages, engineFile, wasmFile, folder] = process.argv.slice(2).map(path => resolve(path));
const here = dirname(fileURLToPath(import.meta.url)), root = join(here, "../../..");
const esbuild = createRequire(join(packages, "package.json"))("esbuild");
const usual = { bundle: true, logLevel: "warning", nodePaths: [join(packages, "node_modules")] };

async function texts(folder, ending, as = "") {
  const names = (await readdir(join(root, folder))).filter(name => ending.test(name)).sort();
  const read = async name => [as + name, await readFile(join(root, folder, name), "utf8")];
  return Object.fromEntries(await Promise.all(names.map(read)));
}

// Keywords stand in one header; what can be called, only the engine knows.
async function words() {
  const header = await readFile(join(root, "runtime/diagram/keyword.h"), "utf8");
  const rows = header.slice(header.indexOf("#define KEYWORDS("), header.indexOf("/* Is text"));
  const keywords = [...rows.matchAll(/(?:STARTS|ACTION|INSIDE|OPENS)\((?:[A-Z]+, )?"(\w+)"/g)].map(found => found[1]);
  const { Engine } = await import(pathToFileURL(engineFile));
  const engine = await Engine.start(await WebAssembly.compile(await readFile(wasmFile)), {});
  const can = engine.complete("show ").words.filter(word => /^\w+$/.test(word));
  return { keywords, notions: can.filter(word => !keywords.includes(word)) };
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await esbuild.build({ ...usual, entryPoints: [join(here, "engine.js")], format: "esm", outfile: engineFile });

const known = JSON.stringify(await words());
const giveWords = { name: "words", setup(build) {
  build.onResolve({ filter: /^words\.json$/ }, ({ path }) => ({ path, namespace: "words" }));
  build.onLoad({ filter: /.*/, namespace: "words" }, () => ({ contents: known, loader: "json" }));
} };
await esbuild.build({ ...usual, entryPoints: [join(here, "page.js")], format: "esm", minify: true,
  target: "es2022", outdir: folder, plugins: [giveWords], legalComments: "none" });
await esbuild.build({ ...usual, entryPoints: [join(here, "worker.js")], format: "iife", minify: true,
  target: "es2022", outdir: folder });

const files = {
  ...await texts("stdlib", /\.(diag|bif)$/, "stdlib/"),
  ...await texts("examples", /\.csv$/),
};
await writeFile(join(folder, "data.json"), JSON.stringify({ lessons: await texts("examples", /\.diag$/), files }));
await writeFile(join(folder, "catgut.wasm"), await readFile(wasmFile));
for (const name of ["index.html", "style.css"])
  await writeFile(join(folder, name), await readFile(join(here, name)));

// The version is told by what is in the files.
const all = (await readdir(folder)).sort(), hash = createHash("sha256");
for (const name of all) hash.update(name).update(await readFile(join(folder, name)));
const offline = (await readFile(join(here, "offline.js"), "utf8"))
  .replace("= FILES", `= ${JSON.stringify(["./", ...all])}`)
  .replace("= VERSION", `= "catgut-${hash.digest("hex").slice(0, 16)}"`);
await writeFile(join(folder, "offline.js"), offline);
