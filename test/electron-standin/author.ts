/** What a person would do and see outside the page: a test answers dialogs, clicks menus, and looks at the desktop. */
export interface AuthorDesktop {
  /** Answers for the next dialogs of each kind, in order; a dialog without one is cancelled. */
  readonly answers: Record<string, unknown[]>;
  readonly dialogs: { method: string; options: unknown }[];
  readonly opened: string[];
  readonly shown: string[];
  readonly notifications: { title: string; body: string; click(): void }[];
  readonly wakeLocks: Set<number>;
  keychain: Keychain;
}

/** `silent` waits for its owner and answers nothing; `known-key` seals by the key that everybody knows, and says it is a keychain. */
export type Keychain = 'open' | 'locked' | 'reset' | 'missing' | 'silent' | 'known-key';
const KEYCHAINS: readonly Keychain[] = ['open', 'locked', 'reset', 'missing', 'silent', 'known-key'];

/** How the desktop is unkind: it never tells of the first paint, takes its time to minimise a window, or nobody answers its boxes. */
export type Unkindness = 'never-paints' | 'slow-minimise' | 'blocking-boxes';

export function isUnkind(how: Unkindness): boolean {
  return (process.env.STANDIN_UNKIND ?? '').split(',').includes(how);
}

export const desktop: AuthorDesktop = {
  answers: {},
  dialogs: [],
  opened: [],
  shown: [],
  notifications: [],
  wakeLocks: new Set(),
  keychain: KEYCHAINS.find((state) => state === process.env.STANDIN_KEYCHAIN) ?? 'open',
};

export function nextAnswer<T>(method: string, options: unknown, cancelled: T): T {
  desktop.dialogs.push({ method, options: JSON.parse(JSON.stringify(options)) });
  return (desktop.answers[method]?.shift() as T | undefined) ?? cancelled;
}
