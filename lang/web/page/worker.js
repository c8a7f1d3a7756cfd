// worker.js -- the engine in a thread of its own, so that the page stays alive while it reckons.
// A message { id, call, args } is answered by { id, result }..., and in the end { id, value } or
// { id, broken }.
import { Broken, Engine } from "./engine.js";

let engine;

const tellProgress = (done, total) => postMessage({ progress: { done, total } });

const calls = {
  async start(_, module, files) {
    engine = await Engine.start(module, files, { conversation: true }, tellProgress);
    return engine.style();
  },
  run(id, name, text) {
    const status = engine.run(name, text, result => postMessage({ id, result }));
    return { status, files: engine.files() };
  },
  complete: (_, text) => engine.complete(text),
  help: (_, word) => engine.help(word),
  topics: () => engine.complete(":help ").words.map(word => [word, engine.help(word)]),
  write: (_, path, bytes) => engine.write(path, bytes),
};

// One after the other: what comes while the engine starts waits.
let last = Promise.resolve();

onmessage = ({ data: { id, call, args } }) => {
  last = last.then(async () => {
    try {
      postMessage({ id, value: await calls[call](id, ...args) });
    } catch (error) {
      postMessage({ id, broken: error instanceof Broken ? error.message : `${error}` });
    }
  });
};
