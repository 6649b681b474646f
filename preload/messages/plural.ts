/** A form for each kind of count the language tells apart; `other` for all that have none of their own. */
type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

let rules = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en');

/** How the page counts from now on: in its language, as it is written where the author lives. */
export function countIn(locale: string): void {
  rules = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
}

/** The form for a count, with `#` replaced by the count as the language writes it. */
export function plural(count: number, forms: PluralForms): string {
  const form = forms[rules.select(count)] ?? forms.other;
  return form.replaceAll('#', numbers.format(count));
}
