import { createHash, randomBytes } from 'node:crypto';
import { PRIVATE_KEY } from '../../../../protocol/index.ts';

/** Opaque to everybody; the prefix lets secret scanners and log redaction know it for what it is. */
export function newTokenText(): string {
  return `xpkg_${randomBytes(32).toString('base64url')}`;
}

export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The characters that open a private, stored version (XPKG.md section 5). */
export function newPrivateKey(): string {
  const { alphabet, length } = PRIVATE_KEY;
  // Without this the first letters would come up more often.
  const even = 256 - (256 % alphabet.length);
  let key = '';
  while (key.length < length) {
    for (const byte of randomBytes(length)) {
      const letter = byte < even ? alphabet[byte % alphabet.length] : undefined;
      if (letter !== undefined && key.length < length) key += letter;
    }
  }
  return key;
}
