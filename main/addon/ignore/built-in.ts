import type { Messages } from '../../../preload/messages/index.ts';

type Reason = Parameters<Messages['junk']['unwanted']>[0];

/**
 * What no author means to publish. Every pattern is a plain name, in which a letter may stand in brackets, `*.ext`, `*tail` or `head*`, so that a name is looked up instead of being tried
 * against each rule; a test holds this matcher and the gitignore rules of the `ignore` package to the same answers.
 */
export interface BuiltInRule {
  readonly pattern: string;
  readonly reason: Reason;
}

const GROUPS: ReadonlyArray<readonly [reason: Reason, patterns: readonly string[]]> = [
  [
    'version control',
    ['.git', '.gitignore', '.gitattributes', '.gitmodules', '.gitkeep', '.github', '.svn', '.hg', '.hgignore', '.bzr'],
  ],
  [
    'left by the operating system',
    [
      '.DS_Store',
      '.AppleDouble',
      '.LSOverride',
      '.localized',
      '._*',
      '__MACOSX',
      '.Spotlight-V100',
      '.Trashes',
      '.fseventsd',
      // Where the Finder keeps a picture that a folder was given.
      'Icon[\r]',
      'desktop.ini',
      'Thumbs.db',
      'ehthumbs.db',
      '$RECYCLE.BIN',
      'System Volume Information',
      '.directory',
      '.Trash-*',
      '.nfs*',
    ],
  ],
  [
    'editor settings',
    [
      '.vscode',
      '.idea',
      '.vs',
      '.project',
      '.cproject',
      '.pydevproject',
      '.settings',
      '.editorconfig',
      '.cursor',
      '.claude',
      '*.code-workspace',
      '*.sublime-workspace',
    ],
  ],
  [
    'settings of a check or a build',
    [
      '.clang-format',
      '.clang-tidy',
      '.flake8',
      '.pylintrc',
      '.luacheckrc',
      '.stylua.toml',
      '.prettierrc',
      '.eslintrc*',
      '.pre-commit-config.yaml',
      '.readthedocs.yaml',
      '.travis.yml',
      '.gitlab-ci.yml',
      '.appveyor.yml',
      '.circleci',
      '.devcontainer',
      '.dockerignore',
    ],
  ],
  [
    'backup or temporary file',
    [
      '*~',
      '*.bak',
      '*.tmp',
      '*.temp',
      '*.swp',
      '*.swo',
      '*.orig',
      '*.rej',
      '.#*',
      '~$*',
      '*.crdownload',
      '*.part',
      '*.bak.xml',
    ],
  ],
  ['backup of a Blender file', ['*.blend1', '*.blend2', '*.blend3']],
  ['build tools', ['node_modules', '__pycache__', '*.pyc', '.venv', '.pytest_cache', '.mypy_cache']],
  [
    'written by X-Plane',
    ['Log.txt', 'GizmoLog.txt', 'XPPython3Log.txt', 'FlyWithLua_Debug.txt', '*.dmp', 'crash_reports', 'shader_cache'],
  ],
  [
    'lists of the SkunkCrafts updater',
    ['config', 'whitelist', 'sizeslist', 'blacklist', 'oncelist', 'ignorelist'].map(
      (list) => `skunkcrafts_updater_${list}.txt`,
    ),
  ],
  ["Loadmaster's own", ['.xpkgignore', 'loadmaster.json']],
];

export const BUILT_IN_RULES: readonly BuiltInRule[] = GROUPS.flatMap(([reason, patterns]) =>
  patterns.map((pattern) => ({ pattern, reason })),
);

/** Never packed, whatever the author's own rules say: they describe the add-on and are no part of it. */
const ALWAYS_HIDDEN = new Set(['.xpkgignore', 'loadmaster.json']);

const byName = new Map<string, BuiltInRule>();
const byExtension = new Map<string, BuiltInRule>();
const heads: Array<readonly [head: string, rule: BuiltInRule]> = [];
const tails: Array<readonly [tail: string, rule: BuiltInRule]> = [];

for (const rule of BUILT_IN_RULES) {
  const pattern = rule.pattern.toLowerCase().replace(/\[(.)\]/s, '$1');
  if (pattern.startsWith('*.') && !pattern.includes('.', 2)) byExtension.set(pattern.slice(2), rule);
  else if (pattern.startsWith('*')) tails.push([pattern.slice(1), rule]);
  else if (pattern.endsWith('*')) heads.push([pattern.slice(0, -1), rule]);
  else byName.set(pattern, rule);
}

/** The built-in rule that hides a file or folder of this name, anywhere in the add-on. */
export function builtInRuleFor(name: string): BuiltInRule | undefined {
  const lower = name.toLowerCase();
  const named = byName.get(lower);
  if (named !== undefined) return named;
  const dot = lower.lastIndexOf('.');
  const extension = dot < 0 ? undefined : byExtension.get(lower.slice(dot + 1));
  if (extension !== undefined) return extension;
  return tails.find(([tail]) => lower.endsWith(tail))?.[1] ?? heads.find(([head]) => lower.startsWith(head))?.[1];
}

export function isAlwaysHidden(path: string): boolean {
  return ALWAYS_HIDDEN.has(path);
}
