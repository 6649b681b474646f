import { join } from 'node:path';
import { openStandin } from '../e2e/shells.ts';

/** Starts what was packed, on the stand-in for Electron, and has it do a little of everything. Returns what went wrong. */
export async function runPacked(folder: string, dataFolder: string): Promise<string[]> {
  const app = await openStandin(join(folder, 'out', 'main', 'index.js'), { dataFolder });
  try {
    const outcomes = await app.page.evaluate(async () => {
      const { addons, registry, app: self } = window.loadmaster;
      return {
        info: await self.info(),
        sample: await addons.createSample({ kind: 'plugin' }),
        registry: await registry.start(),
      };
    });
    return Object.entries(outcomes).flatMap(([name, outcome]) =>
      outcome.ok ? [] : [`the packed app: ${name} failed: ${outcome.error.message}\n${app.output()}`],
    );
  } finally {
    await app.close();
  }
}
