import { expect, test } from 'vitest';
import { standsInTheWay } from '../../preload/contract.ts';

const script = { rule: 'install-script', severity: 'error' } as const;
const link = { rule: 'links', severity: 'error' } as const;
const leftover = { rule: 'leftovers', severity: 'warning' } as const;

test('a script that only clients of a registry run stops a release to a registry, and no other', () => {
  const findings = [script, link, leftover];
  expect(standsInTheWay(findings, [{ kind: 'zip' }, { kind: 'xpkg' }])).toEqual([script, link]);
  expect(standsInTheWay(findings, [{ kind: 'skunkcrafts' }, { kind: 'github' }])).toEqual([link]);
});
