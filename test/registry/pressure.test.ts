import { expect, test } from 'vitest';
import { ask, formOf, OK_UPLOAD, openRegistry, TOKEN } from './support/local-registry.ts';

// What a registry has to bear from one who asks for much.

test('the texts of a form together are kilobytes, however many fields they are in', async () => {
  const registry = await openRegistry();
  const padding = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`x${at}`, 'x'.repeat(200_000)]));
  const body = formOf({ ...OK_UPLOAD, ...padding });
  expect(await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).toMatchObject({
    status: 400,
    text: 'bad_multipart',
  });
  const long = formOf({ ...OK_UPLOAD, isPublic: 'x'.repeat(300_000) });
  expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body: long })).text).toBe('bad_multipart');
});

test('the list of an author with very many packages leaves room for others', async () => {
  const packages = Array.from({ length: 3000 }, (_, at) => ({
    packageId: `many.package${at}`,
    packageName: `Package ${at}`,
    versions: [{ version: '1.0' }, { version: '1.1' }],
  }));
  const registry = await openRegistry({ seed: { authors: [{ authorId: 'A', tokens: [{ token: TOKEN }] }], packages } });
  // Each turn of the event loop is a moment at which another request could have been answered.
  let turns = 0;
  const turn = () => {
    turns += 1;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  const { text } = await ask(`${registry.url}/account/packages`);
  clearImmediate(next);
  const list = JSON.parse(text) as { packages: { packageId: string; versions: { packageVersion: string }[] }[] };
  expect(list.packages).toHaveLength(3000);
  expect(list.packages[0]).toMatchObject({ packageId: 'many.package0', versions: [{ packageVersion: '1.0.0' }, {}] });
  expect(turns).toBeGreaterThan(3000 / 20);
});
