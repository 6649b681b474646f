import type { ElectronApplication, Page } from 'playwright-core';
import type { Request } from '../electron-standin/controls.ts';

/** One Loadmaster, open in one of its shells. */
export interface OpenShell {
  readonly page: Page;
  /** What the process wrote so far. */
  readonly output: () => string;
  /** The stand-in's desktop (desktop shell only). */
  readonly ask: <T>(request: Request) => Promise<T>;
  /** The main process of a real Electron (electron shell only). */
  readonly main?: ElectronApplication;
  /** Resolves with the exit code when the process ends by itself. */
  readonly ended: Promise<number | null>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly dataFolder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A module's text that main runs before the app, to make the world unkind (electron shell only). */
  readonly before?: string;
  /** Switches for Chromium (electron shell only). */
  readonly switches?: readonly string[];
}
