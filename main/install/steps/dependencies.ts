import { message } from '../../../preload/messages/index.ts';
import { normalizePackageId } from '../../../protocol/index.ts';
import { finding } from '../findings.ts';
import { type PackageSource, resolvePackage, type VersionFacts } from '../resolve.ts';
import type { Step } from './step.ts';

/** What the client would install with the package, or why it would install nothing. */
export async function dependenciesStep(packageId: string, version: VersionFacts, source: PackageSource): Promise<Step> {
  const id = normalizePackageId(packageId);
  const { install, clashes } = await resolvePackage(id.ok ? id.value.full : packageId, version, source);
  const others = install.slice(0, -1).map((one) => `${one.id} ${one.version}`);
  const summary =
    clashes.length > 0
      ? message('try-dependencies.nothingInstalled')
      : others.length === 0
        ? message('try-dependencies.nothingNeeded')
        : message('try-dependencies.inOrder', others);
  const findings = clashes.map((clash) =>
    finding('try-dependencies', 'error', message('try-dependencies.clash', clash)),
  );
  return { step: 'dependencies', summary, findings, found: [], files: [] };
}
