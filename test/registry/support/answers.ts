import { createHash } from 'node:crypto';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import type { Registry } from '../../../main/registry/start.ts';
import { ask, formOf, OK_UPLOAD, TOKEN } from './local-registry.ts';
import { processedAs } from './processing.ts';

// What a registry answers to an author and to everybody, as one value to be compared.

const PRIVATE = { isPublic: 'false', isPrivate: 'true' };
/** In turns, so that each kind of version is among a few. */
const KINDS: readonly Record<string, string>[] = [{}, PRIVATE, { ...PRIVATE, isStored: 'false' }, {}];

/** Every version has a content of its own, and each fourth one fails. */
export const runByVersion: RunProcessing = (input, signal) =>
  Number(input.packageVersion.split('.')[1]) % KINDS.length === 3
    ? Promise.resolve({ status: 'failed_macosx', reason: 'Rehearsed.' })
    : processedAs(`content of ${input.packageId} ${input.packageVersion}`)(input, signal);

/** Uploads so many versions of two packages, a few at a time. */
export async function fillRegistry({ url, idle }: Registry, versions: number, sent = 8): Promise<void> {
  let next = 0;
  const send = async (): Promise<void> => {
    for (let at = next++; at < versions; at = next++) {
      const packageId = at % 2 === 0 ? 'example.package1' : 'example.package2';
      const fields = {
        packageId,
        packageVersion: `2.${Math.floor(at / 2)}.0`,
        ...KINDS[Math.floor(at / 2) % KINDS.length],
      };
      const { status, text } = await ask(`${url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD, fields) });
      if (status !== 204) throw new Error(`${packageId} ${fields.packageVersion}: ${status} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: sent }, send));
  await idle();
}

interface Listed {
  readonly packageId: string;
  readonly versions: readonly {
    readonly packageVersion: string;
    readonly hash?: string;
    readonly privateKey?: string;
  }[];
}

/** Each request of an author and of a reader with its answer; files are told by their hash. */
export async function answersOf(url: string): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  const keep = async (path: string, token: string | null = TOKEN): Promise<string> => {
    const { status, text } = await ask(url + path, { token });
    // Its own address and the moment at which it was asked are all that may differ.
    answers[`${path} ${token === null ? 'without a token' : ''}`] = [
      status,
      text.replaceAll(url, 'URL').replace(/"generated":"[^"]*"/, ''),
    ];
    return text;
  };
  for (const path of ['/meta', '/packages', '/account/data']) await keep(path, null);
  await keep('/account/data');
  for (const order of ['asc', 'desc']) await keep(`/v1/files?limit=100&order=${order}`);
  const { packages } = JSON.parse(await keep('/account/packages')) as { packages: readonly Listed[] };
  for (const { packageId, versions } of packages) {
    await keep(`/account/packages/${packageId}`);
    for (const { packageVersion, hash, privateKey } of versions) {
      const key = privateKey === undefined ? '' : `?privateKey=${privateKey}`;
      await keep(`/account/packages/${packageId}/${packageVersion}`);
      await keep(`/analytics/${packageId}/${packageVersion}`);
      if (hash === undefined) continue;
      const { status, text } = await ask(`${url}/packages/files/${hash}${key}`, { token: null });
      const found = createHash('sha256').update(text).digest('hex');
      answers[`file ${hash}`] = [status, status === 200 ? found === hash : text];
      await keep(`/packages/files/${hash}`, null);
    }
  }
  return answers;
}

/** Asked last: each of these questions counts as a download, which the other answers tell. */
export async function infosOf(url: string): Promise<Record<string, unknown>> {
  const infos: Record<string, unknown> = {};
  const { packages } = JSON.parse((await ask(`${url}/account/packages`)).text) as { packages: readonly Listed[] };
  for (const { packageId, versions } of packages)
    for (const { packageVersion, privateKey } of versions)
      for (const key of ['', ...(privateKey === undefined ? [] : [`?privateKey=${privateKey}`])]) {
        const path = `/packages/info/${packageId}/${packageVersion}${key}`;
        const { status, text } = await ask(url + path, { token: null });
        infos[path] = [status, text.replaceAll(url, 'URL')];
      }
  return infos;
}
