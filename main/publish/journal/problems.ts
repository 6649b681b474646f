import type { AppError } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Journal } from './journal.ts';

/** What was found wrong with the journal at the start, in sentences: what is known still, and what is not. */
export function journalProblems({ setAside, unreadable }: Journal): AppError[] {
  const problems: AppError[] = [];
  if (setAside !== undefined) {
    const { folder, salvaged } = setAside;
    const submissions = `${salvaged} ${salvaged === 1 ? 'submission' : 'submissions'}`;
    problems.push(
      salvaged === 0
        ? fault('journal_set_aside.anew', folder)
        : fault('journal_set_aside.salvaged', submissions, folder),
    );
  }
  if (unreadable > 0) {
    problems.push(fault('journal_entries_unreadable.text', unreadable));
  }
  return problems;
}
