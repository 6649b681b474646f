import { expect, test } from 'vitest';
import type { Release, ReleaseDestination } from '../../../../preload/contract.ts';
import {
  describeAt,
  describeRelease,
  planSentence,
  sentFigures,
} from '../../../../renderer/destinations/release/describe.ts';

function at(phase: ReleaseDestination['phase']): ReleaseDestination {
  return { name: phase, kind: 'folder', connectionId: null, phase, error: null, link: null };
}

function release(state: Release['state'], ...phases: ReleaseDestination['phase'][]): Release {
  return {
    ...{ id: 'r', addonId: 'a', addonName: 'Plane', packageId: 'me.plane', version: '1.0.0', createdAt: 0 },
    ...{ state, superseded: false, forTesters: [], destinations: phases.map(at) },
  };
}

test('one place of a release has a light by what happens there', () => {
  expect(describeAt(at('done'), { state: 'ended' }).light).toBe('ok');
  expect(describeAt(at('failed'), { state: 'ended' }).light).toBe('bad');
  expect(describeAt(at('refused'), { state: 'running' }).light).toBe('bad');
  expect(describeAt(at('staging'), { state: 'running' }).light).toBe('flight');
  expect(describeAt(at('staging'), { state: 'interrupted' }).light).toBe('warn');
});

test('a release is one thing, and says how many places are left', () => {
  const light = (one: Release) => describeRelease(one).light;
  expect(light(release('ended', 'done', 'done'))).toBe('ok');
  expect(light(release('running', 'done', 'flipping'))).toBe('flight');
  expect(light(release('interrupted', 'done', 'staged'))).toBe('warn');
  const failed = describeRelease(release('ended', 'done', 'failed', 'refused'));
  expect(failed.light).toBe('bad');
  expect(failed.sentence).toContain('2');
  expect(light({ ...release('ended', 'done', 'failed'), superseded: true })).toBe('past');
  expect(light({ ...release('ended', 'done'), superseded: true })).toBe('ok');
});

test('a plan is a sentence, and none without a plan', () => {
  const plan = { added: 2, changed: 1, deleted: 1, bytes: 41_000_000, versionThere: '1.0.0', findings: [] };
  const of = (one: typeof plan | null) => planSentence({ name: 'depot', plan: one, error: null } as never);
  expect(of(null)).toBeUndefined();
  expect(of(plan)).toMatch(/3.*41/);
  expect(of({ ...plan, added: 0, changed: 0, deleted: 0 })).not.toBe(of(plan));
});

test('figures of what is sent never say more than all of it', () => {
  const progress = (done: number) => ({ id: 'r', name: 'depot', done, total: null });
  expect(sentFigures(undefined, 100)).toBeUndefined();
  expect(sentFigures(progress(0), 100)).toBeUndefined();
  expect(sentFigures(progress(50_000), 100_000)).toMatch(/50.*100/);
  expect(sentFigures(progress(200_000), 100_000)).not.toContain('100');
});
