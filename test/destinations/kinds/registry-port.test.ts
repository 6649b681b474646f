import { expect, test } from 'vitest';
import { type RegistryCalls, registryPort } from '../../../main/destinations/kinds/registry-port.ts';
import type { Finding, Package, Submission } from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { releaseOf } from '../memory.ts';

const SETTINGS = { kind: 'xpkg', name: 'registry', registry: 'local' } as const;

function finding(severity: Finding['severity'], message: string): Finding {
  return { id: message, severity, rule: 'rule', message, why: 'Why.' } as Finding;
}

/** A publisher whose submissions end in this state. */
function endingIn(state: Submission['state']): RegistryCalls {
  const submission = {
    id: 'one',
    packageId: 'sample',
    version: '1.0.0',
    state,
    error: null,
    archive: null,
  } as Submission;
  const sent = async () => ({ ok: true as const, value: submission });
  return {
    connectHint: message('connect-hint.terminal'),
    connection: async (registry) => (registry === 'local' ? 'local' : undefined),
    submissions: async () => ({ ok: true, value: [] }),
    packageAt: async () => ({ ok: true, value: null }),
    fetchPackage: async () => ({ ok: true, value: null }),
    submit: sent,
    retry: sent,
    resume: sent,
    whenEnded: async () => submission,
  };
}

const call = { signal: new AbortController().signal };

test('what the checks found is said, and how much more', async () => {
  const findings = [finding('warning', 'A warning.'), finding('error', 'No .acf.'), finding('error', 'Another.')];
  const port = registryPort(endingIn({ phase: 'blocked', findings }), tempFolder());
  await expect(port.publish(SETTINGS, releaseOf('1.0.0', {}), call)).rejects.toMatchObject({
    error: { code: 'blocked', message: 'sample 1.0.0 was not published: No .acf. (and 1 more)' },
  });
});

test('a registry that this machine does not know is named, with what to do', async () => {
  const port = registryPort(endingIn({ phase: 'cancelled', versionUsed: false }), tempFolder());
  const asked = port.ask({ ...SETTINGS, registry: 'far' }, releaseOf('1.0.0', {}), call);
  await expect(asked).rejects.toMatchObject({
    error: { code: 'no_connection', hint: '`loadmaster connect` adds it.' },
  });
});

test('the newest that a release for everybody comes after is none for testers, and one that is processed', async () => {
  const versions = [
    { version: '1.0.0', status: 'processed' },
    { version: '1.2.0b1', status: 'processed' },
    { version: '1.1.0', status: 'processed' },
    { version: '1.3.0', status: 'aborted' },
  ];
  const calls: RegistryCalls = {
    ...endingIn({ phase: 'cancelled', versionUsed: false }),
    packageAt: async () => ({ ok: true, value: { versions } as unknown as Package }),
  };
  const newest = async (preRelease: boolean) =>
    (await registryPort(calls, tempFolder()).ask(SETTINGS, releaseOf('0.9.0', {}, { preRelease }), call)).newest;
  expect(await newest(false)).toBe('1.1.0');
  expect(await newest(true)).toBe('1.2.0b1');
});
