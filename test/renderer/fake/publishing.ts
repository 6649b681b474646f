import type { FakeHandlers } from './bridge.ts';
import { type Scenario, yes } from './scenario.ts';
import { exampleSubmissions, makeDraft } from './submissions.ts';

/** Releases to the registry, their notes and archives. */
export function publishingHandlers(
  scenario: Scenario,
  now: number,
): Pick<FakeHandlers, 'publish' | 'notes' | 'archive'> {
  return {
    notes: {
      find: ({ version }) => yes(scenario.notes?.[version] ?? null),
      render: ({ text }) => yes({ html: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>` }),
      forumText: ({ name, version, text }) => yes({ text: `${name} ${version}\n\n${text}` }),
      kept: () => yes([{ version: '1.0.0', text: '- Quieter propeller', at: now - 86_400_000 * 30 }]),
    },
    publish: {
      list: () => yes(scenario.empty ? [] : exampleSubmissions(now)),
      startRelease: () =>
        yes({
          draft: makeDraft({
            dependencies: [
              ...makeDraft().dependencies,
              ['xpkg/horizon.velis', '*'],
              ...Array.from({ length: Math.max(0, (scenario.rows ?? 3) - 3) }, (_, at): [string, string] => [
                `xpkg/some.library${at}`,
                `${(at % 9) + 1}.2-`,
              ]),
            ],
            incompatibilities: Array.from(
              { length: Math.max(0, (scenario.rows ?? 0) - 3) },
              (_, at): [string, string] => [`xpkg/other.pack${at}`, '1'],
            ),
          }),
          origin: 'last-version',
          versionFrom: null,
          previous: makeDraft({ packageVersion: '1.2.0', xpSelection: '11.55-12.1' }),
          takenVersions: [
            { version: '1.2.0', status: 'processed' },
            { version: '1.1.0', status: 'failed_macosx' },
          ],
          suggestions: [
            { version: '1.2.1', label: 'patch' },
            { version: '1.3.0', label: 'minor' },
            { version: '1.2.1a1', label: 'pre-release' },
          ],
          elsewhere: null,
          detectedPlatforms: { macOS: true, windows: true, linux: true },
          registryError: scenario.registryError ?? null,
          changes: null,
          foundNotes: null,
        }),
      keepDraft: () => yes(null),
      dropDraft: () => yes(null),
      check: () => yes([]),
      log: () =>
        yes([
          { at: now - 5000, event: 'submitted', phase: 'queued' },
          { at: now - 4000, event: 'build-begins', phase: 'building' },
        ]),
      planRetry: () =>
        yes({
          what: 'rebuild',
          sentence: 'Builds the zip again and sends it; the version keeps its number.',
          nextVersion: null,
        }),
      retryAllFailed: () =>
        yes({ started: ['s4'], skipped: [{ id: 's6', sentence: 'velis 1.2.1 needs a change in the form.' }] }),
    },
    archive: {
      cacheUse: () => yes({ bytes: 3_400_000_000, archives: 12 }),
      clearCache: () => yes({ freedBytes: 3_400_000_000 }),
      build: () => yes({ jobId: 'b1' }),
    },
  };
}
