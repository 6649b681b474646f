import type { KeyObject } from 'node:crypto';
import type { SiteCalls } from '../destinations/index.ts';
import { CommandFault, EXIT } from './exit-codes.ts';

/** Where CI hands over the key that signs a registry's website, so that every machine signs with the same one. */
export const SITE_KEY_VARIABLE = 'LOADMASTER_SITE_KEY';

/** The key of the environment, else the one this machine made. */
export async function siteKey(env: NodeJS.ProcessEnv, sites: SiteCalls): Promise<KeyObject> {
  const pem = env[SITE_KEY_VARIABLE];
  if (pem === undefined || pem === '') return sites.key();
  const { readSigningKey } = await import('../static-registry/index.ts');
  const key = readSigningKey(pem);
  if (key !== undefined) return key;
  const message = `${SITE_KEY_VARIABLE} is not a private key as Loadmaster makes them (Ed25519, PEM).`;
  const hint = "It takes the whole text of site-key.pem in Loadmaster's folder.";
  throw new CommandFault(EXIT.usage, 'bad_site_key', message, hint);
}
