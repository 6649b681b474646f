import { message } from '../../../../preload/messages/index.ts';
import { DEPOT_FILES, depotBlacklist, ONCE_CRC } from '../../../../protocol/index.ts';
import { counted, type DepotFindings } from './finding.ts';
import type { DepotState } from './read-depot.ts';

/** Compares with an earlier state: whoever comes from it must lose what is gone, and must be told that there is something new. */
export function checkHistory(before: DepotState, now: DepotState, findings: DepotFindings): void {
  if (before.whitelist === undefined || now.whitelist === undefined) return;
  const everOnce = new Set([...(before.once ?? []), ...(now.once ?? [])]);
  for (const { path, value } of before.whitelist.rows) if (value === ONCE_CRC) everOnce.add(path);
  const ever = [...before.whitelist.rows.map(({ path }) => path), ...(before.blacklist ?? [])];
  const named = new Set(now.blacklist);
  for (const path of depotBlacklist(ever, now.whitelist.rows, everOnce).paths)
    if (!named.has(path))
      findings.add(
        'depot_not_blacklisted',
        counted(message('depot.notBlacklisted', path), (count) => message('depot.notBlacklistedMany', count)),
        path,
      );
  const version = now.cfg?.cfg.version;
  if (version === undefined || version !== before.cfg?.cfg.version || sameRows(before, now)) return;
  findings.add('depot_same_version', () => message('depot.sameVersion', version), DEPOT_FILES.cfg);
}

function sameRows(before: DepotState, now: DepotState): boolean {
  const rows = new Map(before.whitelist?.rows.map(({ path, value }) => [path, value]));
  const others = now.whitelist?.rows ?? [];
  return rows.size === others.length && others.every(({ path, value }) => rows.get(path) === value);
}
