import { type ByteWindow, NotReadable } from './byte-window.ts';
import { ENTRY_POINTS, type EntryPoint } from './entry-points.ts';

const MOST_SYMBOLS = 65_536;
const MOST_EDGE = 8192;
const SYMBOLS_AT_ONCE = 1024;

/** Every C name starts with an underscore in a macOS library. */
const NAMES = new Map<string, EntryPoint>(ENTRY_POINTS.map((name) => [`_${name}`, name]));

/** Walks the prefix tree of exported names, along the wanted names only. */
export async function findExports(
  window: ByteWindow,
  trie: { readonly start: number; readonly size: number },
): Promise<readonly EntryPoint[]> {
  const found: EntryPoint[] = [];
  for (const [name, entryPoint] of NAMES) if (await isInTrie(window, trie, name)) found.push(entryPoint);
  return found;
}

async function isInTrie(
  window: ByteWindow,
  trie: { readonly start: number; readonly size: number },
  name: string,
): Promise<boolean> {
  let node = 0;
  let rest = name;
  // Every step takes at least one character off the name.
  for (;;) {
    if (node >= trie.size) throw new NotReadable();
    const at = trie.start + node;
    const bytes = await window.bytes(at, Math.min(MOST_EDGE, trie.size - node, window.size - at));
    const terminal = leb128(bytes, 0);
    if (rest === '') return terminal.value > 0;
    const edge = findEdge(bytes, terminal.end + terminal.value, rest);
    if (edge === undefined) return false;
    rest = rest.slice(edge.length);
    node = edge.node;
  }
}

function findEdge(bytes: Buffer, from: number, rest: string): { length: number; node: number } | undefined {
  let count = bytes[from] ?? 0;
  for (let at = from + 1; count > 0 && at < bytes.length; count--) {
    const end = bytes.indexOf(0, at);
    if (end < 0) throw new NotReadable();
    const label = bytes.toString('latin1', at, end);
    const node = leb128(bytes, end + 1);
    if (label !== '' && rest.startsWith(label)) return { length: label.length, node: node.value };
    at = node.end;
  }
  return undefined;
}

function leb128(bytes: Buffer, from: number): { value: number; end: number } {
  let value = 0;
  for (let at = from, factor = 1; at < from + 6; at++, factor *= 128) {
    const byte = bytes[at];
    if (byte === undefined) throw new NotReadable();
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new NotReadable();
}

/** The symbol table, for files older than the tree of exports. */
export async function findSymbols(
  window: ByteWindow,
  start: number,
  command: Buffer | undefined,
  rowBytes: number,
): Promise<readonly EntryPoint[]> {
  if (command === undefined || command.length < 24) return [];
  const table = start + command.readUInt32LE(8);
  const count = Math.min(command.readUInt32LE(12), MOST_SYMBOLS);
  const strings = start + command.readUInt32LE(16);
  const found = new Set<EntryPoint>();
  for (let first = 0; first < count; first += SYMBOLS_AT_ONCE) {
    const some = Math.min(SYMBOLS_AT_ONCE, count - first);
    const rows = await window.bytes(table + first * rowBytes, some * rowBytes);
    for (let index = 0; index < some; index++) {
      const row = rows.subarray(index * rowBytes);
      const type = row[4] ?? 0;
      // External, defined in a section, and no debugging entry.
      if ((type & 0xe1) !== 0x01 || (type & 0x0e) !== 0x0e) continue;
      const name = await window.text(strings + row.readUInt32LE(0), 64).catch(() => undefined);
      const entryPoint = NAMES.get(name ?? '');
      if (entryPoint !== undefined) found.add(entryPoint);
    }
  }
  return [...found];
}
