import { randomUUID } from 'node:crypto';
import type { MessageData, Notice } from '../../../preload/contract.ts';
import { inWords } from '../../../preload/messages/index.ts';

const MOST = 100;

/** What to tell, and what it is about. */
export interface NoticeText extends Omit<Notice, 'id' | 'at' | 'title' | 'text' | 'said'> {
  readonly title: MessageData;
  readonly text: MessageData;
}

export interface NoticeBoard {
  post(notice: NoticeText): void;
  list(): Notice[];
  dismiss(id: string): void;
}

/** What the author should know that belongs to no field of a form. It waits here until it is dismissed. */
export function openNoticeBoard(now: () => number, onPost: (notice: Notice) => void): NoticeBoard {
  let notices: readonly Notice[] = [];
  return {
    post({ title, text, ...about }) {
      const words = { title: inWords(title), text: inWords(text), said: { title, text } };
      const notice: Notice = { ...about, ...words, id: randomUUID(), at: now() };
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
