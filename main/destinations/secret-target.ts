import type { DestinationPlace } from '../../preload/contract.ts';

/** The password or token of a destination, from the environment or wherever the shell keeps it; `target` is whom it is shown to. */
export type ReadSecret = (
  destination: string,
  variable: string | undefined,
  target: string,
) => Promise<string | undefined>;

/** Whom a secret is shown to: what must not change behind the author's back. The folder there, the rights and the speed are not part of it. */
export function secretTarget(place: DestinationPlace): string {
  switch (place.carrier) {
    case 'folder':
      return 'this machine';
    case 'git':
      return `git ${place.remote}`;
    case 'sftp':
      return `sftp ${place.user}@${place.host}:${place.port ?? 22}`;
    case 'ftp':
      return `ftp ${place.tls ?? 'explicit'} ${place.user}@${place.host}:${place.port ?? ''}`;
    case 'webdav':
      return `webdav ${place.user} ${new URL(place.url).origin}`;
    case 's3':
      return `s3 ${place.accessKey ?? ''} ${place.endpoint === undefined ? 'amazon' : new URL(place.endpoint).origin}`;
  }
}

export function githubTarget({ api }: { readonly api?: string | undefined }): string {
  return `github ${api === undefined ? '' : new URL(api).origin}`;
}
