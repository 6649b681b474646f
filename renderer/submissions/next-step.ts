import type { RetryPlan, Submission } from '../../preload/contract.ts';
import { explainError, explainPlan } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { isFormField } from './form-field.ts';

const { actions } = text.submissions;

/** The one right button of a submission: what it says, what it will do, and which thing that is. */
export interface NextStep {
  readonly act: 'retry' | 'resume' | 'form' | 'checks' | 'connection';
  readonly label: string;
  /** What will happen, said before it is done. */
  readonly sentence: string | undefined;
}

export function nextStep(submission: Submission): NextStep | undefined {
  const { state, retry, interrupted, error } = submission;
  if (interrupted) return { act: 'resume', label: actions.resume, sentence: retry ? explainPlan(retry) : undefined };
  if (state.phase === 'blocked')
    return { act: 'checks', label: actions.openChecks, sentence: retry ? explainPlan(retry) : undefined };
  if (state.phase === 'uncertain')
    return { act: 'retry', label: actions.check, sentence: retry ? explainPlan(retry) : undefined };
  // Only a rate limit is not the author's to lift.
  if (state.phase === 'waiting' && state.reason !== 'rate-limit') {
    return { act: 'resume', label: actions.sendAgain, sentence: undefined };
  }
  // What was refused at a field is mended in the form; sending the same again cannot help.
  if (state.phase === 'rejected' && error && isFormField(error.list ?? error.field)) {
    return { act: 'form', label: actions.openForm, sentence: explainError(error).hint };
  }
  if (retry !== null) return stepOfPlan(retry);
  return state.phase === 'rejected' ? { act: 'form', label: actions.openForm, sentence: undefined } : undefined;
}

export function stepOfPlan(plan: RetryPlan): NextStep | undefined {
  const sentence = explainPlan(plan);
  switch (plan.what) {
    case 'send-again':
      return { act: 'retry', label: actions.sendAgain, sentence };
    case 'rebuild':
      return { act: 'retry', label: actions.rebuild, sentence };
    case 'reprocess':
      return { act: 'retry', label: actions.reprocess, sentence };
    case 'check':
      return { act: 'retry', label: actions.check, sentence };
    case 'new-version':
      return { act: 'form', label: actions.newVersion(plan.nextVersion ?? undefined), sentence };
    case 'sign-in':
      return { act: 'connection', label: actions.signIn, sentence };
    case 'nothing':
      return undefined;
  }
}
