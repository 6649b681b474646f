import type { LogLine, Submission } from '../../preload/contract.ts';
import { detailsText } from './details-text.ts';

/** Steps that only said the same again, as one. */
export interface LogStep extends LogLine {
  readonly times: number;
}

/** What waits or is processed is asked about again and again: that is one step, at the time it began. */
export function logSteps(lines: readonly LogLine[]): LogStep[] {
  const steps: LogStep[] = [];
  for (const line of lines) {
    const last = steps.at(-1);
    if (last?.event === line.event && last.phase === line.phase)
      steps[steps.length - 1] = { ...last, times: last.times + 1 };
    else steps.push({ ...line, times: 1 });
  }
  return steps;
}

/** For a message to whoever helps: what it is, and below it every step. Times are UTC. */
export function logText(submission: Submission, registry: string, lines: readonly LogLine[]): string {
  const steps = logSteps(lines).map(
    ({ at, event, phase, times }) =>
      `${new Date(at).toISOString()} ${phase.padEnd(10)} ${event}${times > 1 ? ` (x ${times})` : ''}`,
  );
  return [detailsText(submission, registry), '', ...steps].join('\n');
}
