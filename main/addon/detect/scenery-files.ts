const AIRPORT_LINE = /^\s*(?:1|16|17)\s+-?\d+(?:\.\d+)?\s+\S+\s+\S+\s+(\S+)\s+(.+?)\s*$/gm;

/**
 * The airport of an apt.dat: `1 1250 1 0 LOWI Innsbruck` is "LOWI Innsbruck"; some write the code into the name too. Of several only the one
 * the folder is named after: neighbours and heliports often stand before it. Undefined where no airport is the one.
 */
export function parseAirportName(text: string, folder = ''): string | undefined {
  const lines = [...text.matchAll(AIRPORT_LINE)];
  const words = folder.toLowerCase().split(/[^\p{L}\d]+/u);
  const line =
    lines.find(([, code = '']) => words.includes(code.toLowerCase())) ?? (lines.length === 1 ? lines[0] : undefined);
  if (line === undefined) return undefined;
  const [, code = '', written = ''] = line;
  // The Gateway marks airports that are closed or have 3D with a word in brackets.
  const name = written
    .replaceAll('_', ' ')
    .replace(/^\[[A-Z]\] */, '')
    .replace(/\s+/g, ' ')
    .trim();
  return name
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .includes(code.toLowerCase())
    ? name
    : `${code} ${name}`;
}

export function hasAirport(text: string): boolean {
  return text.search(AIRPORT_LINE) >= 0;
}

/**
 * The properties of a DSF: a cookie, a version, then atoms (id, length with its own eight bytes); HEAD holds PROP, which is a list of names and values
 * that end in NUL. Undefined for one that is packed with 7z or is no DSF.
 */
export function parseDsfProperties(bytes: Buffer): ReadonlyMap<string, string> | undefined {
  if (bytes.length < 28 || bytes.toString('latin1', 0, 8) !== 'XPLNEDSF') return undefined;
  // Atom ids are numbers in little-endian order, so their letters read backwards.
  const head = findAtom(bytes, 'DAEH', 12, bytes.length);
  const properties = head && findAtom(bytes, 'PORP', head.start, head.end);
  if (properties === undefined) return undefined;
  const texts = bytes.toString('utf8', properties.start, properties.end).split('\0');
  const pairs = new Map<string, string>();
  for (let index = 0; index + 1 < texts.length; index += 2) pairs.set(texts[index] ?? '', texts[index + 1] ?? '');
  return pairs;
}

function findAtom(bytes: Buffer, id: string, from: number, to: number): { start: number; end: number } | undefined {
  let at = from;
  while (at + 8 <= to) {
    const length = bytes.readUInt32LE(at + 4);
    if (length < 8) return undefined;
    if (bytes.toString('latin1', at, at + 4) === id) return { start: at + 8, end: Math.min(at + length, to) };
    at += length;
  }
  return undefined;
}

/** `A` or `I`, a version and `LIBRARY` begin the library.txt of a library; a list of something else may have the name too. */
export function isLibraryText(text: string): boolean {
  return (
    /^\s*[AI]\s+\d+\s+LIBRARY\b/.test(text.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, '')) || /^\s*EXPORT/m.test(text)
  );
}
