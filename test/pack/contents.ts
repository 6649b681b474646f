/** What may not be in a shipped archive, and what must. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a package tree', /(^|\/)node_modules\//],
  ['tests', /(^|\/)(test|tests|__tests__)(\/|$)|\.(test|spec)\./],
  ['sources', /\.(ts|tsx|mts|cts)$/],
  ['source maps', /\.map$/],
  ['the repository', /^(main|renderer|preload|protocol|docs|\.ci|\.git)(\/|$)/],
  ['configuration', /(^|\/)(tsconfig.*|biome\.json|.*\.config\.[a-z]+|electron-builder\.yml|package-lock\.json)$/],
];
const NEEDED = [
  'package.json',
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'assets/icons/256x256.png',
];
export const LARGEST = 8 * 1024 * 1024;

export function contentFaults(files: readonly string[], bytes: number): string[] {
  return [
    ...files.flatMap((path) =>
      FORBIDDEN.filter(([, pattern]) => pattern.test(path)).map(([what]) => `${what}: ${path}`),
    ),
    ...NEEDED.filter((path) => !files.includes(path)).map((path) => `missing: ${path}`),
    ...(bytes > LARGEST ? [`over its size: ${bytes} bytes, at most ${LARGEST}`] : []),
  ];
}
