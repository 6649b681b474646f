import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const KEY_BYTES = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, KEY_BYTES);
  return `scrypt:${salt.toString('base64')}:${key.toString('base64')}`;
}

/** What an unknown author's password is checked against: the answer must not come sooner than a known one's. */
const nobodysPassword = hashPassword(randomBytes(16).toString('hex'));

export async function isPasswordOf(
  author: { readonly password: string | undefined } | undefined,
  password: string,
): Promise<boolean> {
  const matches = await checkPassword(password, author?.password ?? (await nobodysPassword));
  return matches && author?.password !== undefined;
}

async function checkPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, salt, key] = stored.split(':');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), KEY_BYTES);
  return expected.length === found.length && timingSafeEqual(expected, found);
}
