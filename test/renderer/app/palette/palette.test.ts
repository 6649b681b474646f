import { expect, test, vi } from 'vitest';
import type { PaletteCommand } from '../../../../renderer/app/palette/palette-commands.ts';
import { paletteGroups } from '../../../../renderer/app/palette/palette-match.ts';
import { paletteKeys } from '../../../../renderer/app/palette/shortcuts.ts';
import { speak } from '../../../../renderer/text/speak.ts';

function run() {}

const COMMANDS: readonly PaletteCommand[] = [
  { id: 'publish-a', group: 'here', label: 'Publish Bücker', run },
  { id: 'add', group: 'do', label: 'Add an add-on folder', run },
  { id: 'go-tools', group: 'go', label: 'Go to Tools', run },
  { id: 'connect', group: 'connection', label: 'Switch to xpkg', run },
  { id: 'publish-b', group: 'addon', label: 'Publish Tools pack', run },
];
function listed(query: string, recent: readonly string[] = []) {
  return paletteGroups(COMMANDS, query, recent).map(({ group, commands }) => [group, commands.map(({ id }) => id)]);
}

test('with nothing typed: what was chosen lately, then everything but the other add-ons, each once', () => {
  expect(listed('')).toEqual([
    ['here', ['publish-a']],
    ['do', ['add']],
    ['go', ['go-tools']],
    ['connection', ['connect']],
  ]);
  expect(listed('', ['publish-b', 'gone', 'add'])).toEqual([
    ['recent', ['publish-b', 'add']],
    ['here', ['publish-a']],
    ['go', ['go-tools']],
    ['connection', ['connect']],
  ]);
});

test('typed words find labels and groups, in either spelling; the screen of that name comes first', () => {
  expect(listed('tools')).toEqual([
    ['go', ['go-tools']],
    ['addon', ['publish-b']],
  ]);
  expect(listed('bucker publish')).toEqual([['here', ['publish-a']]]);
  expect(listed('registries')).toEqual([['connection', ['connect']]]);
  expect(listed('nothing like it')).toEqual([]);
});

test('keys are called as they are on the keyboard of the language', async () => {
  vi.stubGlobal('navigator', { platform: 'Linux x86_64', language: 'de-DE', languages: ['de-DE'] });
  await speak('de');
  expect(paletteKeys()).toBe('Strg K');
  await speak('en');
  expect(paletteKeys()).toBe('Ctrl K');
  vi.stubGlobal('navigator', { platform: 'MacIntel', language: 'de-DE', languages: ['de-DE'] });
  await speak('de');
  expect(paletteKeys()).toBe('⌘ K');
  await speak('system');
  vi.unstubAllGlobals();
});
