/** Remarks gathered over many entries: one sentence for each kind, with a count and the first names. */
export interface Notes {
  readonly add: (sentence: string, name?: string) => void;
  readonly list: () => readonly string[];
}

const EXAMPLES = 3;

export function createNotes(): Notes {
  const found = new Map<string, { count: number; readonly examples: string[] }>();
  return {
    add: (sentence, name) => {
      const known = found.get(sentence) ?? { count: 0, examples: [] };
      found.set(sentence, known);
      known.count += 1;
      if (name !== undefined && known.examples.length < EXAMPLES) known.examples.push(name);
    },
    list: () => [...found].map(([sentence, { count, examples }]) => withExamples(sentence, count, examples)),
  };
}

function withExamples(sentence: string, count: number, examples: readonly string[]): string {
  if (examples.length === 0) return `${sentence}.`;
  const more = count > examples.length ? ` and ${count - examples.length} more` : '';
  return `${sentence}: ${examples.map((name) => JSON.stringify(name)).join(', ')}${more}.`;
}
