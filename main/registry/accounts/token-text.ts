import { createHash, randomBytes } from 'node:crypto';

import { PRIVATE_KEY } from '../../../protocol/index.ts';

/** Opaque to everybody; the prefix lets secret scanners and log redaction know it for what it is. */
export const newTokenText = (): string => `xpkg_${randomBytes(32).toString('base64url')}`;

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The 32 characters that open a private, stored version (XPKG.md section 5). */
export function newPrivateKey(): string {
  let key = '';
  while (key.length < PRIVATE_KEY.length) {
    for (const byte of randomBytes(32)) {
      // 252 is the largest multiple of 36 in a byte: without this the first letters would come up more often.
      const letter = byte < 252 ? PRIVATE_KEY.alphabet[byte % 36] : undefined;
      if (letter !== undefined && key.length < PRIVATE_KEY.length) key += letter;
    }
  }
  return key;
}
