import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { frameFirst } from '../../assets/frame-first.ts';
import { backgroundColour } from '../../main/electron/window/main-window.ts';

// The frame that is painted before the app's script: what it shows must be what the app shows a moment later.

const RENDERER = join(import.meta.dirname, '..', '..', 'renderer');
function read(path: string): string {
  return readFileSync(join(RENDERER, path), 'utf8');
}

/** The custom properties of each block that a pattern finds, without a prefix. */
function colours(text: string, block: RegExp): Record<string, string> {
  const found = block.exec(text)?.[1] ?? '';
  return Object.fromEntries(
    [...found.matchAll(/--(?:lm-)?([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
}

test.each([
  ['light', false, /\.first \{([^}]*)\}/],
  ['dark', true, /prefers-color-scheme: dark\) \{\s*\.first \{([^}]*)\}/],
] as const)("the first frame has the %s theme's colours, as the window behind it", (theme, dark, block) => {
  const shown = colours(read('index.html'), block);
  const tokens = colours(read('theme/tokens.css'), new RegExp(`color-scheme="${theme}"\\] \\{([^}]*)\\}`));
  expect(Object.keys(shown)).toEqual(['background', 'panel', 'line']);
  expect(shown).toEqual({ background: tokens.background, panel: tokens.panel, line: tokens.line });
  expect(shown.background).toBe(backgroundColour(dark));
});

test("the first frame's rail and top are as wide and as high as the app's", () => {
  const frame = read('app/frame/frame.module.css');
  const rail = /\.rail \{[^}]*width: ([\d.]+rem)/.exec(frame)?.[1];
  const top = /\.top \{[^}]*min-height: ([\d.]+rem)/.exec(frame)?.[1];
  expect(read('index.html')).toContain(`grid-template: ${top} 1fr / ${rail} 1fr;`);
});

test('what the app needs is fetched at once and used by first-frame.ts; nothing of it holds the paint', () => {
  const { transformIndexHtml } = frameFirst() as {
    transformIndexHtml: { handler(html: string, context: object): string };
  };
  const built = '<script type="module" crossorigin src="./assets/a.js"></script><link rel="stylesheet" href="./b.css">';
  const bundle = { 'assets/f.js': { name: 'first-frame', fileName: 'assets/f.js' } };
  const html = transformIndexHtml.handler(built, { bundle });
  expect(html.replace(/\s+/g, ' ')).toBe(
    '<script type="module" crossorigin src="./assets/f.js"></script> ' +
      '<link rel="preload" as="script" crossorigin href="./assets/a.js"><link rel="preload" as="style" href="./b.css">',
  );
  expect(() => transformIndexHtml.handler(built, { bundle: {} })).toThrow('the build has no first-frame');
});
