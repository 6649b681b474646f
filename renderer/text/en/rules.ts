/** What a check rule looks for, and why it matters. */
export type RuleText = readonly [title: string, why: string];

/** Main says in English what a rule found, and why it matters; other languages say the rule's own title and reason. */
export function rule(_id: string): RuleText | null {
  return null;
}
