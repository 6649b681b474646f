import { expect, test } from 'vitest';
import { ask, askJson, formOf, OK_UPLOAD, openRegistry, TOKEN } from '../support/local-registry.ts';

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

/** Each turn of the event loop is a moment at which another request could have been answered. */
async function turnsDuring(work: () => Promise<void>): Promise<number> {
  let turns = 0;
  const turn = () => {
    turns += 1;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  await work();
  clearImmediate(next);
  return turns;
}

function manyPackages() {
  const packages = Array.from({ length: 3000 }, (_, at) => ({
    packageId: `many.package${at}`,
    packageName: `Package ${at}`,
    versions: [{ version: '1.0' }, { version: '1.1' }],
  }));
  return { authors: [{ authorId: 'A', tokens: [{ token: TOKEN }] }], packages };
}

test('the list of an author with very many packages leaves room for others', async () => {
  const registry = await openRegistry({ seed: manyPackages() });
  let text = '';
  const turns = await turnsDuring(async () => {
    ({ text } = await ask(`${registry.url}/account/packages`));
  });
  const list = JSON.parse(text) as { packages: { packageId: string; versions: { packageVersion: string }[] }[] };
  expect(list.packages).toHaveLength(3000);
  expect(list.packages[0]).toMatchObject({ packageId: 'many.package0', versions: [{ packageVersion: '1.0.0' }, {}] });
  expect(turns).toBeGreaterThan(3000 / 20);
});

test('the list of everything leaves room for others while it is made, and has what changed meanwhile', async () => {
  const registry = await openRegistry({ seed: manyPackages() });
  const listed = async () => {
    const { packages } = JSON.parse((await ask(`${registry.url}/packages`)).text) as {
      packages: { description: string }[];
    };
    return packages;
  };
  const turns = await turnsDuring(async () => void expect(await listed()).toHaveLength(3000));
  expect(turns).toBeGreaterThan(3000 / 200);
  // Each is answered with every change before it, however many are being made.
  for (let round = 0; round < 5; round += 1) {
    const newDescription = `What it says now, number ${round}, is long enough`;
    const body = { packageId: 'many.package7', newDescription };
    const [changed] = await Promise.all([askJson(`${registry.url}/packages/description`, 'PATCH', body), listed()]);
    expect(changed.status).toBe(204);
    expect((await listed()).filter(({ description }) => description === newDescription)).toHaveLength(1);
  }
});
