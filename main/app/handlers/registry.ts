import type { Handlers, LocalRegistry, Outcome } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { explainCode, grantOf } from '../../../protocol/index.ts';
import { done, fail, ok } from '../../library/index.ts';
import { type LocalApi, LocalRefusal } from '../registries/local-api.ts';
import { asRequest, type LocalRegistrySupervisor, STOPPED_BY_AUTHOR } from '../registries/local-registry.ts';
import type { AppShell } from '../shell.ts';

interface Parts {
  readonly localRegistry: LocalRegistrySupervisor;
  readonly openers: AppShell['openers'];
  readonly folder: string;
  readonly onSwitched: () => Promise<void>;
  /** What was published there is gone. */
  readonly onReset: () => Promise<void>;
}

export function registryHandlers({ localRegistry, openers, folder, onSwitched, onReset }: Parts): Handlers['registry'] {
  /** Asks the running registry; what it refuses and what keeps it from starting are answers, not accidents. */
  async function ask<T>(work: (api: LocalApi) => Promise<T>): Promise<Outcome<T>> {
    try {
      return ok(await work(await localRegistry.api()));
    } catch (cause) {
      if (cause instanceof LocalRefusal) return refused(cause);
      const { error, state } = await localRegistry.state().catch(() => ({ error: null, state: null }));
      if (state === 'stopped') return { ok: false, error: STOPPED_BY_AUTHOR };
      return error ? { ok: false, error } : fail(fault('registry_silent.text'), { retry: 'repeat' });
    }
  }

  async function afterwards<T>(outcome: Outcome<T>): Promise<Outcome<T>> {
    await localRegistry.announce();
    return outcome;
  }

  /** The light of its connection changes with it. */
  async function switched(state: Promise<LocalRegistry>): Promise<Outcome<LocalRegistry>> {
    const now = await state;
    await onSwitched();
    return ok(now);
  }

  return {
    status: async () => ok(await localRegistry.state()),
    start: () => switched(localRegistry.start()),
    stop: () => switched(localRegistry.stop()),
    async reset() {
      const reset = await ask((api) => api.reset());
      if (reset.ok) await onReset();
      return reset.ok ? afterwards<LocalRegistry>(ok(await localRegistry.state())) : reset;
    },
    ...tokenHandlers(ask, localRegistry),
    requests: ({ after, limit }) => ask(async (api) => (await api.requests(after, limit)).map(asRequest)),
    outbox: () => ask(async (api) => (await api.outbox()).map((mail) => ({ ...mail, at: Date.parse(mail.at) }))),
    rehearsal: () => ask((api) => api.rehearsal()),
    rehearse: async (rehearsal) => afterwards(await ask((api) => api.rehearse(rehearsal))),
    async endRehearsal() {
      const ended = await afterwards(await ask((api) => api.endRehearsal()));
      return ended.ok ? done : ended;
    },
    async revealData() {
      if (!openers.reveal) return fail(fault('no_file_manager.data', folder));
      openers.reveal(folder);
      return done;
    },
  };
}

type Ask = <T>(work: (api: LocalApi) => Promise<T>) => Promise<Outcome<T>>;

function tokenHandlers(
  ask: Ask,
  localRegistry: LocalRegistrySupervisor,
): Pick<Handlers['registry'], 'tokens' | 'createToken' | 'revokeToken'> {
  return {
    tokens: () =>
      ask(async (api) =>
        (await api.tokens()).map(({ createdAt, expiresAt, ...token }) => ({
          ...token,
          createdAt: Date.parse(createdAt),
          expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
        })),
      ),
    async createToken({ name, permissions, packages, expiresInDays }) {
      const wish = { name, expires: expiresInDays, ...grantOf(permissions, packages) };
      return ask((api) => api.issue(wish));
    },
    async revokeToken({ id }) {
      const revoked = await ask(async (api) => {
        const own = (await api.tokens()).some((token) => token.own && token.id === id);
        if (own) await localRegistry.replaceToken();
        await (own ? await localRegistry.api() : api).revoke(id);
      });
      return revoked.ok ? done : revoked;
    },
  };
}

const OWN_TOKEN = fault('own_token.text');

/** The registry's own routes say what is wrong; those of the public API answer with a code alone. */
function refused({ code, sentence }: LocalRefusal): Outcome<never> {
  if (code === OWN_TOKEN.code) return fail(OWN_TOKEN);
  const known = explainCode(code);
  return sentence === undefined
    ? fail({ code, message: known.sentence }, { hint: known.hint })
    : fail({ code, message: sentence });
}
