// notebook.js -- the cells, in their order, and running them one after the other.
import { Cell } from "./cell.js";
import { Stopped } from "./session.js";

export class Notebook {
  // on: help(word), changed(), status(text), files().
  constructor(dom, session, on) {
    Object.assign(this, { dom, session, on, cells: [], last: Promise.resolve(), stops: 0 });
  }

  get texts() {
    return this.cells.map(cell => cell.text);
  }

  open(texts) {
    this.cells = [];
    this.dom.replaceChildren();
    texts.forEach(text => this.insert(text, this.cells.length));
  }

  insert(text, at) {
    const cell = new Cell(text, this.session, {
      run: (cell, goOn) => this.run(cell, goOn),
      add: cell => this.insert("", this.cells.indexOf(cell) + 1).focus(),
      remove: cell => this.remove(cell),
      move: (cell, by) => this.move(cell, by),
      walk: (cell, by) => this.cells[this.cells.indexOf(cell) + by]?.focus(),
      help: this.on.help,
      changed: this.on.changed,
    });
    this.dom.insertBefore(cell.dom, this.cells[at]?.dom ?? null);
    this.cells.splice(at, 0, cell);
    this.renumber();
    return cell;
  }

  renumber() {
    this.cells.forEach((cell, i) => cell.renumber(i + 1));
    this.on.changed();
  }

  remove(cell) {
    const at = this.cells.indexOf(cell);
    this.cells.splice(at, 1);
    cell.dom.remove();
    if (!this.cells.length) this.insert("", 0);
    this.renumber();
    this.cells[Math.min(at, this.cells.length - 1)].focus();
  }

  move(cell, by) {
    const at = this.cells.indexOf(cell), to = at + by;
    if (to < 0 || to >= this.cells.length) return;
    this.cells.splice(at, 1);
    this.cells.splice(to, 0, cell);
    this.dom.insertBefore(cell.dom, this.cells[to + 1]?.dom ?? null);
    this.renumber();
    cell.focus();
  }

  // goOn: the next cell, made where there is none, has the focus then.
  run(cell, goOn = false) {
    const round = this.stops;
    this.last = this.last.then(() => round === this.stops ? this.runNow(cell) : undefined);
    if (goOn) {
      const at = this.cells.indexOf(cell) + 1;
      (this.cells[at] ?? this.insert("", at)).focus();
    }
    return this.last;
  }

  async runNow(cell) {
    const name = `cell ${cell.number}`;
    this.on.status(`Running ${name} …`);
    cell.begin();
    try {
      const status = await this.session.run(name, cell.text, result => cell.hear(result));
      cell.end();
      this.on.status(status ? `${name[0].toUpperCase()}${name.slice(1)} ended with a mistake or a no.` : `Ran ${name}.`);
    } catch (error) {
      cell.end(error instanceof Stopped ? "stopped" : `The engine gave up: ${error.message}`);
      this.on.status(`Stopped ${name}. What cells defined before is kept.`);
    }
    this.on.files();
  }

  // From the beginning, in a fresh session.
  runAll() {
    this.stop();
    this.session.forget();
    for (const cell of this.cells) this.run(cell);
    return this.last;
  }

  // Nothing that waits is run.
  stop() {
    this.stops++;
  }
}
