import { readdirSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { rehearse } from '../../main/install/index.ts';
import { inWords } from '../../preload/messages/index.ts';
import { tempFolder } from '../temp-folder.ts';
import { layOutOf, tryTree } from './a-package.ts';

afterEach(() => vi.unstubAllEnvs());

const now = { 'plane.acf': 'I\n1200 Version\n', 'settings.ini': 'new', 'user.cfg': 'new', 'objects/wing.obj': 'same' };
const before = {
  'plane.acf': 'old',
  'settings.ini': 'old',
  'user.cfg': 'old',
  'objects/wing.obj': 'same',
  'gone.png': 'x',
};

test('the updater brings what the lists name, and an update keeps once files only', async () => {
  const { steps, findings } = await tryTree(now, { last: before, once: ['user.cfg'] });
  const step = steps.find((one) => one.step === 'skunkcrafts');
  expect(step?.files.map(({ path }) => path)).toEqual(
    ['objects/wing.obj', 'plane.acf', 'settings.ini', 'user.cfg'].map((path) => `Aircraft/The Add-on/${path}`),
  );
  expect(step?.found).toEqual([{ kind: 'aircraft', path: 'Aircraft/The Add-on' }]);
  expect(step && inWords(step.summary)).toBe(
    'First install: 4 files into Aircraft/The Add-on. Update from the last version: 2 fetched, 1 taken away, 2 of 3 traces of a user kept.',
  );
  expect(findings.filter(({ rule }) => rule === 'try-skunkcrafts')).toMatchObject([
    { severity: 'note', path: 'Aircraft/The Add-on/settings.ini', message: expect.stringMatching(/once file/) },
  ]);
});

test('a name that no updater gets is an error, and without a depot nothing is tried', async () => {
  const bad = { 'plane.acf': 'I\n', 'a|b.png': 'x' };
  const { findings } = await tryTree(bad, { once: [] });
  expect(findings).toContainEqual(
    expect.objectContaining({ severity: 'error', rule: 'try-skunkcrafts', path: 'a|b.png' }),
  );
  const without = await tryTree(bad);
  expect(without.steps.map(({ step }) => step)).not.toContain('skunkcrafts');
});

test('each step is told when it has ended, and a cancelled try leaves nothing', async () => {
  const told: string[] = [];
  const { steps } = await tryTree(now, { once: [], onStep: ({ step }) => told.push(step) });
  expect(told).toEqual(steps.map(({ step }) => step));

  const layOut = await layOutOf(now);
  const temporary = tempFolder();
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
  const stop = new AbortController();
  let last = '';
  const cancelled = rehearse({
    layOut,
    folderName: 'The Add-on',
    onStep: ({ step, files }) => {
      last = step;
      expect(files.length).toBeGreaterThan(0);
      stop.abort();
    },
    signal: stop.signal,
  });
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  expect(last).toBe('install');
  expect(readdirSync(temporary)).toEqual([]);
});
