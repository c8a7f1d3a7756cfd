// engine.js -- catgut.h for JavaScript: one session of the engine, in this thread, and the files
// that it sees.  Used by the worker of the page, and by the tests in Node.
import { ConsoleStdout, Directory, File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim";

const bytesOf = new TextEncoder();
const textOf = new TextDecoder();

// The engine was refused memory, or ran out of stack: this Engine is good for nothing more.
export class Broken extends Error {}

// The folder in a tree of Maps that a path's last part is in, made where it is not there.
function folderOf(top, path) {
  const parts = path.split("/").filter(part => part && part !== ".");
  const name = parts.pop();
  let at = top;
  for (const part of parts) {
    if (!at.has(part)) at.set(part, new Directory(new Map()));
    at = at.get(part).contents;
  }
  return [at, name];
}

export class Engine {
  // options: conversation, keepGoing, digits, library (a folder); tick(done, total) hears progress.
  // files: an object from paths to bytes.
  static async start(module, files, options = {}, tick = () => {}) {
    const engine = new Engine();
    engine.top = new Map();
    for (const [path, bytes] of Object.entries(files)) engine.write(path, bytes);
    const quiet = ConsoleStdout.lineBuffered(() => {});
    const wasi = new WASI([], [],
      [new OpenFile(new File([])), quiet, quiet, new PreopenDirectory("/", engine.top)], { debug: false });
    const instance = await WebAssembly.instantiate(module, {
      wasi_snapshot_preview1: wasi.wasiImport,
      catgut: {
        complaint: (...args) => engine.hearComplaint(...args),
        result: (...args) => engine.hearResult(...args),
        word: at => engine.words.push(engine.text(at)),
        progress: tick,
        refused: () => { throw new Broken("the engine was refused memory"); },
      },
    });
    wasi.initialize(instance);
    engine.calls = instance.exports;
    const library = engine.lend(options.library ?? "/stdlib");
    engine.session = engine.guard(() => engine.calls.open(options.conversation ?? true,
      options.keepGoing ?? false, options.digits ?? 6, library.at));
    engine.calls.release(library.at);
    return engine;
  }

  // ---- memory

  text(at) {
    const bytes = new Uint8Array(this.calls.memory.buffer);
    return textOf.decode(bytes.subarray(at, bytes.indexOf(0, at)));
  }

  // A copy in the engine's memory, for release.
  lend(text) {
    const bytes = bytesOf.encode(text);
    const at = this.calls.allocate(bytes.length + 1);
    if (!at) throw new Broken("the engine was refused memory");
    const to = new Uint8Array(this.calls.memory.buffer, at, bytes.length + 1);
    to.set(bytes);
    to[bytes.length] = 0;
    return { at, count: bytes.length };
  }

  taken(at) {
    if (!at) return null;
    const text = this.text(at);
    this.calls.release(at);
    return text;
  }

  // A trap and a stack that is full leave the session in no order.
  guard(work) {
    try {
      return work();
    } catch (error) {
      if (error instanceof RangeError) throw new Broken("the text nests too deeply for this browser");
      if (error instanceof WebAssembly.RuntimeError) throw new Broken(`the engine failed: ${error.message}`);
      throw error;
    }
  }

  with(texts, work) {
    const lent = texts.map(text => this.lend(text));
    const answer = this.guard(() => work(...lent));
    lent.forEach(text => this.calls.release(text.at));
    return answer;
  }

  // ---- running

  hearComplaint(warning, code, message, help, file, start, end, text) {
    this.complaints.push({ warning: !!warning, code: this.text(code), message: this.text(message),
      help: this.text(help), file: this.text(file), start, end, text: this.text(text) });
  }

  hearResult(start, end, status, text, errors, json, html, svg, latex) {
    const result = { start, end, status, text: this.text(text), errors: this.text(errors),
      json: this.text(json), html: this.text(html), svg: this.text(svg), latex: this.text(latex),
      complaints: this.complaints };
    this.complaints = [];
    this.hear(result);
    return 1;
  }

  // The status; each result is heard as it comes.
  run(name, text, hear) {
    this.hear = hear;
    this.complaints = [];
    return this.with([name, text],
      (name, text) => this.calls.run(this.session, name.at, text.at, text.count));
  }

  runFile(path, hear) {
    this.hear = hear;
    this.complaints = [];
    return this.with([path], path => this.calls.run_file(this.session, path.at));
  }

  close() {
    this.calls.close(this.session);
  }

  // ---- what helps who writes

  // { start, words }: start counts characters of the text.
  complete(text) {
    this.words = [];
    const start = this.with([text], text => this.calls.complete(this.session, text.at, text.count));
    return { start: textOf.decode(bytesOf.encode(text).subarray(0, start)).length, words: this.words };
  }

  help(word) {
    return this.with([word], word => this.taken(this.calls.help(this.session, word.at)));
  }

  style() {
    return this.taken(this.guard(() => this.calls.style(this.session)));
  }

  // ---- files

  write(path, bytes) {
    const [folder, name] = folderOf(this.top, path);
    folder.set(name, new File(bytes));
  }

  // What is in the top folder, but for folders: from names to bytes.
  files() {
    return Object.fromEntries([...this.top].filter(([, entry]) => entry instanceof File)
      .map(([name, entry]) => [name, entry.data]));
  }
}
