import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { DRAFT, openWorld, PACKAGE, TOKEN, value } from '../publish/world.ts';
import { packageZip } from '../publish/zip.ts';
import { canMeasure, costOf, largestLog, serveRegistry } from './served-registry.ts';

// What is published all day long must leave nothing behind: memory, open files, journals.

const VERSIONS = 300;
const WARM = 60;

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Of this process what it holds counts, not what it has let go of and a busy machine had no time to collect. */
function ownCost() {
  collect();
  return costOf('self');
}

test.skipIf(!canMeasure)(
  `${VERSIONS} versions one after the other: memory, handles and logs stay as they are`,
  async () => {
    const registry = await serveRegistry({
      authors: [{ authorId: 'author1', name: 'Author', tokens: [{ token: TOKEN }] }],
      packages: [{ packageId: PACKAGE }],
    });
    const world = await openWorld({ baseUrl: registry.url, historyLimit: 50 });
    world.builder.archive = (draft) => packageZip(draft.packageId, 200_000);
    const log = { registry: 0, publisher: 0 };
    let warm = { registry: costOf(registry.pid), publisher: ownCost() };
    for (let at = 0; at < VERSIONS; at += 1) {
      const ended = await world.publish({ ...DRAFT, packageVersion: `1.${at}.0` });
      expect(ended.state.phase).toBe('processed');
      log.registry = Math.max(log.registry, largestLog(registry.dataDir));
      log.publisher = Math.max(log.publisher, largestLog(world.folder));
      if (at === WARM) warm = { registry: costOf(registry.pid), publisher: ownCost() };
    }
    const after = { registry: costOf(registry.pid), publisher: ownCost() };
    for (const who of ['registry', 'publisher'] as const) {
      const [from, to] = [warm[who], after[who]];
      console.log(
        `${who}: ${from.megabytes} MB and ${from.handles} handles after ${WARM} versions, ` +
          `${to.megabytes} MB and ${to.handles} after ${VERSIONS}; largest log ${log[who].toFixed(1)} MB`,
      );
      expect(to.handles - from.handles).toBeLessThan(10);
      expect(to.megabytes - from.megabytes).toBeLessThan(60);
      expect(log[who]).toBeLessThan(8);
    }
    const entries = value(await world.publisher.list({ limit: 1000 }));
    expect(entries.length).toBeLessThanOrEqual(50);
  },
);
