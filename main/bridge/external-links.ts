/** Where a click may lead out of Loadmaster: the documentation that its own texts point to. */
const HOSTS: readonly string[] = [
  'github.com',
  'www.x-plane.com',
  'developer.x-plane.com',
  'wiki.x-plane.com',
  'forums.x-plane.org',
  'xppython3.readthedocs.io',
];

/**
 * The one rule for addresses given to the system: https, a host of the table, no user name and no port. The system
 * opens many schemes in programs that were never meant to be handed a stranger's text.
 */
export function externalLink(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return plain && HOSTS.includes(url.hostname) ? url.href : null;
}
