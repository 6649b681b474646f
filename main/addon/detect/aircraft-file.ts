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
