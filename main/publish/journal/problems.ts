import type { AppError } from '../../../preload/contract.ts';
import type { Journal } from './journal.ts';

/** What was found wrong with the journal at the start, in sentences: what is known still, and what is not. */
export function journalProblems({ setAside, unreadable }: Journal): AppError[] {
  const problems: AppError[] = [];
  if (setAside !== null) {
    const { folder, salvaged } = setAside;
    const read =
      salvaged === 0
        ? 'Nothing of it could be read, so it was begun anew'
        : `${salvaged} ${salvaged === 1 ? 'submission' : 'submissions'} could be read of it; what else it held is not known`;
    problems.push({
      code: 'journal_set_aside',
      message: `The history file was damaged. ${read}.`,
      hint: `The damaged files and every archive were kept in ${folder}. What was under way is asked for at the registry; look at your packages there before you retry anything else.`,
    });
  }
  if (unreadable > 0) {
    const message = `${unreadable} entries of the history could not be read. They were left as they are.`;
    problems.push({ code: 'journal_entries_unreadable', message });
  }
  return problems;
}
