import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDesktopVault } from '../../main/electron/secrets.ts';
import { tempFolder } from '../temp-folder.ts';

type State = 'open' | 'locked' | 'reset' | 'missing' | 'forgetful' | 'known' | 'silent';

/** A keychain whose state the test turns. */
function keychain(backend: 'gnome_libsecret' | 'basic_text' = 'gnome_libsecret') {
  const now: { state: State; reEncrypt: boolean } = { state: 'open', reEncrypt: false };
  const asked = { times: 0 };
  const seal = (): string => {
    if (now.state === 'known') return 'v10:';
    if (now.state === 'locked') throw new Error('the keychain is locked');
    return now.state === 'reset' ? 'new key:' : 'key:';
  };
  return {
    now,
    asked,
    isAsyncEncryptionAvailable: () => {
      asked.times += 1;
      // As long as a prompt is open nothing is answered.
      if (now.state === 'silent') return new Promise<boolean>(() => {});
      return Promise.resolve(now.state !== 'missing');
    },
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => Buffer.from(seal() + Buffer.from(text).toString('hex')),
    decryptStringAsync: async (cipher: Buffer) => {
      const [key, hex] = cipher.toString().split(/(?<=:)/);
      if (key !== seal()) throw new Error('Error while decrypting the ciphertext');
      const result = now.state === 'forgetful' ? 'something else' : Buffer.from(hex ?? '', 'hex').toString();
      return { result, shouldReEncrypt: now.reEncrypt };
    },
  };
}

function vaultIn(
  folder: string,
  chain: ReturnType<typeof keychain>,
  platform: NodeJS.Platform = 'linux',
  wait = 10_000,
) {
  const moved: string[] = [];
  const told: string[] = [];
  const vault = openDesktopVault({
    keychain: chain,
    folder,
    platform,
    onSetAside: ({ movedTo }) => moved.push(movedTo),
    onSessionOnly: () => told.push('session-only'),
    timeouts: { get: wait, set: wait },
  });
  return { vault, moved, told };
}

test('a token is kept by the keychain, in a file of its own that only its owner reads, and not in the clear', async () => {
  const folder = tempFolder();
  const chain = keychain();
  const { vault } = vaultIn(folder, chain);
  expect(vault.mode).toBe('system-keychain');
  expect(await vault.set('token:a', 'xpkg_secret_token')).toBe('kept');
  const file = join(folder, 'secrets.json');
  expect(await readFile(file, 'utf8')).not.toContain('xpkg_secret_token');
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { vault: again } = vaultIn(folder, chain);
  expect(await again.get('token:a')).toBe('xpkg_secret_token');
  expect(await again.get('token:b')).toBeUndefined();
  await again.delete('token:a');
  expect(await again.get('token:a')).toBeUndefined();
});

test.each([
  ['there is no keychain', 'gnome_libsecret', 'missing', true],
  ['Linux has only basic_text, whose key everybody knows', 'basic_text', 'open', false],
  ["Linux's backend has a keychain's name and seals by the known key", 'gnome_libsecret', 'known', true],
] as const)('when %s, tokens last for the session and nothing is written', async (_name, backend, state, later) => {
  const folder = tempFolder();
  const chain = keychain(backend);
  chain.now.state = state;
  const { vault, told } = vaultIn(folder, chain);
  expect(await vault.set('token:a', 'secret')).toBe('session-only');
  expect(vault.mode).toBe('session-only');
  expect(await vault.get('token:a')).toBe('secret');
  expect(told).toEqual(later ? ['session-only'] : []);
  await expect(stat(join(folder, 'secrets.json'))).rejects.toThrow('ENOENT');
});

test('elsewhere than on Linux the mark of the known key is the real thing', async () => {
  const chain = keychain();
  chain.now.state = 'known';
  const { vault } = vaultIn(tempFolder(), chain, 'darwin');
  expect(await vault.set('token:a', 'secret')).toBe('kept');
});

test('the keychain is not asked before a token is needed', async () => {
  const chain = keychain();
  const { vault } = vaultIn(tempFolder(), chain);
  expect([await vault.get('token:a'), vault.mode, chain.asked.times]).toEqual([undefined, 'system-keychain', 0]);
  await vault.delete('token:a');
  expect(chain.asked.times).toBe(0);
});

test('a keychain that waits for its owner is an error in words, and is asked again', async () => {
  const folder = tempFolder();
  await vaultIn(folder, keychain()).vault.set('token:a', 'secret');
  const chain = keychain();
  chain.now.state = 'silent';
  const { vault } = vaultIn(folder, chain, 'linux', 10);
  await expect(vault.get('token:a')).rejects.toThrow('does not answer: it may be locked');
  await expect(vault.set('token:b', 'secret')).rejects.toThrow('does not answer: it may be locked');
});

test.each(['locked', 'reset'] as const)('a keychain that is %s is an error, not a lost token', async (state) => {
  const folder = tempFolder();
  const chain = keychain();
  const { vault } = vaultIn(folder, chain);
  await vault.set('token:a', 'secret');
  chain.now.state = state;
  await expect(vault.get('token:a')).rejects.toThrow();
  chain.now.state = 'open';
  expect(await vault.get('token:a')).toBe('secret');
});

test('what the keychain does not give back does not replace what it did', async () => {
  const chain = keychain();
  const { vault } = vaultIn(tempFolder(), chain);
  await vault.set('token:a', 'old');
  chain.now.state = 'forgetful';
  await expect(vault.set('token:a', 'new')).rejects.toThrow('did not give back');
  chain.now.state = 'open';
  expect(await vault.get('token:a')).toBe('old');
});

test('a secret is sealed anew when the system asks for it', async () => {
  const folder = tempFolder();
  const chain = keychain();
  const { vault } = vaultIn(folder, chain);
  await vault.set('token:a', 'secret');
  const before = (await stat(join(folder, 'secrets.json'))).ino;
  chain.now.reEncrypt = true;
  expect(await vault.get('token:a')).toBe('secret');
  expect((await stat(join(folder, 'secrets.json'))).ino).not.toBe(before);
});

test.each(['{"version":1,"secrets":', 'null', '{"version":9}', ''])(
  'a secrets file that says %j is set aside, not wiped',
  async (text) => {
    const folder = tempFolder();
    await writeFile(join(folder, 'secrets.json'), text);
    const { vault, moved } = vaultIn(folder, keychain());
    expect(await vault.get('token:a')).toBeUndefined();
    expect(await readFile(moved[0] ?? '', 'utf8')).toBe(text);
    expect(await vault.set('token:a', 'secret')).toBe('kept');
  },
);

test('two changes at once are both kept', async () => {
  const { vault } = vaultIn(tempFolder(), keychain());
  await Promise.all([vault.set('a', '1'), vault.set('b', '2'), vault.delete('c'), vault.set('d', '4')]);
  expect(await Promise.all(['a', 'b', 'd'].map((name) => vault.get(name)))).toEqual(['1', '2', '4']);
});
