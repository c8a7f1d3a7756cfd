// text.js -- a notebook as one text: a script that the program runs as well, with a line `# %%`
// between its cells; and that text in the fragment of an address.

const mark = "# %%";

export function joinCells(cells) {
  return cells.map(text => text.replace(/\n*$/, "\n")).join(`\n${mark}\n`);
}

// A script without marks is cut where a comment begins a paragraph, as lessons are written.
export function splitCells(text) {
  const lines = text.replace(/\r\n?/g, "\n");
  const parts = new RegExp(`^${mark}[^\n]*$`, "m").test(lines)
    ? lines.split(new RegExp(`^${mark}[^\n]*$`, "m")) : lines.split(/\n\n(?=#)/);
  const cells = [];
  let open = "";
  for (const part of parts) {
    const cell = open + part.replace(/^\n+|\s+$/g, "");
    open = isOpen(cell) ? `${cell}\n\n` : "";
    if (cell && !open) cells.push(cell);
  }
  if (open) cells.push(open.trimEnd());
  return cells.length ? cells : [""];
}

// More brackets opened than closed, outside of comments and strings?
function isOpen(text) {
  const bare = text.replace(/"[^"\n]*"|#[^\n]*/g, "");
  const count = marks => [...bare].filter(c => marks.includes(c)).length;
  return count("{([") > count("})]");
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
