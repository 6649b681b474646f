import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AddonSummary, Connection } from '../../../../preload/contract.ts';
import { registrySwitch } from '../../../../renderer/release/places/chosen-places.ts';
import { placeKey, useSwitchedOff } from '../../../../renderer/release/places/switched-off.ts';
import { planRelease, sendPlanned } from '../../../../renderer/release/publish/publish-many.ts';
import { exampleAddons } from '../../fake/addons.ts';
import { fakeMain, type Scenario } from '../../fake/main.ts';

const velis = exampleAddons(0).find(({ id }) => id === 'velis') as AddonSummary;
const local = { id: 'local', kind: 'local', name: 'Local rehearsal registry', baseUrl: 'http://x' } as Connection;
const PLACES = ['Depot for everybody', 'GitHub page', 'Zip for the forum'];

beforeEach(() => vi.stubGlobal('localStorage', undefined));
afterEach(() => useSwitchedOff.setState({}, true));

function mainWith(scenario: Scenario) {
  const main = fakeMain(scenario);
  vi.stubGlobal('window', { loadmaster: main.bridge });
  return (channel: string) => main.calls.filter(([name]) => name === channel).map(([, input]) => input);
}

function switchOff(...names: string[]): void {
  useSwitchedOff.setState(Object.fromEntries(names.map((name) => [placeKey(velis.id, name), true as const])));
}

test('one of many says where it goes before it is sent, and goes there', async () => {
  const asked = mainWith({ places: true });
  switchOff('GitHub page');
  const plan = await planRelease(velis, local);
  const places = { names: ['Depot for everybody', 'Zip for the forum'], registry: 'local' };
  expect(plan.places).toEqual(places);
  await sendPlanned(plan, plan.draft!);
  expect(asked('destinations.release')).toMatchObject([places]);
  expect(asked('publish.submit')).toEqual([]);
});

test('one whose places are all switched off is not sent to the registry instead', async () => {
  mainWith({ places: true });
  switchOff(...PLACES, registrySwitch(local));
  expect(await planRelease(velis, local)).toMatchObject({
    places: { names: [], registry: undefined },
    obstacle: 'Switch on where it should go.',
  });
});

test('one without other places goes to the registry, whatever was switched off when it had some', async () => {
  const asked = mainWith({});
  switchOff(registrySwitch(local));
  const plan = await planRelease(velis, local);
  await sendPlanned(plan, plan.draft!);
  expect(asked('publish.submit')).toMatchObject([{ connectionId: 'local', dryRun: false }]);
});
