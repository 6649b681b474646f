import type { RetryPlan, SubmissionState } from '../../../preload/contract.ts';
import { statusInfo, suggestVersion } from '../../../protocol/index.ts';

/** All that decides what a click on Retry does. */
export interface RetryFacts {
  /** The registry's word: the status of the version, that it has none, or that it could not be asked. */
  readonly onRegistry: { readonly status: string } | 'absent' | 'unknown';
  /** Our own record of the version, where there is one. */
  readonly state: SubmissionState | null;
  readonly errorCode: string | null;
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

const plan = (what: RetryPlan['what'], sentence: string, nextVersion: string | null = null): RetryPlan => ({
  what,
  sentence,
  nextVersion,
});

/** What one click will do, said before it is done. */
export function planFrom(facts: RetryFacts): RetryPlan {
  const { onRegistry, state } = facts;
  if (state?.phase === 'uncertain') return plan('check', 'Ask the registry whether it has received this version.');
  if (onRegistry === 'unknown') return planUnasked(facts);
  if (onRegistry === 'absent') return planAbsent(facts);
  return planStored(facts, onRegistry.status);
}

function planStored(facts: RetryFacts, status: string): RetryPlan {
  const { outcome, fault } = statusInfo(status);
  if (outcome === 'processing')
    return plan('check', 'The registry is still processing this version. Ask again how it goes.');
  if (outcome === 'processed') {
    if (facts.arrived && facts.state?.phase !== 'processed') {
      return plan('check', 'The registry has this version as it was sent from here, so it is published.');
    }
    if (facts.metadataChanged.length > 0 || facts.errorCode === 'version_differs') return newVersion(facts);
    return plan('nothing', 'This version is published. There is nothing to retry.');
  }
  if (facts.metadataChanged.length > 0) return newVersion(facts);
  if (fault === 'server') return planServerFault(facts);
  if (fault === 'quota' && facts.canReprocess) {
    return plan('reprocess', 'The registry still has the upload and processes it again, if there is space now.');
  }
  return planRebuild(facts);
}

function planServerFault(facts: RetryFacts): RetryPlan {
  if (facts.canReprocess)
    return plan('reprocess', 'The registry still has the upload and processes it again; nothing is sent.');
  if (facts.archiveKept) return plan('send-again', 'The fault was the registry’s. The same archive is sent again.');
  return planRebuild(facts, 'The fault was the registry’s, but the archive is no longer here. ');
}

// What went wrong is said by the status; wherever a plan is shown, that stands beside it.
function planRebuild({ addonKnown }: RetryFacts, why = ''): RetryPlan {
  if (addonKnown) {
    return plan('rebuild', `${why}The folder is checked and packed again and sent for the same version number.`);
  }
  return plan('nothing', `${why}Add the folder this version was made from, then retry.`);
}

function newVersion({ version, metadataChanged }: RetryFacts): RetryPlan {
  const next = suggestVersion([version]);
  const what = metadataChanged.length > 0 ? `The ${metadataChanged.join(', ')} of` : 'What is stored of';
  const sentence = `${what} a used version number cannot be changed. Only a new version can${next ? `: ${next}` : ''}.`;
  return plan('new-version', sentence, next);
}

/** The registry does not have it, so the version number is free and an upload is what is missing. */
function planAbsent(facts: RetryFacts): RetryPlan {
  if (facts.state && isSendable(facts))
    return plan('send-again', 'The registry does not have this version. The archive is sent again.');
  if (facts.state && facts.addonKnown) {
    return plan('rebuild', 'The registry does not have this version. The folder is checked, packed and sent.');
  }
  return plan('nothing', 'The registry has no such version, and its folder is not in the Hangar.');
}

function isSendable({ archiveKept, state }: RetryFacts): boolean {
  return archiveKept && state?.phase !== 'blocked' && state?.phase !== 'cancelled';
}

/** Nobody has asked the registry since: what it held when the author began is what it holds. */
function planEndedHere(facts: RetryFacts): RetryPlan {
  if (!facts.numberUsed || facts.errorCode === 'version_vanished') return planAbsent(facts);
  if (isSendable(facts)) return plan('send-again', `${HELD_BEFORE}The archive is sent again.`);
  return planRebuild(facts, HELD_BEFORE);
}

const HELD_BEFORE = 'The registry holds this version from before. ';

/** What can be said from our own record alone. */
function planUnasked(facts: RetryFacts): RetryPlan {
  const { state, errorCode } = facts;
  if (errorCode === 'cannot_view' || errorCode === 'http_401') {
    return plan('sign-in', 'The registry does not accept the token for this. Enter another one, then retry.');
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
      return plan('check', 'Ask the registry how the processing goes.');
    default:
      return plan('nothing', 'There is nothing to retry now.');
  }
}
