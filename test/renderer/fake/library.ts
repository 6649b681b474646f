import type { AddonSummary } from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import { exampleAddons, makeContents, makeFindings, manyAddons } from './addons.ts';
import type { FakeHandlers } from './bridge.ts';
import { type Scenario, yes } from './scenario.ts';

const HORIZON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><path fill="#7db4e0" d="M0 0h320v120H0z"/><path fill="#3f6b45" d="M0 110 90 70l70 40 60-30 100 40v80H0z"/></svg>')}`;

function startingAddons({ empty, addons }: Scenario, now: number): AddonSummary[] {
  if (empty) return [];
  return addons === undefined ? exampleAddons(now) : manyAddons(addons, now);
}

/** The author's add-ons, what is in their folders, and what becomes of them when they are installed. */
export function libraryHandlers(scenario: Scenario, now: number): Pick<FakeHandlers, 'addons' | 'install'> {
  const addons = startingAddons(scenario, now);
  const addonOf = (id: string) => addons.find((addon) => addon.id === id) ?? addons[0]!;
  return {
    install: {
      tryAddon: () =>
        yes({
          packageId: 'horizon.velis',
          steps: [
            {
              step: 'install',
              summary: message('try-install.installed', 2),
              findings: makeFindings(1),
              found: [{ kind: 'aircraft', path: 'Aircraft/Extra Aircraft/Velis Electro' }],
              files: [{ path: 'Aircraft/Extra Aircraft/Velis Electro/velis.acf', size: 4096 }],
              fileCount: 2,
            },
          ],
        }),
    },
    addons: {
      list: () => yes(addons),
      add: ({ folder }) => yes({ ...addons[0]!, folder }),
      locate: ({ id, folder }) => yes({ ...addonOf(id), folder, state: 'ready' }),
      remove: () => yes(null),
      inspect: ({ folder }) =>
        yes([
          { folder: `${folder}/a`, name: 'One', kind: 'aircraft', suggestedId: 'a.one', knownAs: null },
          { folder: `${folder}/b`, name: 'Two', kind: 'livery', suggestedId: 'a.two', knownAs: 'velis' },
        ]),
      lookAtBuilds: ({ paths }) =>
        yes({
          places: [
            { path: 'win_x64/my.xpl', from: [`${paths[0]}/my.xpl`], state: 'one' },
            ...(paths.length > 2
              ? [{ path: 'data.txt', from: paths.map((path) => `${path}/data.txt`), state: 'conflict' as const }]
              : []),
          ],
          names: ['my.xpl'],
          out: '/builds/my',
        }),
      gather: ({ out }) => yes({ folder: out }),
      refresh: ({ id }) => yes(addonOf(id)),
      picture: () => yes(HORIZON),
      contents: () => yes(makeContents(scenario.files ?? 600)),
      preview: ({ path }) =>
        yes({
          path,
          sizeBytes: 4100,
          facts: [],
          body: { kind: 'text', text: `What stands in ${path}`, encoding: 'utf-8', isWhole: true },
        }),
      compare: () =>
        yes({
          unknown: [],
          files: [{ path: 'readme.txt', change: 'changed', sizeBefore: 100, sizeNow: 120 }],
        }),
      compareText: () =>
        yes({ state: 'lines', parts: [{ oldStart: 1, newStart: 1, lines: [' Hello', '-old', '+new'] }] }),
      findings: () => yes(makeFindings(scenario.findings ?? 7)),
      details: ({ id }) =>
        yes({
          summary: addonOf(id),
          project: { packageId: 'horizon.velis', packageType: 'aircraft' },
          projectSaved: true,
          suggested: {
            packageId: 'horizon.velis',
            packageName: 'Velis Electro',
            packageType: 'aircraft',
            description: null,
            descriptionFrom: null,
            installScript: null,
            uninstallScript: null,
          },
          evidence: [
            message('evidence.kind', 'velis.acf', 0, 'aircraft'),
            message('evidence.plugins', ['plugins/avionics'], ['macOS, Windows, Linux'], 0, false),
          ],
          whileAway: null,
        }),
      changes: () =>
        yes({
          since: '1.2.0',
          files: [
            { path: 'objects/cockpit.obj', change: 'changed', sizeBefore: 100_000, sizeNow: 112_000 },
            { path: 'velis.acf', change: 'changed', sizeBefore: 812_000, sizeNow: 812_000 },
            { path: 'liveries/OE-XYZ/wing.png', change: 'added', sizeBefore: null, sizeNow: 48_000_000 },
            { path: 'old/readme.bak', change: 'removed', sizeBefore: 900, sizeNow: null },
          ],
        }),
      explainIgnore: () => yes({ pattern: '*.bak', source: 'loadmaster.json' }),
      previewFix: () =>
        yes({
          token: 't1',
          title: 'Create the install script',
          steps: [
            {
              kind: 'create',
              path: 'install.ska',
              after:
                'MKDIRS /Aircraft/"Extra Aircraft"/$(@packageName)\nCOPY @default TO /Aircraft/"Extra Aircraft"/$(@packageName)\n',
            },
          ],
        }),
      applyFix: () => yes({ undoId: 'u1' }),
      undoFix: () => yes(null),
      createSample: () => yes(addons[0] ?? exampleAddons(now)[0]!),
    },
  };
}
