import { loadavg } from 'node:os';
import { describeMachine } from '../section.ts';
import type { Checked } from './doctor.ts';
import type { Large } from './large.ts';
import { OWN, type Timed } from './mirrors.ts';

/** What was measured, by part; each with how much else was going on. */
export interface Measured {
  readonly places: Readonly<Record<string, Part<{ readonly name: string; readonly timed: readonly Timed[] }>>>;
  readonly large?: Part<Large> | undefined;
  readonly doctor?: Part<Checked> | undefined;
}

export interface Part<T> {
  readonly found: T;
  readonly load: number;
}

export interface Tree {
  readonly files: number;
  readonly megabytes: number;
  readonly runs: number;
}

export function part<T>(found: T): Part<T> {
  return { found, load: loadavg()[0] ?? 0 };
}

function seconds(ms: number) {
  return `${(ms / 1000).toFixed(2)} s`;
}

export function report({ places, large, doctor }: Measured, { files, megabytes, runs }: Tree): string {
  const compared = Object.values(places);
  const rows = compared.flatMap(({ found: { name, timed }, load }) =>
    timed.map(({ tool, firstMs, changeMs, firstCpuMs, peakMb }) => {
      const own = tool === OWN;
      const cells = [
        ...[own ? `${name}, load ${load.toFixed(0)}` : '', tool, seconds(firstMs), seconds(changeMs)],
        ...[seconds(firstCpuMs), `${peakMb.toFixed(0)} MB`, own ? verdict(timed) : ''],
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  );
  const start = compared.flatMap(({ found }) => found.timed).find(({ tool }) => tool === OWN)?.startMs;
  return [
    '## Destinations (`npm run bench:destinations`)',
    '',
    `A tree of ${files.toLocaleString('en-US')} files and ${megabytes} MB to a new folder, then once more with one file changed; medians of ${runs} interleaved runs over loopback, each tool with as many files at once as it does by itself.`,
    'Ours is a whole release: it asks what is there, writes under temporary names and renames, reads all back at the end, and keeps a journal that is on disk before each step. The others copy.',
    ...(start === undefined
      ? []
      : [`Not in our times: ${(start / 1000).toFixed(1)} s until Node has started and read our program, and packing.`]),
    'Targets: the first as fast as the best of the others, the change five times as fast as rclone. Load: how many other processes wanted the same cores.',
    '',
    ...(rows.length === 0
      ? []
      : [
          '| to | with | first | one file changed | processor, first | memory | targets |',
          '|---|---|---|---|---|---|---|',
        ]),
    ...rows,
    ...(large === undefined ? [] : largeRows(large)),
    ...(doctor === undefined ? [] : ['', doctorText(doctor)]),
    '',
    describeMachine(),
  ].join('\n');
}

function verdict(timed: readonly Timed[]): string {
  const own = timed.find(({ tool }) => tool === OWN);
  const others = timed.filter(({ tool }) => tool !== OWN);
  const sync = others.find(({ tool }) => tool.startsWith('rclone'));
  if (own === undefined || others.length === 0) return 'no other program on this machine';
  const first = Math.min(...others.map(({ firstMs }) => firstMs)) / own.firstMs;
  const change = sync && sync.changeMs / own.changeMs;
  const said = [`first ${first.toFixed(2)} times the best: ${first >= 1 ? 'met' : 'not met'}`];
  if (change !== undefined) said.push(`change ${change.toFixed(1)} times rclone: ${change >= 5 ? 'met' : 'not met'}`);
  return said.join('; ');
}

function largeRows({ found: { files: many, sentMs, sentMb, plans }, load }: Part<Large>): string[] {
  const said = (met: boolean) => (met ? 'met' : 'not met');
  return [
    '',
    `### A depot of ${many.toLocaleString('en-US')} files, load ${load.toFixed(0)}`,
    '',
    '| what | time | requests | memory | target |',
    '|---|---|---|---|---|',
    `| first release, over SFTP | ${seconds(sentMs)} | | ${sentMb.toFixed(0)} MB | under 200 MB: ${said(sentMb < 200)} |`,
    ...plans.map(({ by, ms, peakMb, requests }) => {
      const met = ms < 2000 && (requests === undefined || requests < 20) && peakMb < 200;
      const target = requests === undefined ? 'under 2 s and 200 MB' : 'under 2 s, 20 requests and 200 MB';
      return `| plan without changes, over ${by} | ${seconds(ms)} | ${requests ?? ''} | ${peakMb.toFixed(0)} MB | ${target}: ${said(met)} |`;
    }),
  ];
}

function doctorText({ found: { rows, megabytes: size, doctorMs, curlMs, bareMs, work }, load }: Part<Checked>): string {
  const met = doctorMs <= curlMs ? 'met' : 'not met';
  return `The depot doctor over ${rows.toLocaleString('en-US')} rows (${size} MB, ${work}; load ${load.toFixed(0)}): ${seconds(doctorMs)}; \`curl --parallel\` with as many at once and no sums: ${seconds(curlMs)}; Node's own HTTP, which throws away what it gets: ${seconds(bareMs)}. Target, at most its time: ${met}.`;
}
