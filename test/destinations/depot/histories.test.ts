import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDepotDestination } from '../../../main/destinations/depot/depot-destination.ts';
import { checkDepot } from '../../../main/destinations/depot/doctor/doctor.ts';
import type { DepotSettings } from '../../../main/destinations/settings.ts';
import { makeFolder } from '../../make-folder.ts';
import { memoryOfPlaces, placesIn, releaseOf } from '../memory.ts';
import { type Depot, official, type Reader, swift, UserFiles, xfast } from './readers.ts';

const READERS: Readonly<Record<string, Reader>> = { official, xfast, swift };
const RELEASES = 30;
const signal = new AbortController().signal;

let base: string;
let settings: DepotSettings;

beforeEach(async () => {
  base = makeFolder('history');
  for (const channel of ['stable', 'beta']) await mkdir(join(base, channel));
  settings = {
    kind: 'skunkcrafts',
    name: 'depot',
    url: 'https://depot.example/stable/',
    place: { carrier: 'folder', path: join(base, 'stable') },
    beta: { url: 'https://depot.example/beta/', place: { carrier: 'folder', path: join(base, 'beta') } },
    once: ['prefs/*'],
  };
});
afterEach(() => rm(base, { recursive: true, force: true }));

type Channel = 'stable' | 'beta';
type Files = Record<string, string>;

interface Point {
  readonly channel: Channel;
  readonly version: string;
  readonly files: Files;
}

/** The same numbers for the same seed, so that what fails can be seen again. */
function dice(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const NAMES = [
  'a.obj',
  'B.obj',
  'deep/er/c.png',
  'deep/d e.lua',
  'ж/я.txt',
  'x/y/z',
  'Plug.xpl',
  'version.txt',
  'prefs/user.ini',
  'prefs/keys.txt',
];

/** Adds, changes, deletes, renames; now and then only capital letters change. Where case does not count there is one of each name. */
function nextFiles(files: Files, roll: (below: number) => number): Files {
  const next = { ...files };
  for (let steps = 1 + roll(5); steps > 0; steps--) {
    const name = NAMES[roll(NAMES.length)] ?? 'a.obj';
    const known = Object.keys(next).find((path) => path.toLowerCase() === name.toLowerCase());
    const action = roll(5);
    if (known === undefined || action === 0) next[known ?? name] = `content ${roll(1000)}`;
    else if (action === 1 && Object.keys(next).length > 1) delete next[known];
    else if (action === 2 && !known.startsWith('prefs/')) {
      const content = next[known] ?? '';
      delete next[known];
      next[roll(2) === 0 ? known.toUpperCase() : known.toLowerCase()] = content;
    } else next[known] = `changed ${roll(1000)}`;
  }
  return next;
}

function depotAt(channel: Channel): Depot {
  return {
    get(path) {
      const file = join(base, channel, path);
      return existsSync(file) ? readFileSync(file) : undefined;
    },
  };
}

async function publish(
  { channel, version, files }: Point,
  published: ReturnType<typeof memoryOfPlaces>,
): Promise<void> {
  const release = releaseOf(version, files, { preRelease: channel === 'beta' });
  const depot = await openDepotDestination(release, settings, { base, published, ...placesIn(base) });
  await depot.stage({ signal });
  await depot.flip({ signal }, []);
  expect(await depot.ask({ signal })).toEqual({ is: 'published' });
  await depot.dispose();
}

function install(point: Point, caseBlind: boolean) {
  const files = new UserFiles(caseBlind);
  for (const [path, text] of Object.entries(point.files)) files.set(path, Buffer.from(text));
  files.set('own/notes.txt', Buffer.from('mine'));
  for (const path of files.paths()) if (path.startsWith('prefs/')) files.set(path, Buffer.from('set by the user'));
  return { files, version: point.version };
}

function expectReleased(
  reader: string,
  from: Point,
  now: Point,
  user: ReturnType<typeof install>,
  caseBlind: boolean,
): void {
  const where = `${reader}, from ${from.channel} ${from.version} to ${now.channel} ${now.version}`;
  for (const [path, text] of Object.entries(now.files)) {
    const kept = path.startsWith('prefs/') && from.files[path] !== undefined;
    expect(Buffer.from(user.files.get(path) ?? []).toString(), `${where}: ${path}`).toBe(
      kept ? 'set by the user' : text,
    );
  }
  expect(Buffer.from(user.files.get('own/notes.txt') ?? []).toString()).toBe('mine');
  // One family of clients deletes nothing, ever.
  if (reader === 'swift') return;
  const wanted = new Set(Object.keys(now.files).map((path) => path.toLowerCase()));
  const left = user.files.paths().filter((path) => path !== 'own/notes.txt' && !path.startsWith('prefs/'));
  // No list can say "only this spelling" where both are one file to others, so the old spelling stays where case counts.
  expect(
    left.filter((path) => !wanted.has(path.toLowerCase())),
    where,
  ).toEqual([]);
  if (caseBlind) expect(left).toHaveLength(Object.keys(now.files).filter((path) => !path.startsWith('prefs/')).length);
}

describe('a user on any earlier version', () => {
  it.each([1, 4, 6])('ends with what the author released, in history %i', async (seed) => {
    const roll = dice(seed);
    const published = memoryOfPlaces();
    const points: Point[] = [];
    const latest: Partial<Record<Channel, Point>> = {};
    let files: Files = { 'a.obj': 'first', 'prefs/user.ini': 'default' };
    for (let n = 0; n < RELEASES; n++) {
      files = nextFiles(files, roll);
      const channel = n > 0 && roll(3) === 0 ? 'beta' : 'stable';
      const point = { channel, version: `1.${n}.0`, files } as const;
      // Now and then another machine releases, which remembers nothing.
      await publish(point, roll(4) === 0 ? memoryOfPlaces() : published);
      points.push(point);
      latest[channel] = point;
      for (const to of Object.values(latest)) {
        for (const from of [points[roll(points.length)] ?? point, points.at(-2) ?? point]) {
          for (const [name, reader] of Object.entries(READERS)) {
            const caseBlind = roll(2) === 0;
            const user = install(from, caseBlind);
            reader(depotAt(to.channel), user);
            if (from.version !== to.version) expectReleased(name, from, to, user, caseBlind);
          }
        }
      }
    }
    for (const channel of Object.keys(latest)) {
      const { findings } = await checkDepot(join(base, channel), { signal });
      expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    }
  });
});
