import type { StoredField } from '../../protocol/index.ts';

/** What of a release can differ from what a registry holds; a platform is `platforms.` and its name. */
export type DifferingField = 'form' | 'access' | StoredField;

/** The names of fields in a sentence, each once, the platforms behind theirs. */
export function differing(fields: readonly string[], names: Readonly<Record<DifferingField, string>>): string {
  const platforms = fields.flatMap((field) => field.split('platforms.')[1] ?? []);
  const said = fields.map((field) =>
    field.startsWith('platforms.')
      ? `${names.platforms} (${platforms.join(', ')})`
      : (names[field as DifferingField] ?? field),
  );
  return [...new Set(said)].join(', ');
}
