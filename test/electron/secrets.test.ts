import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDesktopVault } from '../../main/electron/secrets.ts';
import { tempFolder } from '../temp-folder.ts';

type State = 'open' | 'locked' | 'reset' | 'missing' | 'forgetful';

/** A keychain whose state the test turns. */
function keychain(backend: 'gnome_libsecret' | 'basic_text' = 'gnome_libsecret') {
  const now: { state: State; reEncrypt: boolean } = { state: 'open', reEncrypt: false };
  const seal = (): string => {
    if (now.state === 'locked') throw new Error('the keychain is locked');
    return now.state === 'reset' ? 'new key:' : 'key:';
  };
  return {
    now,
    isAsyncEncryptionAvailable: async () => now.state !== 'missing',
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

function vaultIn(folder: string, chain: ReturnType<typeof keychain>, platform: NodeJS.Platform = 'linux') {
  const moved: string[] = [];
  const opening = openDesktopVault({
    keychain: chain,
    folder,
    platform,
    onSetAside: ({ movedTo }) => moved.push(movedTo),
  });
  return opening.then((vault) => ({ vault, moved }));
}

test('a token is kept by the keychain, in a file of its own that only its owner reads, and not in the clear', async () => {
  const folder = tempFolder();
  const chain = keychain();
  const { vault } = await vaultIn(folder, chain);
  expect(vault.mode).toBe('system-keychain');
  expect(await vault.set('token:a', 'xpkg_secret_token')).toBe('kept');
  const file = join(folder, 'secrets.json');
  expect(await readFile(file, 'utf8')).not.toContain('xpkg_secret_token');
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { vault: again } = await vaultIn(folder, chain);
  expect(await again.get('token:a')).toBe('xpkg_secret_token');
  expect(await again.get('token:b')).toBeNull();
  await again.delete('token:a');
  expect(await again.get('token:a')).toBeNull();
});

test.each([
  ['there is no keychain', 'gnome_libsecret', 'missing'],
  ['Linux has only basic_text, whose key everybody knows', 'basic_text', 'open'],
] as const)('when %s, tokens last for the session and nothing is written', async (_name, backend, state) => {
  const folder = tempFolder();
  const chain = keychain(backend);
  chain.now.state = state;
  const { vault } = await vaultIn(folder, chain);
  expect(vault.mode).toBe('session-only');
  expect(await vault.set('token:a', 'secret')).toBe('session-only');
  expect(await vault.get('token:a')).toBe('secret');
  await expect(stat(join(folder, 'secrets.json'))).rejects.toThrow('ENOENT');
});

test.each(['locked', 'reset'] as const)('a keychain that is %s is an error, not a lost token', async (state) => {
  const folder = tempFolder();
  const chain = keychain();
  const { vault } = await vaultIn(folder, chain);
  await vault.set('token:a', 'secret');
  chain.now.state = state;
  await expect(vault.get('token:a')).rejects.toThrow();
  chain.now.state = 'open';
  expect(await vault.get('token:a')).toBe('secret');
});

test('what the keychain does not give back does not replace what it did', async () => {
  const chain = keychain();
  const { vault } = await vaultIn(tempFolder(), chain);
  await vault.set('token:a', 'old');
  chain.now.state = 'forgetful';
  await expect(vault.set('token:a', 'new')).rejects.toThrow('did not give back');
  chain.now.state = 'open';
  expect(await vault.get('token:a')).toBe('old');
});

test('a secret is sealed anew when the system asks for it', async () => {
  const folder = tempFolder();
  const chain = keychain();
  const { vault } = await vaultIn(folder, chain);
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
    const { vault, moved } = await vaultIn(folder, keychain());
    expect(await vault.get('token:a')).toBeNull();
    expect(await readFile(moved[0] ?? '', 'utf8')).toBe(text);
    expect(await vault.set('token:a', 'secret')).toBe('kept');
  },
);

test('two changes at once are both kept', async () => {
  const { vault } = await vaultIn(tempFolder(), keychain());
  await Promise.all([vault.set('a', '1'), vault.set('b', '2'), vault.delete('c'), vault.set('d', '4')]);
  expect(await Promise.all(['a', 'b', 'd'].map((name) => vault.get(name)))).toEqual(['1', '2', '4']);
});
