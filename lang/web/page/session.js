// session.js -- a conversation with the engine in its worker.  Stopping replaces the worker, and
// runs again what had run to its end before: so all that was defined is there, and nothing else.

export class Stopped extends Error {}

export class Session {
  // wasm: the compiled module; files: paths to bytes; progress(done, total) is heard while it runs.
  constructor(wasm, files, progress) {
    Object.assign(this, { wasm, files: { ...files }, progress, history: [], waiting: new Map(), last: 0 });
    this.begin();
  }

  begin() {
    this.worker = new Worker("worker.js");
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = event => this.end(event.message);
    this.style = this.ask("start", [this.wasm, this.files]);
    this.style.catch(() => {});
    for (const { name, text } of this.history) this.ask("run", [name, text]).catch(() => {});
  }

  hear({ id, progress, result, value, broken }) {
    if (progress) return this.progress(progress.done, progress.total);
    const asked = this.waiting.get(id);
    if (result) return asked.hear(result);
    this.waiting.delete(id);
    if (broken === undefined) return asked.done(value);
    asked.failed(new Error(broken));
    this.end(broken);
  }

  ask(call, args = [], hear = () => {}) {
    const id = ++this.last;
    return new Promise((done, failed) => {
      this.waiting.set(id, { hear, done, failed });
      this.worker.postMessage({ id, call, args });
    });
  }

  // What was asked of the worker will not be answered.
  end(why) {
    this.worker.terminate();
    const unanswered = [...this.waiting.values()];
    this.waiting.clear();
    this.begin();
    for (const asked of unanswered) asked.failed(new Stopped(why));
  }

  stop() {
    this.end("stopped");
  }

  forget() {
    this.history = [];
    this.end("begun again");
  }

  // The status; each result is heard as it comes.
  async run(name, text, hear) {
    const { status, files } = await this.ask("run", [name, text], hear);
    this.history.push({ name, text });
    this.files = { ...this.files, ...files };
    return status;
  }

  write(path, bytes) {
    this.files[path] = bytes;
    return this.ask("write", [path, bytes]);
  }

  // What helps who writes is not missed when it is stopped.
  complete(text) {
    return this.ask("complete", [text]).catch(() => ({ start: text.length, words: [] }));
  }

  help(word) {
    return this.ask("help", [word]).catch(() => null);
  }

  topics() {
    return this.ask("topics").catch(() => []);
  }
}
