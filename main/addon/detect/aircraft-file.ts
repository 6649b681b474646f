/** What Plane Maker wrote into an .acf about the aircraft as a whole. */
export interface AircraftFacts {
  readonly name?: string;
  readonly author?: string;
  readonly studio?: string;
  readonly description?: string;
  readonly version?: string;
}

const PROPERTY = /^P acf\/_(name|author|studio|descrip|version)[ \t]+(.*)$/gm;

/** Since X-Plane 10 an .acf is text with lines `P acf/_name Cessna 172`; older ones are binary and tell nothing. */
export function parseAircraft(text: string): AircraftFacts {
  const found = new Map<string, string>();
  for (const [, key = '', value = ''] of text.matchAll(PROPERTY)) {
    const trimmed = value.trim();
    if (trimmed !== '' && !found.has(key)) found.set(key, trimmed);
  }
  const name = found.get('name');
  const author = found.get('author');
  const studio = found.get('studio');
  const description = found.get('descrip');
  const version = found.get('version');
  return {
    ...(name !== undefined && { name }),
    ...(author !== undefined && { author }),
    ...(studio !== undefined && { studio }),
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
  };
}

/** Where the value of `P acf/_version` stands in the text; the first that has one, as above. */
export function aircraftVersionSpan(
  text: string,
): { readonly version: string; readonly start: number; readonly end: number } | undefined {
  for (const { 0: line, 1: key, 2: value = '', index } of text.matchAll(PROPERTY)) {
    const version = value.trim();
    if (key !== 'version' || version === '') continue;
    const start = index + line.length - value.length + value.indexOf(version);
    return { version, start, end: start + version.length };
  }
  return undefined;
}
