/** What a person would do and see outside the page: a test answers dialogs, clicks menus, and looks at the desktop. */
export type Desk = {
  /** Answers for the next dialogs of each kind, in order; a dialog without one is cancelled. */
  readonly answers: Record<string, unknown[]>;
  readonly dialogs: { method: string; options: unknown }[];
  readonly opened: string[];
  readonly shown: string[];
  readonly notifications: { title: string; body: string; click(): void }[];
  readonly wakeLocks: Set<number>;
  keychain: 'open' | 'locked' | 'reset' | 'missing';
};

export const desk: Desk = {
  answers: {},
  dialogs: [],
  opened: [],
  shown: [],
  notifications: [],
  wakeLocks: new Set(),
  keychain: process.env.STANDIN_KEYCHAIN === 'missing' ? 'missing' : 'open',
};

export function nextAnswer<T>(method: string, options: unknown, cancelled: T): T {
  desk.dialogs.push({ method, options: JSON.parse(JSON.stringify(options)) });
  return (desk.answers[method]?.shift() as T | undefined) ?? cancelled;
}
