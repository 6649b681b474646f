import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rememberReads } from '../../../main/destinations/carriers/remembering.ts';
import { textSource } from '../../../main/destinations/carriers/source.ts';
import { call, type Served } from './contract.ts';

const DEAD = new Date('2026-01-02T03:04:05Z');
const BEFORE = Date.parse('2026-01-03T00:00:00Z');

/** What runs left in a place that were killed, where the place tells when a file was written. */
export function leftoversContract(serve: () => Promise<Served>): void {
  test('halves of runs that were killed long ago are taken away, and nothing else', async () => {
    const { carrier, folder = '' } = await serve();
    onTestFinished(() => carrier.dispose());
    const lay = (path: string, at: Date) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), 'half');
      utimesSync(join(folder, path), at, at);
    };
    const dead = ['.a.obj.0123abcd.loadmaster-part', 'deep/er/.b.png.ffffffff.loadmaster-part'];
    const others = [
      'a.obj',
      '.a.obj.old.loadmaster-part',
      'notes.loadmaster-part',
      '.a.obj.0123ABCD.part',
      'loadmaster-part',
    ];
    for (const path of [...dead, ...others]) lay(path, DEAD);
    const fresh = 'deep/.c.obj.00000001.loadmaster-part';
    lay(fresh, new Date());
    const goneOn = '.d.obj.00000002.loadmaster-part';
    lay(goneOn, DEAD);
    const place = rememberReads(carrier);
    await place.sizes(call());
    await place.write('new.obj', textSource('new'), call());
    writeFileSync(join(folder, goneOn), 'half and more');
    place.forget();
    await place.removeLeftovers([], BEFORE, call());
    const isThere = (path: string) => existsSync(join(folder, path));
    expect(dead.filter(isThere)).toEqual([]);
    expect([...others, fresh, goneOn, 'new.obj'].filter((path) => !isThere(path))).toEqual([]);
  });
}
