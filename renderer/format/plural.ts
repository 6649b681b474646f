import { formatCount } from './numbers.ts';

export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

const rules = new Intl.PluralRules('en');

/** The form for a count, with `#` replaced by the count as the author's language writes it. */
export function plural(count: number, forms: PluralForms): string {
  const form = rules.select(count) === 'one' ? forms.one : forms.other;
  return form.replaceAll('#', formatCount(count));
}
