import type { FastifyInstance } from 'fastify';
import type { HostedSettings } from '../../hosted-settings.ts';
import type { RegistryContext } from '../../server/context.ts';
import { isNulInForm } from '../../server/nul.ts';
import { DataFolderError } from '../../storage/database/store.ts';
import { accountPageRoutes } from './account.ts';
import { appRoutes } from './app.ts';
import { openProvider, type Provider } from './provider.ts';
import { signInRoutes } from './routes.ts';
import { sharingPageRoutes } from './sharing.ts';

/** Signing in with a browser, and what one finds there: /sign-in and /me. */
export async function openSignIn(
  app: FastifyInstance,
  context: RegistryContext,
  { provider: settings, publicUrl, ciIssuers = [] }: HostedSettings,
): Promise<void> {
  const provider = settings && openProvider(settings, `${publicUrl}/sign-in/callback`);
  if (provider !== undefined) await check(provider, context);
  const parts = { context, publicUrl, provider, makesAccounts: settings?.makesAccounts === true, ciIssuers };
  await app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: unknown, text: string) => {
        if (isNulInForm(text)) throw Object.assign(new Error('A field holds the character NUL'), { statusCode: 400 });
        return Object.fromEntries(new URLSearchParams(text));
      },
    );
    signInRoutes(pages, parts);
    accountPageRoutes(pages, parts);
    sharingPageRoutes(pages, parts);
    appRoutes(pages, parts);
  });
}

/** A provider that answers wrongly ends the start; one that is away for a while does not: tokens work without it. */
async function check(provider: Provider, { onError }: RegistryContext): Promise<void> {
  try {
    await provider.check();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('OAUTH_')) {
      throw new DataFolderError(
        `--oidc-issuer: what answers there is no OpenID provider of that address (${code}). Write it exactly as the provider's own /.well-known/openid-configuration says under "issuer".`,
      );
    }
    onError(error);
  }
}
