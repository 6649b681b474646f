import type { ConnectionTest } from '../../../preload/contract.ts';
import { fault, inWords, type Message, message } from '../../../preload/messages/index.ts';
import type { OwnPackage } from './answers.ts';
import type { RegistryClient } from './client.ts';
import type { Reply } from './reply.ts';

/** With the published limit of three uploads in eight seconds, a test may cost two without standing in anybody's way. */
const PACKAGES_PROBED = 2;

/** A package nobody can have: whoever may upload to it may upload to any. */
const NOBODYS_PACKAGE = 'loadmaster.permission-probe';

/** Whether the registry answers, who the token belongs to, what it may do, and what will not work with it. */
export async function testConnection(client: RegistryClient, signal?: AbortSignal): Promise<ConnectionTest> {
  // A limit is told as what it is, not waited out.
  const how = { signal, rateLimitRetries: 0 };
  const meta = await client.meta(how);
  if (meta.kind === 'unanswered') return unreachable(meta);
  const registryName = meta.kind === 'ok' ? meta.value.name : null;
  if (!client.hasToken) return withoutToken(registryName ?? undefined);
  const [packages, account, files] = await Promise.all([
    client.ownPackages(how),
    client.account(how),
    client.failedFiles(how),
  ]);
  if (meta.kind === 'refused' && packages.kind === 'refused' && packages.httpStatus === 404) return notARegistry();
  const upload = await findUpload(client, packages, signal);
  const abilities = {
    view: allowed(packages) ?? null,
    readAccount: allowed(account) ?? null,
    upload: upload.may ?? null,
    reprocess: files.kind === 'ok' ? true : files.kind === 'refused' ? false : null,
  };
  const nothingWorks = abilities.view === false && abilities.readAccount === false && abilities.upload !== true;
  return {
    reachable: true,
    registryName,
    author: account.kind === 'ok' ? authorOf(account.value) : null,
    abilities,
    warnings: nothingWorks ? [] : warningsFor(abilities, upload.only),
    error: nothingWorks ? refusedToken(packages) : null,
  };
}

interface UploadAbility {
  readonly may: boolean | undefined;
  /** The packages it is limited to, as far as they were tried. */
  readonly only: readonly string[] | undefined;
}

async function findUpload(
  client: RegistryClient,
  packages: Reply<OwnPackage[]>,
  signal?: AbortSignal,
): Promise<UploadAbility> {
  const any = await client.mayUpload(NOBODYS_PACKAGE, signal);
  if (any !== false) return { may: any, only: undefined };
  if (packages.kind !== 'ok') return { may: undefined, only: undefined };
  const only: string[] = [];
  for (const { packageId } of packages.value.slice(0, PACKAGES_PROBED)) {
    if (await client.mayUpload(packageId, signal)) only.push(packageId);
  }
  if (only.length > 0) return { may: true, only };
  return { may: packages.value.length > PACKAGES_PROBED ? undefined : false, only: undefined };
}

function allowed(reply: Reply<unknown>): boolean | undefined {
  if (reply.kind === 'ok') return true;
  return reply.kind === 'refused' && reply.httpStatus === 401 ? false : undefined;
}

type Account = Extract<Awaited<ReturnType<RegistryClient['account']>>, { kind: 'ok' }>['value'];

function authorOf({ id, name, usedStorage, totalStorage }: Account): ConnectionTest['author'] {
  return { id, name, usedStorage, totalStorage: totalStorage ?? null };
}

function warningsFor(
  { view, readAccount, upload }: ConnectionTest['abilities'],
  only: UploadAbility['only'],
): Message[] {
  const warnings: Message[] = [];
  if (view === false) warnings.push(message('connection.mayNotView'));
  if (upload === false) warnings.push(message('connection.mayNotUpload'));
  if (only) warnings.push(message('connection.onlySome', only));
  if (upload === null) warnings.push(message('connection.uploadUnknown'));
  if (readAccount === false) warnings.push(message('connection.mayNotReadAccount'));
  return warnings;
}

const NOTHING_KNOWN = { view: null, readAccount: null, upload: null, reprocess: null };

function unreachable({ error }: Extract<Reply<unknown>, { kind: 'unanswered' }>): ConnectionTest {
  return { reachable: false, registryName: null, author: null, abilities: NOTHING_KNOWN, warnings: [], error };
}

function withoutToken(registryName: string | undefined): ConnectionTest {
  const warnings = [message('connection.noToken')];
  const abilities = { view: false, readAccount: false, upload: false, reprocess: false };
  return { reachable: true, registryName: registryName ?? null, author: null, abilities, warnings, error: null };
}

function notARegistry(): ConnectionTest {
  const error = { ...fault('not_a_registry.text'), field: 'baseUrl' };
  return { reachable: true, registryName: null, author: null, abilities: NOTHING_KNOWN, warnings: [], error };
}

function refusedToken(reply: Reply<unknown>): ConnectionTest['error'] {
  const said = { message: message('connection.tokenRefused'), hint: message('connection.otherToken') };
  return {
    code: reply.kind === 'ok' ? 'http_401' : reply.error.code,
    message: inWords(said.message),
    field: 'token',
    hint: inWords(said.hint),
    retry: 'sign-in',
    said,
  };
}
