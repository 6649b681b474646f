import { locale } from './language.ts';
import { formatCount } from './numbers.ts';

/** A form for each kind of count the language tells apart; `other` for all that have none of their own. */
type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

const kept = new Map<string, Intl.PluralRules>();

/** The form for a count, with `#` replaced by the count as the language writes it. */
export function plural(count: number, forms: PluralForms): string {
  const form = forms[rules().select(count)] ?? forms.other;
  return form.replaceAll('#', formatCount(count));
}

function rules(): Intl.PluralRules {
  const known = kept.get(locale()) ?? new Intl.PluralRules(locale());
  kept.set(locale(), known);
  return known;
}
