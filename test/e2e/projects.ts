export type ShellName = 'browser' | 'desktop' | 'electron';
export interface ShellOptions {
  readonly shell: ShellName;
}

/** The real Electron of this run and the app prepared for it; run.ts finds them and names them to Playwright's processes. */
export interface ElectronUnderTest {
  readonly executable: string;
  readonly app: string;
}

const EXECUTABLE = 'LOADMASTER_TEST_ELECTRON';
const APP = 'LOADMASTER_TEST_APP';

export function electronUnderTest(): ElectronUnderTest | undefined {
  const { [EXECUTABLE]: executable, [APP]: app } = process.env;
  return executable && app ? { executable, app } : undefined;
}

export function environmentOf({ executable, app }: ElectronUnderTest): Record<string, string> {
  return { [EXECUTABLE]: executable, [APP]: app };
}
