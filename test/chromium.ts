import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/usr/bin/chromium'];

/** The system's Chromium: CHROMIUM_PATH, or the first of its usual names on the path. */
export function findChromium(): string {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  const candidates = CHROMIUM_PATH
    ? [CHROMIUM_PATH]
    : [...PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES];
  const found = candidates.find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    CHROMIUM_PATH
      ? `There is no Chromium at CHROMIUM_PATH=${CHROMIUM_PATH}.`
      : `No Chromium: looked for ${NAMES.join(', ')} on the PATH. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
  );
}

/** Chromium as the tests need it: quiet, nothing but this machine within reach, and no sandbox where root forbids it. */
export function chromiumArguments(): string[] {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--window-size=1280,820',
  ];
}
