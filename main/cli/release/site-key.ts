import type { KeyObject } from 'node:crypto';
import { fault } from '../../../preload/messages/index.ts';
import type { SiteCalls } from '../../destinations/index.ts';
import { CommandFault, EXIT } from '../exit-codes.ts';

/** Where CI hands over the key that signs a registry's website, so that every machine signs with the same one. */
export const SITE_KEY_VARIABLE = 'LOADMASTER_SITE_KEY';

/** The key of the environment, else the one this machine made. */
export async function siteKey(env: NodeJS.ProcessEnv, sites: SiteCalls): Promise<KeyObject> {
  const pem = env[SITE_KEY_VARIABLE];
  if (pem === undefined || pem === '') return sites.key();
  const { readSigningKey } = await import('../../static-registry/index.ts');
  const key = readSigningKey(pem);
  if (key !== undefined) return key;

  throw new CommandFault(EXIT.usage, fault('bad_site_key.variable', SITE_KEY_VARIABLE));
}
