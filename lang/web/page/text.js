// text.js -- a notebook as one text: a script that the program runs as well, with a line `# %%`
// between its cells; and that text in the fragment of an address.

const mark = "# %%";

export function joinCells(cells) {
  return cells.map(text => text.replace(/\n*$/, "\n")).join(`\n${mark}\n`);
}

// A script without marks is cut where a comment begins a paragraph, as lessons are written; none is
// where something is open.
export function splitCells(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const marked = lines.some(line => line.startsWith(mark));
  const cells = [];
  let cell = [];
  const close = () => {
    const whole = cell.join("\n").replace(/^\n+|\s+$/g, "");
    if (whole) cells.push(whole);
    cell = [];
  };
  lines.forEach((line, i) => {
    const cut = marked ? line.startsWith(mark) : line.startsWith("#") && lines[i - 1] === "";
    const cuts = cut && !isOpen(cell.join("\n"));
    if (cuts) close();
    if (!cuts || !marked) cell.push(line);
  });
  close();
  return cells.length ? cells : [""];
}

// Is a text in three quotes not ended, or are more brackets opened than closed, outside of comments
// and texts?
function isOpen(text) {
  let within = false;
  const bare = text.replace(/"""[^]*?("""|$)|"(?:\\.|[^"\\\n])*"?|#[^\n]*/g, (all, end) => {
    within = end === "";
    return "";
  });
  const count = marks => [...bare].filter(c => marks.includes(c)).length;
  return within || count("{([") > count("})]");
}

const through = async (bytes, stream) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

export async function pack(text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const letters = Array.from(bytes, byte => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function unpack(packed) {
  const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, letter => letter.charCodeAt(0));
  return new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw")));
}

// Byte offsets of a text in UTF-8, as the engine counts, to places in a string.
export function placeOf(text, byte) {
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, byte)).length;
}
