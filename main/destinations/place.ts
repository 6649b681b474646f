import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DestinationPlace } from '../../preload/contract.ts';
import type { Carrier, CarrierLimits } from './carriers/carrier.ts';
import { CarrierError } from './carriers/carrier-error.ts';
import { openFolderCarrier } from './carriers/folder.ts';
import { secretLackingAt } from './missing-secret.ts';
import { refuseOwnFolder } from './own-files.ts';
import { type ReadSecret, secretTarget } from './secret-target.ts';

export type Place = DestinationPlace;
type PlaceOf<C extends Place['carrier']> = Extract<Place, { carrier: C }>;

/** What opening a place takes besides its settings. */
export interface PlaceDeps {
  /** The add-on's folder; relative paths start from there, so that loadmaster.json means the same on every machine. */
  readonly base: string;
  readonly signal: AbortSignal;
  /** Loadmaster's own: which servers the author trusts, and what git works in. */
  readonly dataFolder: string;
  readonly secret: ReadSecret;
}

/**
 * Where the author set no bound. Most files are small, and what takes their time is waiting for answers: SFTP has one connection for all of
 * them, S3 is made for many; FTP and WebDAV take a connection each, of which hosters allow a few.
 */
const AT_ONCE: Readonly<Record<Place['carrier'], number>> = { folder: 4, git: 4, ftp: 8, webdav: 8, sftp: 16, s3: 16 };

/** What a place is written down as: the same place has the same name, however it is reached. */
export function placeKey({ limits: _, secretEnv: __, ...place }: Place): string {
  return JSON.stringify(place, Object.keys(place).sort());
}

/** `name`: of the destination, whose secret it is. A carrier's library is loaded when a place needs it. */
export async function openPlace(place: Place, name: string, deps: PlaceDeps): Promise<Carrier> {
  const { atOnce = AT_ONCE[place.carrier], bytesPerSecond } = place.limits ?? {};
  const limits: CarrierLimits = { atOnce, bytesPerSecond };
  if (place.carrier === 'folder') {
    const folder = resolveLocalPath(place.path, deps.base);
    await refuseOwnFolder(folder, deps.base);
    return openFolderCarrier(folder, limits);
  }
  const secret = await deps.secret(name, place.secretEnv, secretTarget(place));
  const lacking = secret === undefined ? secretLackingAt(place, name) : undefined;
  if (lacking !== undefined) throw new CarrierError(lacking);
  switch (place.carrier) {
    case 'git':
      return openGit(place, secret, deps, limits);
    case 'sftp':
      return openSftp(place, secret, deps, limits);
    case 'ftp':
      return openFtp(place, secret, deps, limits);
    case 'webdav':
      return openWebdav(place, secret, deps, limits);
    case 's3':
      return openS3(place, secret, deps, limits);
  }
}

/** Which servers the author trusts; shared by all places. */
export async function openPlaceTrust(dataFolder: string) {
  const { openTrust } = await import('./carriers/trust/open-trust.ts');
  return openTrust({ folder: join(dataFolder, 'trust') });
}

export function resolveLocalPath(path: string, base: string): string {
  return resolve(base, path.replace(/^~(?=\/|$)/, homedir()));
}

/** A repository on this machine, as git tells it from an address and from `host:path`. */
function isOnDisk(remote: string): boolean {
  return /^(?:[./~]|[A-Za-z]:[\\/])/.test(remote);
}

async function openGit(place: PlaceOf<'git'>, token: string | undefined, deps: PlaceDeps, limits: CarrierLimits) {
  const { openGitCarrier } = await import('./carriers/git/git.ts');
  const { branch, folder = '' } = place;
  const remote = isOnDisk(place.remote) ? resolveLocalPath(place.remote, deps.base) : place.remote;
  return openGitCarrier({ remote, branch, folder, token }, join(deps.dataFolder, 'git'), deps, limits);
}

async function openSftp(place: PlaceOf<'sftp'>, secret: string | undefined, deps: PlaceDeps, limits: CarrierLimits) {
  const { openSftpCarrier } = await import('./carriers/sftp/sftp.ts');
  const { host, port: at = 22, user, folder, keyFile } = place;
  const by = place.login ?? (keyFile === undefined ? (secret === undefined ? 'agent' : 'password') : 'key');
  const key = keyFile === undefined ? undefined : resolveLocalPath(keyFile, deps.base);
  const trust = await openPlaceTrust(deps.dataFolder);
  return openSftpCarrier({ host, port: at, user, folder, by, keyFile: key, secret }, trust, deps, limits);
}

async function openFtp(place: PlaceOf<'ftp'>, secret: string | undefined, deps: PlaceDeps, limits: CarrierLimits) {
  const { openFtpCarrier } = await import('./carriers/ftp/ftp.ts');
  const { host, user, folder, tls = 'explicit' } = place;
  const at = place.port ?? (tls === 'implicit' ? 990 : 21);
  const trust = await openPlaceTrust(deps.dataFolder);
  return openFtpCarrier({ host, port: at, user, folder, tls, secret }, trust, deps, limits);
}

async function openWebdav(
  { url, user }: PlaceOf<'webdav'>,
  secret: string | undefined,
  deps: PlaceDeps,
  limits: CarrierLimits,
) {
  const { openWebdavCarrier } = await import('./carriers/webdav/webdav.ts');
  return openWebdavCarrier({ url, user, secret }, await openPlaceTrust(deps.dataFolder), deps, limits);
}

async function openS3(place: PlaceOf<'s3'>, secret: string | undefined, deps: PlaceDeps, limits: CarrierLimits) {
  const { openS3Carrier } = await import('./carriers/s3/s3.ts');
  const { carrier: _, limits: __, secretEnv: ___, folder = '', ...rest } = place;
  return openS3Carrier({ ...rest, folder, secret }, await openPlaceTrust(deps.dataFolder), deps, limits);
}
