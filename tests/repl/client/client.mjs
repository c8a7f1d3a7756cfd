// client.mjs PROGRAM FOLDER -- `catgut --mcp` as the protocol's own library for clients sees it: the
// tools and their schemas, answers, mistakes, a call that is cancelled.  FOLDER has node_modules.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";

const [program, folder] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, "package.json"));
const { Client } = require("@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = require("@modelcontextprotocol/sdk/client/stdio.js");
const Ajv = require("ajv/dist/2020").default;

const smoking = `
type Smoking = {smoker, nonsmoker}
type Tar = {tar, clean}
type Cancer = {cancer, healthy}
type Gene
model lung { latent H : Gene  S : Smoking <- H  T : Tar <- S  C : Cancer <- H, T }
state omega of lung =
    0.5|smoker,tar,cancer> + 0.1|smoker,tar,healthy> +
    0.01|smoker,clean,cancer> + 0.02|smoker,clean,healthy> +
    0.1|nonsmoker,tar,cancer> + 0.05|nonsmoker,tar,healthy> +
    0.02|nonsmoker,clean,cancer> + 0.2|nonsmoker,clean,healthy>
`;
const long = `
type Bit = {0, 1}
channel noisy : Bit -> Bit = { 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }
show noisy ^ 1000000
`;

const client = new Client({ name: "test", version: "1" });
const call = (name, args, options) => client.callTool({ name, arguments: args }, undefined, options);
const text = (result) => result.content.map((c) => c.text).join("");

const tests = {
  async "the server says who it is"() {
    assert.equal(client.getServerVersion().name, "catgut");
    assert.ok(client.getServerCapabilities().tools);
    assert.match(client.getInstructions(), /causal/);
  },
  async "tools are listed, with schemas that compile"() {
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map((t) => t.name), ["run", "identify", "ask", "explain", "witness",
      "separated", "adjustment", "entailed", "derive", "help"]);
    for (const t of tools) {
      new Ajv({ strict: true }).compile(t.inputSchema);
      assert.equal(t.annotations.readOnlyHint, true);
    }
  },
  async "smoking causes cancer"() {
    const question = "P(C = cancer | do(S = smoker)) in lung from omega";
    const result = await call("ask", { script: smoking, question });
    assert.ok(!result.isError);
    assert.match(text(result), /^25867\/34650 /);
    assert.equal(result.structuredContent.results.at(-1).value, "25867/34650");
  },
  async "premises entail, and prove"() {
    let result = await call("entailed", { independent: ["A, B"], dependent: ["A, C", "B, C"],
      relation: "parent", x: "A", y: "C" });
    assert.equal(result.structuredContent.results[0].status, "entailed");
    result = await call("derive", { goal: "A, B", premises: ["A, {B, C}"] });
    assert.equal(result.structuredContent.results[0].status, "follows");
  },
  async "a mistake in a script is a result"() {
    const result = await call("run", { script: "show P(Y) in nowhere" });
    assert.equal(result.isError, true);
    assert.match(text(result), /E0\d\d/);
  },
  async "a call that is none is refused"() {
    await assert.rejects(call("run", { text: "show 1" }), { code: -32602 });
    await assert.rejects(call("nothing", {}), { code: -32602 });
  },
  async "a call is cancelled"() {
    const stop = new AbortController();
    const running = call("run", { script: long }, { signal: stop.signal });
    setImmediate(() => stop.abort("enough"));
    await assert.rejects(running);
    assert.equal(text(await call("run", { script: "show 1/3 + 1/6" })), "1/2   # 0.5\n");
    await client.ping();
  },
};

await client.connect(new StdioClientTransport({ command: program, args: ["--mcp"] }));
let passed = 0, failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    passed++;
  } catch (error) {
    failed++;
    console.log("failed:", name, "\n", error);
  }
}
await client.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
