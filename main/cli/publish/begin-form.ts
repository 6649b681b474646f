import type { ReleaseDraft, ReleaseStart } from '../../../preload/contract.ts';
import { readProjectToPublish } from '../folder/read-project.ts';
import { expectOk } from '../output/outcome.ts';
import type { TerminalApp } from '../terminal-app.ts';

interface Begun {
  readonly start: ReleaseStart;
  /** What loadmaster.json says of releases, else what the last version had, else what was found in the folder. */
  readonly draft: ReleaseDraft;
}

/** The form that a command begins with, before its own options. */
export async function beginForm(
  app: TerminalApp,
  folder: string,
  target: { readonly addonId: string; readonly connectionId: string },
): Promise<Begun> {
  const { release } = (await readProjectToPublish(folder)).project;
  const start = expectOk(await app.handlers.publish.startRelease(target));
  const draft = release ? { ...release, packageVersion: start.draft.packageVersion } : start.draft;
  return { start, draft };
}
