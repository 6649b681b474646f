import { join } from 'node:path';
import { type DestinationSettings, placesLeft } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { systemClock } from '../../clock/index.ts';
import type { Release, ReleaseRecord } from '../../destinations/index.ts';
import type { CommandContext } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { expectOk } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { sayError } from '../output/say-main.ts';
import type { TerminalApp } from '../terminal-app.ts';
import { saveMemoryFor } from '../very-many-files.ts';

/** Runs a release to its end, says how each destination goes, and answers with the exit code that tells the worst. */
export async function followRelease(
  record: ReleaseRecord,
  release: Release,
  app: TerminalApp,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const { runRelease } = await import('../../destinations/index.ts');
  const { destinationDeps } = await import('./release-deps.ts');
  const t = say().release;
  const said = new Map<string, string>();
  await app.keepNotes({ ...record, draft: { notes: record.notes } });
  const ended = await runRelease(record, release, {
    ...(await destinationDeps(app, context)),
    now: systemClock.now,
    takeOver: context.options['take-over'] === true,
    onChange({ destinations }) {
      for (const { settings, phase } of destinations) {
        if (phase !== 'waiting' && said.get(settings.name) !== phase)
          terminal.note(`${settings.name}: ${t.phases[phase]}`);
        said.set(settings.name, phase);
      }
    },
  });
  await pruneOld(app);
  terminal.document(ended);
  for (const { settings, phase, error, link } of ended.destinations) {
    const told = error === null ? undefined : sayError(error);
    const end = phase === 'done' ? t.isThere(record.version) : (told?.sentence ?? t.phases[phase]);
    terminal.line(
      terminal.paint(phase === 'done' ? 'green' : 'red', `${settings.name}: ${end}${link ? `  ${link.url}` : ''}`),
    );
    if (told?.hint !== undefined) terminal.line(`  ${told.hint}`);
  }
  if (signal.aborted) return EXIT.cancelled;
  const phases = new Set(ended.destinations.map(({ phase }) => phase));
  if (phases.has('refused')) return EXIT.refused;
  return phases.size === 1 && phases.has('done') ? EXIT.done : EXIT.failed;
}

/** As the window does by default. */
async function pruneOld(app: TerminalApp): Promise<void> {
  const { pruneReleases } = await import('../../destinations/index.ts');
  const {
    cacheLimitBytes: maxBytes,
    cacheMaxAgeDays: maxAgeDays,
    historyLimit,
  } = expectOk(await app.handlers.settings.get(null));
  await pruneReleases(await app.releases(), join(app.dataFolder, 'releases'), { maxBytes, maxAgeDays, historyLimit });
}

/** From registries that have no token here and trust the job in which this runs. */
export async function takeJobTokens(
  { packageId }: Pick<ReleaseRecord, 'packageId'>,
  settings: readonly DestinationSettings[],
  { handlers, jobTokens, registryCalls }: TerminalApp,
  context: CommandContext,
): Promise<void> {
  const all = expectOk(await handlers.connections.list(null));
  for (const one of settings) {
    if (one.kind !== 'xpkg') continue;
    const id = await registryCalls.connection(one.registry);
    const connection = all.find((other) => other.id === id);
    if (connection) await jobTokens.take(connection, packageId, context);
  }
}

/** Every release that some destination does not have yet, and that no later one takes the place of. */
export async function retryReleases(app: TerminalApp, context: CommandContext): Promise<ExitCode> {
  const { errorOf, loggedReleases, recordForRetry, releaseOfRecord, unfinishedReleases } = await import(
    '../../destinations/index.ts'
  );
  const { terminal } = context;
  const log = await app.releases();
  const all = loggedReleases(log);
  const waiting = unfinishedReleases(log).flatMap((record) => {
    const names = placesLeft(record, all);
    if (names.length > 0) return [{ record, names }];
    terminal.note(sayError(fault('superseded.text', record.name, record.version)).sentence);
    return [];
  });
  if (waiting.length === 0) {
    terminal.document({ releases: [] });
    terminal.line(say().release.nothingLeft);
    return EXIT.done;
  }
  const quiet = { ...context, terminal: { ...terminal, document: () => {} } };
  const codes: ExitCode[] = [];
  for (const { record, names } of waiting) {
    terminal.line(`${record.name} ${record.version}`);
    await takeJobTokens(
      record,
      record.destinations.map(({ settings }) => settings),
      app,
      context,
    );
    const release = await releaseOfRecord(record).catch(errorOf);
    if ('code' in release) {
      terminal.line(terminal.paint('red', sayError(release).sentence));
      codes.push(EXIT.failed);
      continue;
    }
    saveMemoryFor('release', release.content.length);
    codes.push(await followRelease(recordForRetry(record, names), release, app, quiet));
  }
  terminal.document({ releases: unfinishedReleases(await app.releases()) });
  return codes.reduce<ExitCode>((worst, code) => (code > worst ? code : worst), EXIT.done);
}
