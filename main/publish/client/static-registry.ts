import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { fault } from '../../../preload/messages/index.ts';
import {
  type SignedIndex,
  STATIC_INDEX,
  type StaticRegistry,
  signedIndexSchema,
  staticFilePath,
  staticRegistrySchema,
} from '../../../protocol/index.ts';
import type { PackageInfo } from './answers.ts';
import type { AskOptions, RegistryHttp } from './registry-http.ts';
import type { Reply } from './reply.ts';

/** The registry that a signed index holds; undefined when the text and its signature do not belong together. */
export function openSignedIndex({ publicKey, signature, registry }: SignedIndex): StaticRegistry | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (!verify(null, Buffer.from(registry), key, Buffer.from(signature, 'base64'))) return undefined;
    return staticRegistrySchema.parse(JSON.parse(registry));
  } catch {
    return undefined;
  }
}

/** What people compare when they ask whether an index is from whom they think: the SHA-256 of the key. */
export function keyFingerprint(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
}

const indexSchema = signedIndexSchema.transform((signed, context) => {
  const registry = openSignedIndex(signed);
  if (registry !== undefined) return { registry, fingerprint: keyFingerprint(signed.publicKey) };
  context.addIssue({ code: 'custom', message: 'the signature is not of this text' });
  return z.NEVER;
});

/** How long the caches between a web space and its readers may go on showing what was there before. */
const CACHED_MS = 60 * 60_000;

/** Whether an answer says that no server is behind the address: a web space knows no routes, or shows a page for all. */
function mayBeStatic(reply: Reply<unknown>): boolean {
  if (reply.kind === 'refused') return reply.httpStatus === 404 || reply.httpStatus === 403;
  return reply.kind === 'unanswered' && reply.reason === 'bad-answer';
}

/** The same question answered from the files of a static registry, where the address has no server. */
export async function withStaticFallback<T>(
  http: RegistryHttp,
  live: Reply<T>,
  how: AskOptions,
  answer: (registry: StaticRegistry) => T | undefined,
): Promise<Reply<T>> {
  if (live.kind === 'ok' && isSigned(http)) return unsigned(http.baseUrl);
  if (!mayBeStatic(live)) return live;
  const index = await http.ask({ ...how, route: 'packages', path: `/${STATIC_INDEX}`, schema: indexSchema });
  if (index.kind !== 'ok') return live;
  const { registry, fingerprint } = index.value;
  const { generated } = registry;
  const { siteKey } = http;
  if (siteKey !== undefined) {
    const { known } = siteKey;
    if (known !== undefined && known.fingerprint !== fingerprint) return otherKey(http.baseUrl, fingerprint);
    if (known !== undefined && Date.parse(generated) < Date.parse(known.generated) - CACHED_MS)
      return olderThanSeen(http.baseUrl, generated, known.generated);
    if (known === undefined || generated > known.generated) siteKey.learn({ fingerprint, generated });
  }
  const value = answer(registry);
  return value === undefined ? live : { ...index, value };
}

/** Whether this address has shown a signed index before. Nothing that is not signed is believed from then on. */
export function isSigned({ siteKey }: RegistryHttp): boolean {
  return siteKey?.known != null;
}

/** A server behind the address answers without any signature: as good as another key. */
export function unsigned(baseUrl: string): Reply<never> {
  const { host } = new URL(baseUrl);
  return { kind: 'unanswered', reason: 'bad-answer', error: fault('site_key_changed.unsigned', host) };
}

/** Whoever holds the web space could keep its readers on a version with a hole by serving an index of then. */
function olderThanSeen(baseUrl: string, generated: string, seen: string): Reply<never> {
  const { host } = new URL(baseUrl);
  return { kind: 'unanswered', reason: 'bad-answer', error: fault('old_site.text', host, generated, seen) };
}

/** Anybody can sign an index; that it is the one who signed it before is what makes it worth something. */
function otherKey(baseUrl: string, fingerprint: string): Reply<never> {
  const { host } = new URL(baseUrl);

  return { kind: 'unanswered', reason: 'bad-answer', error: fault('site_key_changed.text', host, fingerprint) };
}

export function staticInfo(
  registry: StaticRegistry,
  baseUrl: string,
  packageId: string,
  version: string,
): PackageInfo | undefined {
  const found = registry.packages
    .find((one) => one.packageId === packageId)
    ?.versions.find((one) => one.version === version);
  if (found === undefined) return undefined;
  const { hash, dependencies, incompatibilities } = found;
  return { loc: `${baseUrl}/${staticFilePath(hash)}`, hash, dependencies, incompatibilities };
}
