import { expect, test } from 'vitest';
import { releaseLogText } from '../../../../renderer/destinations/release/release-log-text.ts';
import { fakeMain } from '../../fake/main.ts';

test('the log of a release says how it stands at each place, why not, and every step with its time', async () => {
  const { destinations } = fakeMain({ places: true }, Date.UTC(2026, 10, 29, 12)).bridge;
  const releases = await destinations.releases({ limit: 1 });
  const steps = await destinations.log({ id: 'beta' });
  if (!releases.ok || !steps.ok) throw new Error('not faked');
  expect(releaseLogText(releases.value[0]!, steps.value)).toBe(
    [
      'horizon.velis 1.3.0b1: ended',
      'Depot for everybody (skunkcrafts) done',
      'GitHub page (github) done',
      'Zip for the forum (zip) failed: EACCES: The server does not let this user write there.',
      '',
      '2026-11-29T10:00:00.000Z staging     Depot for everybody',
      '2026-11-29T10:01:40.000Z done        Depot for everybody',
      '2026-11-29T10:02:30.000Z failed      Zip for the forum',
    ].join('\n'),
  );
});
