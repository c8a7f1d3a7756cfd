// page.js -- the page: its buttons, its sidebar, files that come and go.
import { Notebook } from "./notebook.js";
import { Session } from "./session.js";
import { joinCells, pack, splitCells, unpack } from "./text.js";

const $ = id => document.getElementById(id);
const status = text => { $("status").textContent = text; };

// What the build gathered: { lessons: { name: text }, files: { path: text } }.
const [data, wasm] = await Promise.all([fetch("data.json").then(file => file.json()), compile("catgut.wasm")]);
const encode = new TextEncoder();
const given = Object.fromEntries(Object.entries(data.files).map(([path, text]) => [path, encode.encode(text)]));
const session = new Session(wasm, given, (done, total) =>
  status(total ? `Running … ${Math.floor(100 * done / total)} %` : "Running …"));
const notebook = new Notebook($("cells"), session, { help: showHelp, changed() {}, status, files: listFiles });

// Servers that do not know the type of .wasm will do.
async function compile(path) {
  return WebAssembly.compile(await (await fetch(path)).arrayBuffer());
}

function open(text) {
  notebook.open(splitCells(text));
  scrollTo(0, 0);
}

// ---- buttons

function stop() {
  notebook.stop();
  session.stop();
  status("Stopped. What cells defined before is kept.");
}

function save(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function share() {
  const address = new URL(location.href);
  address.hash = await pack(joinCells(notebook.texts));
  history.replaceState(null, "", address);
  const copied = await navigator.clipboard?.writeText(address.href).then(() => true, () => false);
  const files = Object.keys(session.files).filter(path => !(path in given)).length;
  status(`The address of this page has the whole notebook now${copied ? ", and is copied" : ""}.` +
    (files ? " Files are not in it." : ""));
}

$("run").onclick = () => notebook.runAll();
$("stop").onclick = stop;
$("new").onclick = () => { session.forget(); open(""); notebook.cells[0].focus(); };
$("open").onclick = () => $("file").click();
$("save").onclick = () => save("notebook.diag", joinCells(notebook.texts));
$("share").onclick = share;
$("file").onchange = () => take($("file").files);
$("menu").onclick = () => {
  const shown = document.body.classList.toggle("side");
  $("menu").setAttribute("aria-expanded", shown);
};
addEventListener("keydown", event => {
  if (event.key === "." && (event.ctrlKey || event.metaKey)) stop();
});

// ---- files

// These have numbers beside their shape.
const network = /\.(bif|bifxml|xmlbif|xml|net|uai|xdsl)$/i;

// A notebook is opened; anything else is there for `import`.
async function take(files) {
  for (const file of files) {
    if (/\.diag$/i.test(file.name)) {
      session.forget();
      open(await file.text());
      status(`Opened ${file.name}.`);
      continue;
    }
    await session.write(file.name, new Uint8Array(await file.arrayBuffer()));
    const name = file.name.replace(/\..*$/, "").replace(/\W+/g, "_").replace(/^(?=\d|$)/, "m");
    const last = notebook.cells.at(-1);
    const how = network.test(file.name) ? ` with ${name}_tables` : "";
    const cell = notebook.insert(`import "${file.name}" as ${name}${how}`, notebook.cells.length);
    if (!last.text.trim()) notebook.remove(last);
    cell.focus();
    status(`${file.name} can be imported.`);
    listFiles();
  }
  $("file").value = "";
}

function listFiles() {
  const own = Object.keys(session.files).filter(path => !(path in given)).sort();
  $("files").hidden = !own.length;
  $("file-list").replaceChildren(...own.map(path => {
    const item = document.createElement("li"), link = document.createElement("button");
    link.textContent = path;
    link.title = `Save ${path}`;
    link.onclick = () => save(path, session.files[path]);
    item.append(link);
    return item;
  }));
}

addEventListener("dragover", event => event.preventDefault());
addEventListener("drop", event => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  take(event.dataTransfer.files);
});

// ---- the sidebar

function listLessons() {
  $("lessons").replaceChildren(...Object.entries(data.lessons).map(([name, text]) => {
    const item = document.createElement("li"), link = document.createElement("button");
    link.textContent = name.replace(/\.diag$/, "").replaceAll("-", " ");
    link.onclick = () => {
      session.forget();
      open(text);
      document.body.classList.remove("side");
      $("menu").setAttribute("aria-expanded", false);
      status(`Opened the lesson ${link.textContent}. Run all, or cell by cell.`);
      notebook.runAll();
    };
    item.append(link);
    return item;
  }));
}

let topics = [];

async function showHelp(word) {
  if (word) $("search").value = word;
  document.body.classList.add("side");
  $("menu").setAttribute("aria-expanded", true);
  await search();
  $("search").focus();
}

// What has the words in its name comes before what has them in its text.
async function search() {
  const wanted = $("search").value.trim().toLowerCase();
  if (!topics.length) topics = await session.topics();
  const named = topics.filter(([word]) => word.toLowerCase().startsWith(wanted));
  const told = topics.filter(([, text]) => text.toLowerCase().includes(wanted));
  let found = wanted ? [...new Set([...named, ...told])].slice(0, 12) : [];
  const code = /^e\d{3}$/i.test(wanted) && await session.help(wanted.toUpperCase());
  if (code) found = [[wanted, code]];
  $("answers").replaceChildren(...found.map(([word, text], i) => {
    const item = document.createElement("details"), head = document.createElement("summary");
    const body = document.createElement("pre");
    item.open = i === 0;
    head.textContent = text.split("\n")[0];
    body.textContent = text.split("\n").slice(1).join("\n").trim();
    body.tabIndex = 0;
    item.append(head, body);
    return item;
  }));
  $("found").textContent = wanted ? `${found.length} found` : "";
}

$("search").oninput = search;

// ---- the beginning

listLessons();
const style = document.createElement("style");
style.textContent = await session.style;
document.head.prepend(style);
try {
  open(location.hash.length > 1 ? await unpack(location.hash.slice(1)) : Object.values(data.lessons)[0]);
  status("Ready.");
} catch {
  open("");
  status("The address of this page has no notebook that can be read.");
}
addEventListener("hashchange", async () => open(await unpack(location.hash.slice(1))));
if (location.hash.length <= 1) await notebook.runAll();
document.body.classList.add("ready");
if ("serviceWorker" in navigator && isSecureContext) navigator.serviceWorker.register("offline.js");
