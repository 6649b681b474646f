import type { Finding } from '../../preload/contract.ts';

/** Fewer are read at a glance. */
const ALIKE_FROM = 5;

/** Findings that say the same of many places, together; the order stays that of the first of each. */
export function groupFindings(findings: readonly Finding[]): Finding[][] {
  const groups = [...Map.groupBy(findings, sentenceOf).values()];
  return groups.flatMap((group) => (group.length < ALIKE_FROM ? group.map((one) => [one]) : [group]));
}

function sentenceOf({ rule, message, path, fix, said }: Finding): string {
  const sentence = said?.message.id ?? (path === undefined ? message : message.replaceAll(path, ''));
  return [rule, sentence, fix?.label].join('\n');
}
