import type { RunningChromium } from './chromium.ts';

/** What the stand-in's modules know of each other's state. */
let chromium: RunningChromium | null = null;
let ready = false;

export function isReady(): boolean {
  return ready;
}

export function becomeReady(running: RunningChromium): void {
  chromium = running;
  ready = true;
}

export function runningChromium(): RunningChromium {
  if (!chromium) throw new Error('app is not ready');
  return chromium;
}
