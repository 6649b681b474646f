import type { Plugin } from 'vite';

const STYLE_SHEET = /<link rel="stylesheet"([^>]*)>/g;
const SCRIPT = /<script type="module"([^>]*) src="([^"]+)"><\/script>/;

/**
 * The frame that index.html draws by itself is painted before anything else: the app's style sheets and its script are
 * fetched at once, but first-frame.ts puts them to use.
 */
export function frameFirst(): Plugin {
  return {
    name: 'frame-first',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const runner = Object.values(bundle ?? {}).find(({ name }) => name === 'first-frame')?.fileName;
        if (runner === undefined) throw new Error('the build has no first-frame');
        return html
          .replace(STYLE_SHEET, '<link rel="preload" as="style"$1>')
          .replace(
            SCRIPT,
            (_all, cors: string, app: string) =>
              `<script type="module"${cors} src="./${runner}"></script>\n    <link rel="preload" as="script"${cors} href="${app}">`,
          );
      },
    },
  };
}
