import type { AppError } from '../../../preload/contract.ts';
import { fault, message } from '../../../preload/messages/index.ts';
import { CONNECTION_NOT_READY, type Reply, type VersionData } from '../client/index.ts';
import type { Entry, KeptAttempt } from '../journal/index.ts';
import type { RegistryAnswer } from '../machine/index.ts';
import { withAttempt } from './attempts.ts';
import { differencesFrom, hasOtherSize } from './compare.ts';
import type { Patch, SubmissionContext } from './submission-context.ts';

/** Asks the registry about the version of a submission. What it says decides; nothing is guessed. */
export async function askRegistry(
  context: SubmissionContext,
  id: string,
  signal: AbortSignal,
): Promise<{ told: RegistryAnswer; patch: Patch }> {
  const entry = context.entry(id);
  const { clients, clock } = context.deps;
  const client = await clients.for(entry.connectionId);
  if (!client.ok) {
    const is = client.error.code === CONNECTION_NOT_READY ? 'unreachable' : 'refused';
    return { told: { is, error: client.error }, patch: {} };
  }
  const startedAt = clock.now();
  const reply = await client.value.ownVersion(entry, { signal, urgency: 'poll', rateLimitRetries: 0 });
  const told = answerOf(reply, context.entry(id));
  if (entry.machine.state.phase !== 'uncertain') return { told, patch: {} };
  const row: KeptAttempt = {
    number: Math.max(1, entry.machine.memory.sends),
    startedAt,
    endedAt: clock.now(),
    route: 'status',
    httpStatus: reply.kind === 'ok' || reply.kind === 'refused' ? reply.httpStatus : null,
    code: reply.kind === 'ok' ? null : reply.error.code,
    bytesSent: 0,
    said: meaningOf(told),
  };
  return { told, patch: { attempts: withAttempt(context.entry(id).attempts, row) } };
}

function answerOf(reply: Reply<VersionData>, entry: Entry): RegistryAnswer {
  switch (reply.kind) {
    case 'ok': {
      const { status, hash, size, uploadedAt } = reply.value;
      return {
        is: 'present',
        status,
        hash: hash ?? undefined,
        size: size ?? undefined,
        uploadedAt: uploadedAt ?? undefined,
        registryNow: reply.registryNow,
        differences: differencesFrom(entry.draft, reply.value),
        otherSize: hasOtherSize(entry.machine.archive ?? undefined, reply.value),
      };
    }
    case 'rate-limited':
      return { is: 'rate-limited', waitMs: reply.waitMs };
    case 'unanswered':
      return { is: 'unreachable', error: reply.error };
    case 'refused':
      if (reply.httpStatus === 404) return { is: 'absent' };
      return { is: 'refused', error: reply.httpStatus === 401 ? cannotView(reply.error, entry) : reply.error };
  }
}

function cannotView(error: AppError, { machine, version }: Entry): AppError {
  const received = machine.state.phase === 'processing';
  const own = fault(received ? 'cannot_view.received' : 'cannot_view.unknown', version);
  return { ...error, ...own, retry: 'sign-in' };
}

/** Undefined where the code of the answer says it. */
function meaningOf(told: RegistryAnswer): KeptAttempt['said'] {
  switch (told.is) {
    case 'absent':
      return message('attempt.absent');
    case 'present':
      return message('attempt.present', told.status);
    case 'rate-limited':
      return message('attempt.later');
    case 'unreachable':
    case 'refused':
      return told.error.said?.message;
  }
}
