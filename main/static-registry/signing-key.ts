import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fault } from '../../preload/messages/index.ts';
import { type SignedIndex, STATIC_FORMAT, type StaticRegistry } from '../../protocol/index.ts';
import { writeFileDurably } from '../disk/index.ts';
import { StaticRegistryFault } from './fault.ts';

/** Only whoever runs this account may sign, so nobody else may read it. */
const MODE = 0o600;

/** The key that signs what this machine exports, made at its first use. */
export async function loadSigningKey(path: string): Promise<KeyObject> {
  const kept = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  if (kept !== undefined) return readSigningKey(kept) ?? damaged(path);
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFileDurably(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), MODE);
  return privateKey;
}

/** Another key is not made in its place: every reader of the site would take it for a stranger's. */
function damaged(path: string): never {
  throw new StaticRegistryFault(fault('bad_site_key.file', path));
}

/** A key that was handed over, as CI keeps it; undefined for what is none. */
export function readSigningKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
}

export function signRegistry(registry: StaticRegistry, key: KeyObject): SignedIndex {
  const text = JSON.stringify(registry);
  const signature = sign(null, Buffer.from(text), key).toString('base64');
  return { format: STATIC_FORMAT, publicKey: publicKeyOf(key), signature, registry: text };
}
