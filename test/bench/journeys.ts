import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../../main/browser/ensure-built.ts';
import { openShell } from '../e2e/shells.ts';
import { makeFolder } from '../make-folder.ts';
import { Hand } from './journeys/hand.ts';
import { JOURNEYS } from './journeys/journeys.ts';
import { describeMachine, writeBenchmarkSection } from './section.ts';

// npm run bench:journeys: what ten ways through the app cost an author, in clicks (and fields filled in) and seconds.
// `-- --print` writes nothing, for measuring an older state beside this one.

interface Measured {
  readonly name: string;
  readonly presses: number;
  readonly seconds: number;
  readonly fault: string | null;
}

async function measureAll(): Promise<Measured[]> {
  const folder = makeFolder('journeys');
  const app = await openShell('browser', { dataFolder: join(folder, 'data') });
  const measured: Measured[] = [];
  try {
    app.page.setDefaultTimeout(60_000);
    for (const { name, prepare, go } of JOURNEYS) {
      const hand = new Hand(app.page);
      let began = performance.now();
      const fault = await (async () => {
        await prepare?.(app.page, folder);
        began = performance.now();
        await go(hand, folder);
        return null;
      })().catch((cause: unknown) => String(cause).split('\n')[0] ?? '');
      const seconds = (performance.now() - began) / 1000;
      measured.push({ name, presses: hand.presses, seconds, fault });
      console.log(`${name}: ${hand.presses} clicks, ${seconds.toFixed(1)} s${fault === null ? '' : ` (${fault})`}`);
    }
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return measured;
}

function tableOf(measured: readonly Measured[]): string {
  const rows = measured.map(({ name, presses, seconds }) => `| ${name} | ${presses} | ${seconds.toFixed(1)} |`);
  const sum = measured.reduce((total, { presses }) => total + presses, 0);
  return ['| journey | clicks | seconds |', '|---|---|---|', ...rows, `| all | ${sum} | |`].join('\n');
}

await ensureBuilt((line) => console.log(line));
const measured = await measureAll();
const unfinished = measured.filter(({ fault }) => fault !== null).map(({ name }) => name);
if (unfinished.length > 0) throw new Error(`Not gone to their end, so nothing is written: ${unfinished.join(', ')}`);
const table = tableOf(measured);
console.log(`\n${table}`);
if (!process.argv.includes('--print')) {
  const how =
    'Ten ways through the app, gone by a script in the browser shell: clicks and fields filled in, and seconds until the app shows the end.';
  writeBenchmarkSection(
    'journeys',
    `## Journeys (\`npm run bench:journeys\`)\n\n${how}\n\n${table}\n\n${describeMachine()}`,
  );
}
