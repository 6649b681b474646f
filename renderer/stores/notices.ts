import { create } from 'zustand';
import type { AppError, Notice } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { explainError } from '../text/explain.ts';
import { sayMessage } from '../text/say-finding.ts';
import { isLinkUp } from './link.ts';

/** What a notice of the page itself can offer: taking back what was just done. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface ShownNotice {
  readonly id: string;
  readonly level: Notice['level'];
  readonly title: string;
  readonly text: string;
  readonly code?: string;
  readonly action?: NoticeAction;
  readonly addonId?: string;
  readonly submissionId?: string;
  readonly releaseId?: string;
  /** Came from main, which has to be told when it is dismissed. */
  readonly fromMain: boolean;
}

export const useNotices = create<{ readonly shown: readonly ShownNotice[] }>()(() => ({ shown: [] }));

let made = 0;

function show(notice: ShownNotice): void {
  const { shown } = useNotices.getState();
  for (const { id, fromMain } of shown.filter((older) => older.id !== notice.id && isReplaced(older, notice))) {
    if (fromMain) forgetNotice(id);
  }
  useNotices.setState({ shown: [...shown.filter((older) => !isReplaced(older, notice)), notice] });
}

/** How a release ended takes the place of how the one before it did, and a fault that comes again the place of itself. */
function isReplaced(older: ShownNotice, newer: ShownNotice): boolean {
  if (older.id === newer.id) return true;
  if (newer.level === 'error' && older.code !== undefined && older.code === newer.code)
    return older.title === newer.title;
  const isEnd = ({ submissionId, releaseId }: ShownNotice) => submissionId !== undefined || releaseId !== undefined;
  const bothEnds = isEnd(older) && isEnd(newer);
  return bothEnds && older.addonId !== undefined && older.addonId === newer.addonId;
}

export function putNotice({ id, level, title, text, said, addonId, submissionId, releaseId }: Notice): void {
  show({
    id,
    level,
    title: sayMessage(said?.title, title),
    text: sayMessage(said?.text, text),
    fromMain: true,
    ...(addonId !== undefined && { addonId }),
    ...(submissionId !== undefined && { submissionId }),
    ...(releaseId !== undefined && { releaseId }),
  });
}

export function say(level: Notice['level'], title: string, text = '', action?: NoticeAction): void {
  made += 1;
  show({ id: `page-${made}`, level, title, text, fromMain: false, ...(action && { action }) });
}

export function sayError(title: string, error: AppError): void {
  // The bar says it for everything at once.
  if (error.code === 'connection_lost' && !isLinkUp()) return;
  made += 1;
  const { sentence, hint } = explainError(error);
  const text = hint === undefined ? sentence : `${sentence} ${hint}`;
  show({ id: `page-${made}`, level: 'error', title, text, code: error.code, fromMain: false });
}

export function dismissNotice(id: string): void {
  const notice = useNotices.getState().shown.find((known) => known.id === id);
  useNotices.setState(({ shown }) => ({ shown: shown.filter((known) => known.id !== id) }));
  if (notice?.fromMain) forgetNotice(id);
}

/** Main keeps a notice for the next window until it is told that it was seen. */
export function forgetNotice(id: string): void {
  void ask(bridge().app.dismissNotice({ id }));
}

export async function loadNotices(): Promise<void> {
  const answer = await ask(bridge().app.notices());
  if (answer.ok) for (const notice of answer.value) putNotice(notice);
}
