import { mkdirSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeFolder } from '../make-folder.ts';
import { buildPrograms } from './destinations/built.ts';
import { type Checked, measureDoctor } from './destinations/doctor.ts';
import { type Large, measureLarge } from './destinations/large.ts';
import { compareAt, OWN, type Timed } from './destinations/mirrors.ts';
import { openFtp, openS3, openSftp, openWebdav } from './destinations/places.ts';
import { changedTree, makeTree, pack } from './destinations/tree.ts';
import { describeMachine, writeBenchmarkSection } from './section.ts';

// npm run bench:destinations: our releases beside rclone, lftp, rsync and curl, against real servers on loopback.
// `-- --megabytes 1000` is the tree of 1 GB; `--only sftp,doctor` some parts, which are printed and not written down.
// With PROFILE_TO=folder in the environment each of our own releases leaves a profile of its processor time there.

const ALL = 'sftp,ftp,webdav,s3,large,doctor';
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    megabytes: { type: 'string', default: '50' },
    runs: { type: 'string', default: '3' },
    many: { type: 'string', default: '100000' },
    only: { type: 'string', default: ALL },
  },
});
const [files, megabytes, runs] = [Number(values.files), Number(values.megabytes), Number(values.runs)];
const only = values.only.split(',');
const base = makeFolder('bench-destinations');
const at = (name: string) => {
  mkdirSync(join(base, name), { recursive: true });
  return join(base, name);
};
try {
  await buildPrograms(base);
  const places = await comparePlaces();
  const large = only.includes('large') ? await measureLarge(base, Number(values.many)) : undefined;
  const checked = only.includes('doctor')
    ? await measureDoctor(base, { rows: 3047, megabytes: Math.max(100, megabytes), runs })
    : undefined;
  const text = report(places, large, checked);
  console.log(text);
  if (values.only === ALL) writeBenchmarkSection('destinations', text);
} finally {
  rmSync(base, { recursive: true, force: true });
}

async function comparePlaces(): Promise<Map<string, Timed[]>> {
  const compared = new Map<string, Timed[]>();
  const opens = {
    sftp: () => openSftp(at('sftp'), at('data')),
    ftp: () => openFtp(at('ftp')),
    webdav: () => openWebdav(at('webdav')),
    s3: () => openS3(at('s3')),
  };
  const wanted = Object.entries(opens).filter(([name]) => only.includes(name));
  if (wanted.length === 0) return compared;
  makeTree(join(base, 'first'), files, megabytes * 1e6);
  await changedTree(join(base, 'first'), join(base, 'changed'));
  const first = await pack(join(base, 'first'), join(base, 'first.zip'));
  const changed = await pack(join(base, 'changed'), join(base, 'changed.zip'), first.archive.path);
  for (const [, open] of wanted) {
    const place = await open();
    if (place === undefined) continue;
    try {
      compared.set(place.name, await compareAt(place, { first, changed }, { base, runs }));
    } finally {
      await place.close();
    }
  }
  return compared;
}

function report(places: ReadonlyMap<string, readonly Timed[]>, large: Large | undefined, checked: Checked | undefined) {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const rows = [...places].flatMap(([place, timed]) => [
    ...timed.map(
      ({ tool, firstMs, changeMs, firstCpuMs, peakMb }) =>
        `| ${place} | ${tool} | ${seconds(firstMs)} | ${seconds(changeMs)} | ${seconds(firstCpuMs)} | ${peakMb.toFixed(0)} MB | ${tool === OWN ? verdict(timed) : ''} |`,
    ),
  ]);
  const start = [...places.values()].flat().find(({ tool }) => tool === OWN)?.startMs;
  return [
    '## Destinations (`npm run bench:destinations`)',
    '',
    `A tree of ${files.toLocaleString('en-US')} files and ${megabytes} MB to a new folder, then once more with one file changed; medians of ${runs} interleaved runs over loopback, four files at once as Loadmaster and rclone do by themselves.`,
    'Ours is a whole release: it asks what is there, writes under temporary names and renames, reads all back at the end, and keeps a journal that is on disk before each step. The others copy.',
    ...(start === undefined
      ? []
      : [`Not in our times: ${(start / 1000).toFixed(1)} s until Node has started and read our program, and packing.`]),
    'Targets: the first as fast as the best of the others, the change five times as fast as rclone.',
    '',
    ...(rows.length === 0
      ? []
      : [
          '| to | with | first | one file changed | processor, first | memory | targets |',
          '|---|---|---|---|---|---|---|',
        ]),
    ...rows,
    ...(large === undefined ? [] : largeRows(large, seconds)),
    ...(checked === undefined ? [] : ['', checkedText(checked, seconds)]),
    '',
    `${describeMachine()}, load average ${loadavg()[0]?.toFixed(1)} at the end (other work on the same cores is in these figures).`,
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

function largeRows({ files: many, sentMs, sentMb, plans }: Large, seconds: (ms: number) => string): string[] {
  const said = (met: boolean) => (met ? 'met' : 'not met');
  return [
    '',
    `### A depot of ${many.toLocaleString('en-US')} files`,
    '',
    '| what | time | requests | memory | target |',
    '|---|---|---|---|---|',
    `| first release, over SFTP | ${seconds(sentMs)} | | ${sentMb.toFixed(0)} MB | under 200 MB: ${said(sentMb < 200)} |`,
    ...plans.map(({ by, ms, peakMb, requests }) => {
      const met = ms < 2000 && (requests ?? 0) < 20;
      return `| plan without changes, over ${by} | ${seconds(ms)} | ${requests ?? ''} | ${peakMb.toFixed(0)} MB | under 2 s and 20 requests: ${said(met)} |`;
    }),
  ];
}

function checkedText({ rows, megabytes: size, doctorMs, curlMs, work }: Checked, seconds: (ms: number) => string) {
  const met = doctorMs <= curlMs ? 'met' : 'not met';
  return `The depot doctor over ${rows.toLocaleString('en-US')} rows (${size} MB, ${work}): ${seconds(doctorMs)}; \`curl --parallel\` with as many at once and no sums: ${seconds(curlMs)}. Target, at most its time: ${met}.`;
}
