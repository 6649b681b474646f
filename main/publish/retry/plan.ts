import type { RetryPlan, SubmissionState } from '../../../preload/contract.ts';
import { inWords, type Message, message } from '../../../preload/messages/index.ts';
import { statusInfo, suggestVersion } from '../../../protocol/index.ts';

/** All that decides what a click on Retry does. */
export interface RetryFacts {
  /** The registry's word: the status of the version, that it has none, or that it could not be asked. */
  readonly onRegistry: { readonly status: string } | 'absent' | 'unknown';
  /** Our own record of the version, where there is one. */
  readonly state: SubmissionState | undefined;
  readonly errorCode: string | undefined;
  /** By our own record the registry holds this version, published or not. */
  readonly numberUsed: boolean;
  readonly version: string;
  /** An archive is in the send store. */
  readonly archiveKept: boolean;
  readonly addonKnown: boolean;
  /** What the registry has is shown to be what was sent from here. */
  readonly arrived: boolean;
  /** The registry still has the upload and can process it again. */
  readonly canReprocess: boolean;
  /** Fields of the form that differ from the stored version and that no registry lets anybody change. */
  readonly metadataChanged: readonly string[];
}

function plan(what: RetryPlan['what'], said: Message, nextVersion?: string | undefined): RetryPlan {
  return { what, sentence: inWords(said), said, nextVersion: nextVersion ?? null };
}

/** What one click will do, said before it is done. */
export function planFrom(facts: RetryFacts): RetryPlan {
  const { onRegistry, state } = facts;
  if (state?.phase === 'uncertain') return plan('check', message('retry.askReceived'));
  if (onRegistry === 'unknown') return planUnasked(facts);
  if (onRegistry === 'absent') return planAbsent(facts);
  return planStored(facts, onRegistry.status);
}

function planStored(facts: RetryFacts, status: string): RetryPlan {
  const { outcome, fault } = statusInfo(status);
  if (outcome === 'processing') return plan('check', message('retry.askProcessing'));
  if (outcome === 'processed') {
    if (facts.arrived && facts.state?.phase !== 'processed') {
      return plan('check', message('retry.arrived'));
    }
    if (facts.metadataChanged.length > 0 || facts.errorCode === 'version_differs') return newVersion(facts);
    // It had failed and was put right since: by the registry itself, or from another machine.
    if (facts.state?.phase === 'failed') return plan('check', message('retry.processedSince'));
    return plan('nothing', message('retry.published'));
  }
  if (facts.metadataChanged.length > 0) return newVersion(facts);
  if (fault === 'server') return planServerFault(facts);
  if (fault === 'quota' && facts.canReprocess) {
    return plan('reprocess', message('retry.reprocessIfSpace'));
  }
  return planRebuild(facts);
}

function planServerFault(facts: RetryFacts): RetryPlan {
  if (facts.canReprocess) return plan('reprocess', message('retry.reprocess'));
  if (facts.archiveKept) return plan('send-again', message('retry.sendAgain'));
  return planRebuild(facts, 'archiveGone');
}

// What went wrong is said by the status; wherever a plan is shown, that stands beside it.
function planRebuild({ addonKnown }: RetryFacts, why?: 'archiveGone' | 'heldBefore'): RetryPlan {
  const what = message(addonKnown ? 'retry.rebuild' : 'retry.addFolder');
  return plan(addonKnown ? 'rebuild' : 'nothing', why === undefined ? what : message(`retry.${why}`, what));
}

function newVersion({ version, metadataChanged }: RetryFacts): RetryPlan {
  const next = suggestVersion([version]);
  return plan('new-version', message('retry.newVersion', metadataChanged, next ?? ''), next);
}

/** The registry does not have it, so the version number is free and an upload is what is missing. */
function planAbsent(facts: RetryFacts): RetryPlan {
  if (facts.state && isSendable(facts)) return plan('send-again', message('retry.sendAbsent'));
  if (facts.state && facts.addonKnown) {
    return plan('rebuild', message('retry.rebuildAbsent'));
  }
  return plan('nothing', message('retry.unknownHere'));
}

function isSendable({ archiveKept, state }: RetryFacts): boolean {
  return archiveKept && state?.phase !== 'blocked' && state?.phase !== 'cancelled';
}

/** Nobody has asked the registry since: what it held when the author began is what it holds. */
function planEndedHere(facts: RetryFacts): RetryPlan {
  if (!facts.numberUsed || facts.errorCode === 'version_vanished') return planAbsent(facts);
  if (isSendable(facts)) return plan('send-again', message('retry.heldBefore', message('retry.archiveAgain')));
  return planRebuild(facts, 'heldBefore');
}

/** What can be said from our own record alone. */
function planUnasked(facts: RetryFacts): RetryPlan {
  const { state, errorCode } = facts;
  if (errorCode === 'cannot_view' || errorCode === 'http_401') {
    return plan('sign-in', message('retry.signIn'));
  }
  switch (state?.phase) {
    case 'failed':
      return planStored(facts, state.status);
    case 'rejected':
      if (errorCode === 'version_exists') return newVersion(facts);
      return planEndedHere(facts);
    case 'stopped':
      if (errorCode === 'version_differs') return newVersion(facts);
      return planEndedHere(facts);
    case 'blocked':
    case 'cancelled':
      return planEndedHere(facts);
    case 'processing':
      return plan('check', message('retry.askHow'));
    default:
      return plan('nothing', message('retry.nothing'));
  }
}
