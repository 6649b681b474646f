import type { Progress } from '../../../preload/contract.ts';
import { fault, message } from '../../../preload/messages/index.ts';
import { checkRelease, releaseFields } from '../../../protocol/index.ts';
import {
  CONNECTION_NOT_READY,
  explainAnswer,
  type RegistryClient,
  type Reply,
  type SendOutcome,
} from '../client/index.ts';
import type { Entry, KeptAttempt } from '../journal/index.ts';
import type { MachineEvent } from '../machine/index.ts';
import { endAttempt, withAttempt } from './attempts.ts';
import { archiveFault } from './faults.ts';
import { Speed } from './speed.ts';
import type { Patch, SubmissionContext } from './submission-context.ts';

/** One attempt, from the limiter's word to a certain or an uncertain end. The registry's queue is held all the while. */
export async function sendAttempt(context: SubmissionContext, id: string, signal: AbortSignal): Promise<void> {
  const { clients, clock } = context.deps;
  const client = await clients.for(context.entry(id).connectionId);
  const { machine } = context.entry(id);
  if (machine.state.phase !== 'built' || signal.aborted) return;
  if (!client.ok) {
    const { error } = client;
    context.dispatch(id, { type: 'unsent', error, final: error.code !== CONNECTION_NOT_READY });
    return;
  }
  const { route } = machine.memory;
  const limited = route === 'reprocess' ? 'files' : route;
  const delay = client.value.limiter.delay(limited);
  if (delay > 0) {
    context.dispatch(id, { type: 'send-delayed', until: clock.now() + delay });
    return;
  }
  try {
    if (route !== 'reprocess') await client.value.limiter.acquire(limited, 'urgent', signal);
  } catch {
    return;
  }
  const begun = begin(context, id);
  if (begun.machine.state.phase !== 'sending') return;
  if (route === 'reprocess') await reprocess(context, begun, client.value, signal);
  else await transfer(context, begun, client.value, route, signal);
}

/** In the journal before a byte leaves: which attempt, of which archive, to which registry. */
function begin(context: SubmissionContext, id: string): Entry {
  const entry = context.entry(id);
  const { route, sends } = entry.machine.memory;
  const row: KeptAttempt = {
    number: sends + 1,
    startedAt: context.deps.clock.now(),
    endedAt: null,
    route,
    httpStatus: null,
    code: null,
    bytesSent: 0,
    said: message('attempt.underWay'),
  };
  return context.dispatch(id, { type: 'send-begins' }, { attempts: withAttempt(entry.attempts, row) });
}

async function transfer(
  context: SubmissionContext,
  entry: Entry,
  client: RegistryClient,
  route: 'upload' | 'retry',
  signal: AbortSignal,
): Promise<void> {
  const { sendStore } = context.deps;
  const { id, machine, packageId, version } = entry;
  const { archive } = machine;
  const form = checkRelease(entry.draft);
  if (archive === null || (route === 'upload' && !form.ok)) {
    context.dispatch(id, { type: 'archive-fault', error: archiveFault('gone') });
    return;
  }
  const file = {
    path: sendStore.pathOf(archive.sha256),
    size: archive.size,
    sha256: archive.sha256,
    identity: entry.identity ?? undefined,
  };
  const how = { signal, onProgress: progressOf(context, id) };
  const outcome =
    route === 'upload' && form.ok
      ? await client.upload(releaseFields(form.value), file, how)
      : await client.retry({ packageId, version }, file, how);
  end(context, id, outcome);
}

function progressOf(context: SubmissionContext, id: string): (sent: number, total: number) => void {
  const { events, clock } = context.deps;
  const speed = new Speed(clock);
  return (sent, total) => {
    const measured = speed.measure(sent, total);
    events.progress(id, (): Progress => ({ id, phase: 'sending', done: sent, total, ...measured }));
  };
}

function end(context: SubmissionContext, id: string, outcome: SendOutcome): void {
  const { event, httpStatus, code, said } = endOfAttempt(outcome);
  const patch: Patch = {
    attempts: endAttempt(context.entry(id).attempts, {
      endedAt: context.deps.clock.now(),
      httpStatus: httpStatus ?? null,
      code: code ?? null,
      bytesSent: outcome.bytesSent,
      said,
    }),
    ...(outcome.proven && { identity: outcome.proven }),
  };
  context.dispatch(id, event, patch);
}

interface AttemptEnd {
  readonly event: MachineEvent;
  readonly httpStatus: number | undefined;
  readonly code: string | undefined;
  /** Undefined where the code says it. */
  readonly said: KeptAttempt['said'];
}

function endOfAttempt(outcome: SendOutcome): AttemptEnd {
  switch (outcome.kind) {
    case 'accepted': {
      const said = message('attempt.received');
      return { event: { type: 'accepted' }, httpStatus: outcome.httpStatus, code: undefined, said };
    }
    case 'refused': {
      const { httpStatus, left } = outcome;
      const error = explainAnswer(httpStatus, outcome.text);
      const event = { type: 'rejected', httpStatus, error, left } as const;
      return { event, httpStatus, code: error.code, said: error.said?.message };
    }
    case 'rate-limited': {
      const { waitMs } = outcome;
      const said = message('attempt.rateLimited', waitMs / 1000);
      return { event: { type: 'rate-limited', waitMs }, httpStatus: 429, code: 'http_429', said };
    }
    case 'archive-fault': {
      const error = archiveFault(outcome.reason);
      return {
        event: { type: 'archive-fault', error },
        httpStatus: undefined,
        code: error.code,
        said: error.said?.message,
      };
    }
    case 'unsent': {
      const { error, reason } = outcome.fault;
      const event = { type: 'unsent', error, final: reason === 'tls' } as const;
      return { event, httpStatus: undefined, code: error.code, said: error.said?.message };
    }
    case 'lost': {
      const { complete, left, waitMs, httpStatus } = outcome;
      const error = outcome.fault?.error ?? explainAnswer(httpStatus ?? 500, '');
      return {
        event: { type: 'lost', error, complete, left, waitMs },
        httpStatus,
        code: error.code,
        said: error.said?.message,
      };
    }
  }
}

/** Only the word goes out, and one word for all that stand in line for it: the registry has the bytes. */
async function reprocess(
  context: SubmissionContext,
  first: Entry,
  client: RegistryClient,
  signal: AbortSignal,
): Promise<void> {
  const others = context.inLineForReprocess(first).slice(0, MOST_FILES - 1);
  const begun = [first, ...others.map(({ id }) => begin(context, id))].filter(isSending);
  const fileIds = begun.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]));
  const reply = await client.reprocess(fileIds, { signal });
  const { event, httpStatus, code, said } = endOfReprocess(reply);
  for (const { id } of begun) {
    const end = { endedAt: context.deps.clock.now(), httpStatus: httpStatus ?? null, code: code ?? null, said };
    context.dispatch(id, event, { attempts: endAttempt(context.entry(id).attempts, end) });
  }
}

const MOST_FILES = 500;

function isSending({ machine }: Entry): boolean {
  return machine.state.phase === 'sending';
}

function endOfReprocess(reply: Reply<{ readonly success: boolean }>): AttemptEnd {
  switch (reply.kind) {
    case 'ok': {
      // Without success for all, the registry has to be asked about each.
      const { success } = reply.value;
      const error = fault('not_all_retried.text');
      const said = success ? message('attempt.processedAgain') : error.said?.message;
      const event = success ? ({ type: 'accepted' } as const) : lostWord(error, 0);
      return { event, httpStatus: reply.httpStatus, code: undefined, said };
    }
    case 'rate-limited': {
      const { waitMs, error } = reply;
      return { event: { type: 'rate-limited', waitMs }, httpStatus: 429, code: error.code, said: error.said?.message };
    }
    case 'refused': {
      const { httpStatus, error } = reply;
      const event = { type: 'rejected', httpStatus, error, left: true } as const;
      return { event, httpStatus, code: error.code, said: error.said?.message };
    }
    case 'unanswered':
      return {
        event: lostWord(reply.error, 0),
        httpStatus: undefined,
        code: reply.error.code,
        said: reply.error.said?.message,
      };
  }
}

function lostWord(error: { code: string; message: string }, waitMs: number): MachineEvent {
  return { type: 'lost', error, complete: false, left: true, waitMs };
}
