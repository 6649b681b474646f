export type Sentence = string | ((...parameters: readonly unknown[]) => string);

const MOST_PARAMETERS = 6;

/** Every sentence of a catalogue by its place in it. */
export function sentencesOf(catalogue: object, place = ''): Map<string, Sentence> {
  const found = new Map<string, Sentence>();
  for (const [name, one] of Object.entries(catalogue) as [string, Sentence | object][]) {
    const id = place === '' ? name : `${place}.${name}`;
    if (typeof one !== 'object') found.set(id, one as Sentence);
    else for (const [inner, sentence] of sentencesOf(one, id)) found.set(inner, sentence);
  }
  return found;
}

/** What is the same in every language: which parameters are said. Names and numbers are told apart by their digits. */
export function whatOf(sentence: Sentence): string {
  if (typeof sentence === 'string') return sentence.trim() === '' ? 'nothing' : 'something';
  const given = Array.from({ length: MOST_PARAMETERS }, (_, at) => 701 + at);
  const said = [given, given.map((number) => [String(number)])].map((parameters) => {
    try {
      const words = sentence(...parameters);
      return given.flatMap((number, at) => (words.includes(String(number)) ? [at] : [])).join();
    } catch {
      return 'takes other things';
    }
  });
  return said.join(' or ');
}
