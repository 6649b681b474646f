// npm run bench:protocol: how fast the rules read what they are given, on one core.

import {
  checkDescription,
  checkPackageName,
  checkRelease,
  normalizePackageId,
  normalizeVersion,
  parsePackageId,
  parseSelection,
  parseVersion,
  validateLists,
  validateUploadFields,
} from '../../protocol/index.ts';
import { describeMachine, type Figure, figureTable, median, writeBenchmarkSection } from './section.ts';

const RUNS = 9;
const VERSIONS = 200_000;
const SELECTIONS = 40_000;

// A fixed sequence, so that every run reads the same texts.
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = randomNumbers(20_231_031);

function versionText(): string {
  const numbers = Array.from({ length: 1 + random(3) }, () => 1 + random(998)).join('.');
  return random(3) === 0 ? `${numbers}${'abr'[random(3)]}${1 + random(999)}` : numbers;
}

function selectionText(): string {
  const shapes = [
    () => versionText(),
    () => `${versionText()}-`,
    () => `-${versionText()}`,
    () => `${1 + random(400)}.${random(999)} - ${500 + random(400)}.${random(999)}`,
  ];
  return Array.from({ length: 1 + random(3) }, () => shapes[random(4)]?.()).join(', ');
}

const versions = Array.from({ length: VERSIONS }, versionText);
const selections = Array.from({ length: SELECTIONS }, selectionText);

// The peer: the same grammar the way one would first write it, by a regular expression and bigints.
const GRAMMAR = /^(\d{1,3})(?:\.(\d{1,3}))?(?:\.(\d{1,3}))?(?:([abr])(\d{1,3}))?$/;
const WEIGHTS: Readonly<Record<string, bigint>> = { a: 1n, b: 1000n, r: 1_000_000n };

function parseByExpression(text: string): { readonly canonical: string; readonly orderKey: bigint } | null {
  const match = text.length > 15 ? null : GRAMMAR.exec(text);
  if (match === null) return null;
  const [, major = '0', minor = '0', patch = '0', letter, pre = '0'] = match;
  const release = ((BigInt(major) * 1000n + BigInt(minor)) * 1000n + BigInt(patch)) * 1_000_000_000n;
  if (release === 0n || (letter !== undefined && Number(pre) === 0)) return null;
  const canonical = `${Number(major)}.${Number(minor)}.${Number(patch)}${letter === undefined ? '' : letter + Number(pre)}`;
  const orderKey = letter === undefined ? release : release - 999_999_999n + BigInt(pre) * (WEIGHTS[letter] ?? 0n);
  return { canonical, orderKey };
}

let kept = 0;

function perSecond(texts: readonly string[], rule: (text: string) => unknown): number {
  const started = performance.now();
  for (const text of texts) if (rule(text) !== null) kept++;
  return (texts.length / (performance.now() - started)) * 1000;
}

interface Contest {
  readonly what: string;
  readonly texts: readonly string[];
  readonly rule: (text: string) => unknown;
}

const contests: readonly Contest[] = [
  { what: 'versions', texts: versions, rule: parseVersion },
  { what: 'peer: versions by a regular expression', texts: versions, rule: parseByExpression },
  { what: 'selections', texts: selections, rule: parseSelection },
];

// One after the other in turn, so that a slow moment of the machine strikes all of them.
const results = contests.map(() => [] as number[]);
for (let run = 0; run <= RUNS; run++) {
  contests.forEach(({ texts, rule }, at) => {
    const speed = perSecond(texts, rule);
    if (run > 0) results[at]?.push(speed);
  });
}
const [versionSpeed = 0, peerSpeed = 0, selectionSpeed = 0] = results.map(median);

const MEGABYTE = 1_000_000;
const HOSTILE = ['a', '1', '.', ',', '-', ' ', '1,', '1.', '[', '"'].map((unit) => unit.repeat(MEGABYTE / unit.length));
const OWN = 'example.package1';
const FIELDS = {
  packageId: OWN,
  packageVersion: '1',
  xpSelection: '*',
  isPublic: 'true',
  isPrivate: 'false',
  isStored: 'true',
};
const FORM = {
  packageId: OWN,
  packageVersion: '1',
  xpSelection: '*',
  access: 'public' as const,
  incompatibilities: [],
};
const RULES: Readonly<Record<string, (text: string) => unknown>> = {
  parsePackageId,
  normalizePackageId,
  parseVersion,
  normalizeVersion,
  parseSelection,
  checkPackageName,
  checkDescription,
  validateLists: (text) => validateLists(OWN, [['author.package', text]], [[text, '*']]),
  validateUploadFields: (text) => validateUploadFields({ ...FIELDS, dependencies: text }),
  checkRelease: (text) =>
    checkRelease({
      ...FORM,
      platforms: { macOS: true, windows: true, linux: true },
      dependencies: [[text, text]],
    }),
};

function slowestOn(rule: (text: string) => unknown): number {
  const times = HOSTILE.map((text) => {
    const runs = Array.from({ length: RUNS }, () => {
      const started = performance.now();
      rule(text);
      return performance.now() - started;
    });
    return median(runs);
  });
  return Math.max(...times);
}

const slowest = Object.entries(RULES)
  .map(([name, rule]) => ({ name, time: slowestOn(rule) }))
  .toSorted((a, b) => b.time - a.time)[0];
if (slowest === undefined) throw new Error('no rule was measured');

function speedFigure(what: string, speed: number, target: number): Figure {
  const [measured, aim] = [speed, target].map((number) => `${Math.round(number).toLocaleString('en')}/s`);
  return { what, measured: measured ?? '', target: aim ?? '', met: speed >= target };
}

const figures: readonly Figure[] = [
  speedFigure('versions parsed, canonical text and order key', versionSpeed, 1_000_000),
  speedFigure('the same against a regular expression (peer)', versionSpeed, peerSpeed),
  speedFigure('selections parsed, one to three sections each', selectionSpeed, 200_000),
  {
    what: `slowest rule on a hostile megabyte (${slowest.name})`,
    measured: `${slowest.time.toFixed(2)} ms`,
    target: '5 ms',
    met: slowest.time < 5,
  },
];

const table = figureTable(figures);
console.log(table);
writeBenchmarkSection(
  'protocol',
  `## The rules of X-Pkg (\`npm run bench:protocol\`)

One core, medians of ${RUNS} interleaved runs over ${VERSIONS.toLocaleString('en')} versions and ${SELECTIONS.toLocaleString('en')} selections. ${describeMachine()}.

${table}`,
);
if (kept === 0) throw new Error('nothing was parsed');
