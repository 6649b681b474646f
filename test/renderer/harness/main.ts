// The product's page over a main that only exists in memory: for states that real services take long to come to.
import { fakeMain, type Scenario } from '../fake/main.ts';

const scenario = JSON.parse(new URLSearchParams(location.search).get('scenario') ?? '{}') as Scenario;
const fake = fakeMain(scenario);
Object.assign(window, { loadmaster: fake.bridge, fake });
await import('../../../renderer/main.tsx');
