import { randomUUID } from 'node:crypto';
import type { Notice } from '../../preload/contract.ts';

const MOST = 100;

export type NoticeBoard = {
  post(notice: Omit<Notice, 'id' | 'at'>): void;
  list(): Notice[];
  dismiss(id: string): void;
};

/** What the author should know that belongs to no field of a form. It waits here until it is dismissed. */
export function openNoticeBoard(now: () => number, onPost: (notice: Notice) => void): NoticeBoard {
  let notices: readonly Notice[] = [];
  return {
    post(text) {
      const notice: Notice = { ...text, id: randomUUID(), at: now() };
      // The same thing said twice is said once, with the newer time.
      const others = notices.filter((other) => other.title !== notice.title || other.text !== notice.text);
      notices = [...others, notice].slice(-MOST);
      onPost(notice);
    },
    list: () => [...notices],
    dismiss: (id) => {
      notices = notices.filter((notice) => notice.id !== id);
    },
  };
}
