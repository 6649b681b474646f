import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../../../main/registry/storage/open-storage.ts';
import { addAuditEntry, listAudit } from '../../../../main/registry/storage/people/audit.ts';
import { must, openCommunity, SHARED, send, TOKENS } from '../../support/community.ts';
import { enginesFor } from '../../support/engines.ts';
import { ask, openRegistry, temporaryFolder } from '../../support/local-registry.ts';
import { serveInTerminal } from '../../support/terminal.ts';

interface Entry {
  readonly id: number;
  readonly author: string;
  readonly action: string;
  readonly target: string;
  readonly packageId: string | null;
  readonly address?: string;
}

test('owners read what was done with their package, operators everything, and no secret is in it', async () => {
  const community = await openCommunity();
  onTestFinished(() => community.close());
  const { url, operations, secrets, tokens } = community;
  await must(`${url}/packages/description`, TOKENS.MAINTAINER, 'PATCH', {
    packageId: SHARED,
    newDescription: 'Described by somebody else.',
  });
  const page = await must(`${url}/access/packages/${SHARED}/audit`, TOKENS.COOWNER);
  const { entries } = JSON.parse(page) as { entries: Entry[] };
  expect(entries[0]).toMatchObject({ author: 'MAINTAINER', action: 'description.change', packageId: SHARED });
  expect(
    entries
      .map(({ action }) => action)
      .toReversed()
      .slice(0, 8),
  ).toEqual([
    ...['member.invite', 'member.invite', 'member.invite'],
    ...['invitation.accept', 'invitation.accept', 'invitation.accept', 'package.team.set', 'version.upload'],
  ]);
  expect(page).not.toContain('address');
  expect(new Set(entries.map(({ packageId }) => packageId))).toEqual(new Set([SHARED]));

  const all = await must(`${operations}/audit?limit=1000`, TOKENS.OPERATOR);
  const log = (JSON.parse(all) as { entries: Entry[] }).entries;
  expect(log.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['token.issue', 'token.revoke', 'team.create']),
  );
  expect(log.every(({ address }) => address === '127.0.0.1')).toBe(true);
  const [second] = (
    JSON.parse(await must(`${operations}/audit?limit=1&before=${log[0]?.id}&author=AUTHOR`, TOKENS.OPERATOR)) as {
      entries: Entry[];
    }
  ).entries;
  expect(second).toEqual(log.slice(1).find(({ author }) => author === 'AUTHOR'));
  const texts = [...secrets, ...Object.values(tokens).filter((one) => one !== null)];
  expect(texts.filter((secret) => all.includes(secret))).toEqual([]);
  expect((await send(`${operations}/audit?since=yesterday`, TOKENS.OPERATOR)).status).toBe(400);
});

test('the log only grows, whoever asks the database', async () => {
  const dataDir = await temporaryFolder();
  const { db, close } = await openStorage({ dataDir, ...(await enginesFor(dataDir)) }, () => undefined);
  onTestFinished(close);
  const actor = { authorId: 'A', tokenId: undefined, address: '127.0.0.1' };
  await addAuditEntry(db, actor, { action: 'login', target: 'x' });
  await expect(db.run(`UPDATE audit SET target = 'y'`)).rejects.toThrow(/only grows/);
  await expect(db.run('DELETE FROM audit')).rejects.toThrow(/only grows/);
  expect(await listAudit(db, { limit: 10 })).toMatchObject([{ target: 'x' }]);
});

test('an author alone is not written about, and has no /access', async () => {
  const registry = await openRegistry();
  expect((await ask(`${registry.url}/access/tokens`)).status).toBe(404);
  await ask(`${registry.url}/auth/issue`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'One more', expires: 1, permissions: 512 }),
  });
  await registry.close();
  const { dataDir } = registry;
  const { db, close } = await openStorage({ dataDir, ...(await enginesFor(dataDir)) }, () => undefined);
  onTestFinished(close);
  expect(await listAudit(db, { limit: 10 })).toEqual([]);
});

test('registry audit prints a line an entry, and says what it lacks', async () => {
  const community = await openCommunity();
  onTestFinished(() => community.close());
  const port = new URL(community.operations).port;
  const audit = (token: string, ...args: string[]) => {
    process.env.REGISTRY_TOKEN = token;
    onTestFinished(() => void delete process.env.REGISTRY_TOKEN);
    return serveInTerminal('audit', ...args).ended;
  };
  const told = await audit(TOKENS.OPERATOR, '--operations-port', port, '--package', SHARED, '--limit', '2');
  expect([told.code, told.err]).toEqual([0, '']);
  const lines = told.out.trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^\d{4}-\S+\tOPERATOR\tversion\.hide\tshared\.aircraft\t555\.0\.0\t127\.0\.0\.1\t[\w-]+$/);
  const json = await audit(TOKENS.OPERATOR, '--operations-port', port, '--json');
  expect(JSON.parse(json.out).entries.length).toBeGreaterThan(5);
  expect(await audit(TOKENS.AUTHOR, '--operations-port', port)).toMatchObject({
    code: 1,
    err: expect.stringContaining('first author'),
  });
  expect(await audit('', '--operations-port', port)).toMatchObject({
    code: 2,
    err: expect.stringContaining('REGISTRY_TOKEN'),
  });
  expect(await audit('x')).toMatchObject({ code: 2, err: expect.stringContaining('--operations-port') });
});
