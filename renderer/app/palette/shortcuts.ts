import type { ListedScreen } from '../../../preload/contract/screens.ts';
import { openPalette, openShortcuts } from '../../stores/palette.ts';
import { goTo } from '../../stores/place.ts';
import { text } from '../../text/text.ts';
import { SCREENS } from '../screens.tsx';

/** As it stands on the author's keyboard. */
export function commandKey(): string {
  return navigator.platform.startsWith('Mac') ? '⌘' : text.frame.shortcuts.control;
}

function altKey(): string {
  return navigator.platform.startsWith('Mac') ? '⌥' : 'Alt';
}

export function paletteKeys(): string {
  return `${commandKey()} K`;
}

/** Screens have numbers in the order of the palette. */
export function screenKeys(screen: ListedScreen): string {
  return `${altKey()} ⇧ ${SCREENS.findIndex((one) => one.screen === screen) + 1}`;
}

/** Keys that work on every screen. A single key counts only where nothing is being typed. */
export function followShortcuts(): () => void {
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  const { altKey: alt, ctrlKey, metaKey, shiftKey } = event;
  const command = ctrlKey || metaKey;
  if (event.key.toLowerCase() === 'k' && command && !alt) {
    event.preventDefault();
    openPalette();
  } else if (alt && shiftKey && !command) {
    const at = Number(/^Digit([1-9])$/.exec(event.code)?.[1]);
    const screen = SCREENS[at - 1]?.screen;
    if (screen === undefined) return;
    event.preventDefault();
    goTo({ screen });
  } else if (event.key === '?' && !command && !alt && !isTyping(event.target)) {
    event.preventDefault();
    openShortcuts();
  }
}

function isTyping(target: Event['target']): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, dialog, [contenteditable]') !== null;
}
