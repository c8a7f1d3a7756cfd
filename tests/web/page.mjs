// page.mjs -- the notebook in a headless Chromium: it runs, explains, stops, shares and fits, asks
// nobody for anything, and axe finds nothing to complain of.
import assert from "node:assert/strict";
import { createReadStream, existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const require = createRequire(join(process.cwd(), "build/wasm/npm/package.json"));
const { chromium } = require("playwright-core");
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const patience = 1000 * +(process.env.PATIENCE ?? 60);

const path = (process.env.PATH ?? "").split(":").flatMap(folder =>
  ["chromium", "chromium-headless-shell"].map(name => join(folder, name))).find(existsSync);
if (!path) {
  console.log("chromium is not installed");
  process.exit(77);
}

const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };
const server = createServer((request, response) => {
  const name = new URL(request.url, "http://x").pathname.slice(1) || "index.html";
  response.setHeader("Content-Type", kinds[extname(name)] ?? "application/octet-stream");
  createReadStream(join("build/web", name)).on("error", () => response.writeHead(404).end()).pipe(response);
}).listen(0, "127.0.0.1");
await new Promise(done => server.once("listening", done));
const home = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath: path, args: ["--headless", "--no-sandbox",
  "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync"] });

// A page that has opened: its own errors and what it asks of others are breaches.
async function visit(address = home, { width = 1280, colorScheme = "light" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme,
    acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.breaches = [];
  page.on("pageerror", error => page.breaches.push(`${error}`));
  page.on("console", message => message.type() === "error" && page.breaches.push(message.text()));
  page.on("request", request => request.url().startsWith(home) || /^(data|blob):/.test(request.url()) ||
    page.breaches.push(`asks for ${request.url()}`));
  await page.goto(address);
  await page.waitForSelector("body.ready");
  return page;
}

async function leave(page) {
  assert.deepEqual(page.breaches, []);
  await page.context().close();
}

const said = (page, n) => page.locator(".cell").nth(n - 1).locator(".said");

// Puts a text into a cell, by the keyboard, and runs it.
async function write(page, n, text) {
  const content = page.locator(".cell").nth(n - 1).locator(".cm-content");
  await content.focus();
  await page.keyboard.press("Control-a".replace("-", "+"));
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

async function run(page, n, text) {
  await write(page, n, text);
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(n => !document.querySelector(".running") &&
    /^(Ran|Stopped)|ended/.test(document.getElementById("status").textContent), n);
}

async function fresh(page) {
  await page.click("#new");
}

// Takes minutes.
const slow = `type Bit = {0, 1}
model m { A : Bit  B : Bit <- A }
functor F : m { A = 1/3|0> + 2/3|1>  B = { 0 -> 9/10|0> + 1/10|1>  1 -> 1/4|0> + 3/4|1> } }
sample rows = 1000 of F(m) seed 2
estimate P(B = 1 | do(A = 1)) in m from rows by bootstrap 1000000 seed 1`;

const tests = {
  async "the first lesson runs when the page opens"() {
    const page = await visit();
    const text = await page.locator("#cells").innerText();
    for (const answer of ["17/21", "12/37", "25867/34650"]) assert.ok(text.includes(answer), answer);
    await leave(page);
  },

  async "a cell shows pictures, mathematics and plots, and what it did wrong"() {
    const page = await visit();
    await page.click("text=01 smoking");
    await fresh(page);
    await run(page, 1, "type A = {a, b}\nmodel m { X : A  Y : A <- X }\ndraw m\nidentify P(Y | do(X)) in m\n" +
      "state s : A = 1/3|a> + 2/3|b>\nplot s\nshow s\nshow s + nothing");
    assert.equal(await said(page, 1).locator("svg.catgut").count() >= 1, true);
    assert.equal(await said(page, 1).locator("math").count() >= 1, true);
    assert.equal(await said(page, 1).locator("svg.plot").count(), 1);
    assert.match(await said(page, 1).innerText(), /1\/3\|a> \+ 2\/3\|b>/);
    assert.match(await said(page, 1).locator("pre.err").innerText(), /cell 1:8:10: error: .*\[E040\]/);
    assert.equal(await page.locator(".cm-lintRange-error").innerText(), "nothing");
    await page.locator(".cm-lintRange-error").hover();
    assert.match(await page.locator(".cm-tooltip-lint, .cm-tooltip .cm-diagnostic").first().innerText(), /nothing here is called/);
    await leave(page);
  },

  async "words have colours, are completed, and are explained"() {
    const page = await visit();
    await fresh(page);
    await run(page, 1, 'type A = {a, b}\nmodel longName { X : A }\nshow cut(longName, X) # a "comment"');
    const colour = async text => page.locator(".cm-line span", { hasText: text }).first()
      .evaluate(span => getComputedStyle(span).color);
    const colours = await Promise.all(["model", "cut", "# a"].map(colour));
    assert.equal(new Set(colours).size, 3);
    await write(page, 1, "show longN");
    await page.keyboard.press("Control+Space");
    await page.waitForSelector(".cm-tooltip-autocomplete");
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".cm-content").innerText(), "show longName");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F1");
    await page.waitForFunction(() => document.querySelector("#answers summary"));
    assert.match(await page.locator("#answers summary").first().innerText(), /^show: /);
    await page.locator(".cm-line span", { hasText: "show" }).hover();
    assert.match(await page.locator("pre.help").innerText(), /^show: /);
    await page.fill("#search", "E052");
    await page.waitForFunction(() => /E052/.test(document.querySelector("#answers summary")?.textContent));
    await leave(page);
  },

  async "Stop works at once and keeps what was defined"() {
    const page = await visit();
    await fresh(page);
    await run(page, 1, "let x = 1/3");
    await page.keyboard.press("Alt+Enter");
    await write(page, 2, slow);
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".cell.running");
    await page.click("#stop");
    await page.waitForFunction(() => !document.querySelector(".running"));
    assert.match(await said(page, 2).innerText(), /stopped/);
    await run(page, 2, "show 2 * x");
    assert.match(await said(page, 2).innerText(), /2\/3/);
    await leave(page);
  },

  async "a shared notebook opens elsewhere, and a saved one too"() {
    const page = await visit();
    await fresh(page);
    await run(page, 1, "show 1/3 + 1/6 # ½, é");
    await page.keyboard.press("Alt+Enter");
    await run(page, 2, "show 2");
    await page.click("#share");
    await page.waitForFunction(() => location.hash.length > 1);
    const other = await visit(page.url());
    assert.equal(await other.locator(".cell").count(), 2);
    assert.match(await other.locator(".cm-content").first().innerText(), /½, é/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
    const text = await readFile(await download.path(), "utf8");
    assert.equal(text, "show 1/3 + 1/6 # ½, é\n\n# %%\nshow 2\n");
    const folder = await mkdtemp(join(tmpdir(), "catgut"));
    await writeFile(join(folder, "own.diag"), `${text}\n# %%\nshow 3\n`);
    await other.setInputFiles("#file", join(folder, "own.diag"));
    await other.waitForFunction(() => document.querySelectorAll(".cell").length === 3);
    await leave(page);
    await leave(other);
  },

  async "files that are brought in can be imported, files that are written taken home"() {
    const page = await visit();
    await fresh(page);
    const folder = await mkdtemp(join(tmpdir(), "catgut"));
    await writeFile(join(folder, "garden.bif"), await readFile("stdlib/sprinkler.bif"));
    await writeFile(join(folder, "trial.csv"), "X,Y\na,b\na,a\nb,b\n");
    await page.setInputFiles("#file", join(folder, "garden.bif"));
    await page.waitForFunction(() => /garden\.bif can be/.test(document.getElementById("status").textContent));
    assert.equal(await page.locator(".cm-content").innerText(), 'import "garden.bif" as garden with garden_tables');
    const dropped = await page.evaluateHandle(text => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "trial.csv"));
      return transfer;
    }, "X,Y\na,b\na,a\nb,b\n");
    await page.dispatchEvent("main", "drop", { dataTransfer: dropped });
    await page.waitForFunction(() => document.querySelectorAll(".cell").length === 2);
    await run(page, 2, 'import "trial.csv" as s\nshow P(Y = b | X = a) in s\nimport "garden.bif" as g with G\n' +
      'draw g to "g.svg"');
    assert.match(await said(page, 2).innerText(), /1\/2/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#file-list >> text=g.svg")]);
    assert.match(await readFile(await download.path(), "utf8"), /^<svg|^<\?xml/);
    await leave(page);
  },

  async "it fits a phone and a projector, in both colour schemes, and axe finds nothing"() {
    for (const [width, colorScheme] of [[360, "light"], [1280, "dark"], [2560, "light"]]) {
      const page = await visit(home, { width, colorScheme });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`);
      if (width < 1000) await page.click("#menu");
      await page.click("#lessons >> text=14 seeing");
      await page.waitForFunction(() => document.getElementById("status").textContent ===
        `Ran cell ${document.querySelectorAll(".cell").length}.`);
      if (width < 1000) await page.click("#menu");
      await page.fill("#search", "confounding");
      await page.waitForSelector("#answers summary");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`);
      const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(named => named.id));
      assert.equal(new Set(ids).size, ids.length);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run());
      assert.deepEqual(violations.map(x => [x.id, x.nodes.slice(0, 3).map(node => node.html)]), []);
      await leave(page);
    }
  },

  async "everything can be reached by the keyboard"() {
    const page = await visit();
    await fresh(page);
    const names = new Set();
    await page.evaluate(() => document.activeElement.blur());
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      names.add(await page.evaluate(() => document.activeElement.textContent || document.activeElement.id));
    }
    for (const name of ["▶▶ Run all", "■ Stop", "Share", "▶ Run", "search"]) assert.ok(names.has(name), name);
    await leave(page);
  },

  async "it opens without a network when it has been seen"() {
    const page = await visit();
    await page.evaluate(() => navigator.serviceWorker.ready.then(worker =>
      worker.active.state === "activated" || new Promise(done => { worker.active.onstatechange = done; })));
    await page.context().setOffline(true);
    await page.reload();
    await page.waitForSelector("body.ready");
    assert.ok((await page.locator("#cells").innerText()).includes("25867/34650"));
    await leave(page);
  },

  async "it is small"() {
    let bytes = 0;
    for (const name of await readdir("build/web"))
      bytes += gzipSync(await readFile(join("build/web", name)), { level: 9 }).length;
    console.log(`# ${bytes} bytes compressed`);
    assert.ok(bytes < 1200000);
  },
};


let passed = 0, failed = 0;
const only = process.argv[2] ?? "";
for (const [name, test] of Object.entries(tests)) {
  if (!name.includes(only)) continue;
  try {
    await test();
    passed++;
    console.log(`ok: ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED: ${name}\n${error.stack}`);
  }
}
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
