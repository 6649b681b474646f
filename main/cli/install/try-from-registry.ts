import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KnownPackage, Package, PackageVersion } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { compareVersions, normalizePackageId } from '../../../protocol/index.ts';
import type { PackageSource, VersionFacts } from '../../install/index.ts';
import type { CommandContext } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { expectOk } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { readVersion } from '../publish/versions.ts';
import { openTerminalApp, type TerminalApp } from '../terminal-app.ts';
import type { TrySource } from './try-source.ts';

/** A version as a registry has it, with its dependencies looked up there and the version before it for the upgrade. */
export async function openFromRegistry(context: CommandContext, what: string): Promise<TrySource> {
  const at = what.indexOf('@');
  const id = normalizePackageId(what.slice(0, at));
  if (!id.ok) throw new UsageError(say().frame.notPackageId(what.slice(0, at)));
  const version = readVersion(what.slice(at + 1)) ?? '';
  const app = await openTerminalApp(context);
  const scratch = await mkdtemp(join(tmpdir(), 'loadmaster-fetched-'));
  const close = async (): Promise<void> => {
    await app.close();
    await rm(scratch, { recursive: true, force: true });
  };
  try {
    return await fetchBoth({ context, app, scratch, close }, id.value.partial, version);
  } catch (cause) {
    await close();
    throw cause;
  }
}

interface Fetching {
  readonly context: CommandContext;
  readonly app: TerminalApp;
  readonly scratch: string;
  close(): Promise<void>;
}

async function fetchBoth(fetching: Fetching, packageId: string, version: string): Promise<TrySource> {
  const { handlers, connection } = fetching.app;
  const found = expectOk(await handlers.packages.get({ connectionId: connection.id, packageId }));
  const wanted = found?.versions.find((one) => one.version === version);
  if (!found || !wanted) throw new CommandFault(EXIT.failed, fault('no_version.yours', packageId, version));
  const own = expectOk(await handlers.packages.list({ connectionId: connection.id }));
  const known = expectOk(await handlers.packages.known({ connectionId: connection.id }));
  const { dependenciesStep } = await import('../../install/index.ts');
  const step = await dependenciesStep(packageId, factsOf(wanted), sourceOf(own, known));
  const [last] = found.versions
    .filter((one) => one.isStored && one.status === 'processed' && compareVersions(one.version, version) < 0)
    .toSorted((a, b) => compareVersions(b.version, a.version));
  const current = await fetchOne(fetching, found, version);
  const before = last === undefined ? undefined : await fetchOne(fetching, found, last.version);
  const close = async (): Promise<void> => {
    await current.close();
    await before?.close();
    await fetching.close();
  };
  return { ...current, close, earlier: [step], ...(before !== undefined && { last: before }) };
}

async function fetchOne({ context, app, scratch }: Fetching, of: Package, version: string): Promise<TrySource> {
  const { openArchiveToTry } = await import('../../install/index.ts');
  const { packageId, packageName, packageType } = of;
  const file = join(scratch, `${packageId}@${version}.xpkg`);
  app.saveNextTo(file);
  expectOk(await app.handlers.packages.savePackageFile({ connectionId: app.connection.id, packageId, version }));
  const facts = { packageId, packageName, packageType, signal: context.signal };
  const { layOut, folderName, close } = await openArchiveToTry(file, facts);
  if (layOut === undefined) throw new CommandFault(EXIT.failed, fault('archive_refused.noFolder', packageId, version));
  return { layOut, folderName, close };
}

/** Own packages with everything about them; of those of others only that they are there, and their newest version. */
function sourceOf(
  own: readonly Package[],
  known: readonly Pick<KnownPackage, 'packageId' | 'latest'>[],
): PackageSource {
  const ownOf = (id: string) => own.find(({ packageId }) => wholeId(packageId) === id);
  return {
    async versions(id) {
      const mine = ownOf(id)?.versions.filter(({ status }) => status === 'processed');
      if (mine !== undefined) return mine.map(({ version }) => version);
      const other = known.find(({ packageId }) => wholeId(packageId) === id);
      return other === undefined ? undefined : other.latest === null ? [] : [other.latest];
    },
    async facts(id, version) {
      const mine = ownOf(id)?.versions.find((one) => one.version === version);
      return mine === undefined ? { version, dependencies: [], incompatibilities: [] } : factsOf(mine);
    },
  };
}

function factsOf({ version, dependencies, incompatibilities }: PackageVersion): VersionFacts {
  const rows = (list: PackageVersion['dependencies']) =>
    list.map(([packageId, selection]) => ({ id: wholeId(packageId), selection }));
  return { version, dependencies: rows(dependencies), incompatibilities: rows(incompatibilities) };
}

function wholeId(id: string): string {
  const read = normalizePackageId(id);
  return read.ok ? read.value.full : id;
}
