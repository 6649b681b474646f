import type { ProviderSettings } from '../../../main/registry/hosted-settings.ts';
import { freePort } from '../../free-port.ts';
import { HOSTED } from './community.ts';
import { openRegistry } from './local-registry.ts';
import { startProvider } from './openid.ts';

/** A hosted registry where people sign in at a real OpenID provider, both on this machine. */
export async function openClub(more: Partial<ProviderSettings> = {}) {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const provider = await startProvider(`${publicUrl}/sign-in/callback`);
  const { issuer, clientId, clientSecret } = provider;
  const log: string[] = [];
  const errors: unknown[] = [];
  const settings = { issuer, clientId, clientSecret, name: 'Club House', makesAccounts: true, ...more };
  const registry = await openRegistry({
    port,
    hosted: { ...HOSTED, publicUrl, provider: settings },
    onAccess: (line) => log.push(line),
    onError: (error) => errors.push(error),
  });
  return { url: publicUrl, provider, registry, log, errors };
}
