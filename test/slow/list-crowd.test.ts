import { expect, test } from 'vitest';
import { keepAsking, quantile } from '../bench/registry/keep-asking.ts';
import { canMeasure, serveRegistry } from './served-registry.ts';

// The list of everything, as every client of a community asks for it, and what else is asked meanwhile.

const PACKAGES = Number(process.env.LIST_PACKAGES ?? 10_000);
const CLIENTS = Number(process.env.LIST_CLIENTS ?? 50);
const SECONDS = 10;

test.skipIf(!canMeasure)(
  `GET /packages with ${PACKAGES} packages to ${CLIENTS} clients at once: 1,000 answers a second, and others are not kept waiting`,
  async () => {
    const packages = Array.from({ length: PACKAGES }, (_, at) => ({
      packageId: `author.package${at}`,
      versions: [{ version: '1.0.0' }],
    }));
    const registry = await serveRegistry({ authors: [{ authorId: 'author' }], packages });
    const { url } = registry;
    await keepAsking({ url, path: '/packages', clients: 1, encoding: 'br', until: performance.now() + 5000 });
    const until = performance.now() + SECONDS * 1000;
    const [lists, others] = await Promise.all([
      keepAsking({ url, path: '/packages', clients: CLIENTS, encoding: 'br', until }),
      keepAsking({ url, path: '/meta', clients: 1, until }),
    ]);
    const [perSecond, list, meta] = [lists.length / SECONDS, quantile(lists, 0.99), quantile(others, 0.99)];
    console.log(
      `GET /packages: ${perSecond.toFixed(0)} a second, 99 of 100 within ${list.toFixed(0)} ms; GET /meta within ${meta.toFixed(0)} ms`,
    );
    expect(perSecond).toBeGreaterThan(1000);
    expect(list).toBeLessThan(150);
    expect(meta).toBeLessThan(50);
  },
);
