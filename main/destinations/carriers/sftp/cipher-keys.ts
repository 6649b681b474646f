import { createSecretKey } from 'node:crypto';

/** Where the library has the keys of a connection's two directions. */
const KEYS = [
  ['_cipher', '_encKey'],
  ['_decipher', '_decipherKey'],
] as const;

/**
 * The library makes a cipher of the key for each packet, and hands the key over as bytes. That these are no key object Node finds out by an
 * exception, which takes longer than the packet itself; key objects it takes as they are. Where the library keeps its keys in another way
 * nothing is changed; nor are keys that are agreed on later, after very many bytes.
 */
export function passKeyObjects(client: object): void {
  for (const [side, name] of KEYS) {
    const cipher = inside(inside(inside(client, 'client'), '_protocol'), side);
    const key = inside(cipher, name);
    if (typeof cipher === 'object' && cipher !== null && Buffer.isBuffer(key))
      Reflect.set(cipher, name, createSecretKey(key));
  }
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
