import { expect } from 'vitest';
import { migrateRegistry } from '../../../main/registry/migrate.ts';
import { answersOf, fillRegistry, infosOf, runByVersion } from './answers.ts';
import type { Place } from './engines-here.ts';
import { openRegistry } from './local-registry.ts';

/** Fills a registry and moves it from place to place; every answer and every file has to be what it was. */
export async function moveThrough(versions: number, places: readonly Place[]): Promise<{ compared: number }> {
  const open = (place: Place, seeded: boolean) =>
    openRegistry({ ...place, run: runByVersion, processing: true, ...(seeded ? {} : { seed: undefined }) });
  const [first, ...others] = places;
  if (first === undefined) throw new Error('no place');
  const registry = await open(first, true);
  await fillRegistry(registry, versions);
  let compared = 0;
  const answers = await answersOf(registry.url);
  const infos = await infosOf(registry.url);
  await registry.close();
  let from = first;
  for (const place of others) {
    await migrateRegistry(from, place);
    const moved = await open(place, false);
    // The questions at the place before have been counted as downloads; nothing else may differ.
    const withoutCounts = (all: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(all).filter(([path]) => !path.startsWith('/analytics/')));
    const found = await answersOf(moved.url);
    expect(Object.keys(found)).toEqual(Object.keys(answers));
    for (const [path, answer] of Object.entries(withoutCounts(found)))
      expect([path, withoutDownloads(answer)]).toEqual([path, withoutDownloads(answers[path])]);
    const foundInfos = await infosOf(moved.url);
    expect(foundInfos).toEqual(infos);
    compared += Object.keys(found).length + Object.keys(foundInfos).length;
    await moved.close();
    from = place;
  }
  return { compared };
}

function withoutDownloads(answer: unknown): string {
  return JSON.stringify(answer).replace(/\\"\w*[dD]ownloads\w*\\":\d+/g, '');
}
