import { checkBaseUrl } from '../settings/index.ts';

/** Where a click may lead out of Loadmaster: the documentation that its own texts point to. */
const HOSTS: readonly string[] = [
  'github.com',
  'www.x-plane.com',
  'developer.x-plane.com',
  'wiki.x-plane.com',
  'forums.x-plane.org',
  'xppython3.readthedocs.io',
];

/** A page of a registry that the author named: what may be the address of a registry may be opened, with what is asked there. */
export function registryPage(address: string): string | undefined {
  const [plain = ''] = address.split('?', 1);
  return checkBaseUrl(plain).ok ? new URL(address).href : undefined;
}

/**
 * The one rule for addresses given to the system: https, a host of the table, no user name and no port. The system
 * opens many schemes in programs that were never meant to be handed a stranger's text.
 */
export function externalLink(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return plain && HOSTS.includes(url.hostname) ? url.href : undefined;
}
