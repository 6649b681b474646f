import type { Release, Submission } from '../../../preload/contract.ts';
import { hasReleaseFailed, isOpenAt, isPartOf } from '../../../preload/contract.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../output/format.ts';
import { expectOk, sentenceOf } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { sayError } from '../output/say-main.ts';
import { REGISTRY_OPTIONS, withApp } from '../terminal-app.ts';
import { sentenceFor } from './submission-end.ts';

const MOST = 1000;

interface Entry {
  readonly at: number;
  readonly state: string;
  readonly sentence: string;
  /** Of a release: a line for each place that does not have it. */
  readonly more: readonly string[];
}

export const status: Command = {
  usage: '[--json]',
  options: { ...JSON_OPTION, ...REGISTRY_OPTIONS },
  words: { least: 0, most: 0 },
  run: (context) =>
    withApp(context, async ({ handlers }) => {
      const { terminal } = context;
      const submissions = expectOk(await handlers.publish.list({ limit: MOST }));
      const releases = expectOk(await handlers.destinations.releases({ limit: MOST }));
      terminal.document({ submissions, releases });
      const alone = submissions.filter((one) => !releases.some((release) => isPartOf(one, release)));
      const entries = [...alone.map(ofSubmission), ...releases.map(ofRelease)].toSorted((a, b) => b.at - a.at);
      const rows = table(entries.map(({ at, state, sentence }) => [minuteOf(at), state, sentence]));
      for (const [index, { more }] of entries.entries()) {
        terminal.line(rows[index]);
        for (const line of more) terminal.line(`  ${line}`);
      }
      if (entries.length === 0) terminal.line(say().retry.nothingYet);
      if (releases.some(canGoOn)) terminal.line(say().status.goOn);
      return EXIT.done;
    }),
};

function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

function ofSubmission(submission: Submission): Entry {
  const { updatedAt: at, interrupted, state, error } = submission;
  return {
    at,
    state: interrupted ? say().submission.interrupted : say().submission.phases[state.phase],
    sentence: `${sentenceFor(submission)}${error ? ` ${sentenceOf(error)}` : ''}`,
    more: [],
  };
}

/** One thing, however many places it goes to. */
function ofRelease(release: Release): Entry {
  const { createdAt: at, addonName, version, destinations } = release;
  const there = destinations.filter(({ phase }) => phase === 'done').length;
  return {
    at,
    state: stateOf(release),
    sentence: say().status.release(`${addonName} ${version}`, there, destinations.length),
    more: destinations.filter(({ phase }) => phase !== 'done').map(ofPlace),
  };
}

function stateOf(release: Release): string {
  const { phases } = say().release;
  if (release.destinations.some(isOpenAt)) return say().submission.interrupted;
  if (hasReleaseFailed(release)) return phases.failed;
  return release.destinations.every(({ phase }) => phase === 'done') ? phases.done : phases.withdrawn;
}

function ofPlace({ name, phase, error }: Release['destinations'][number]): string {
  const told = error === null ? '' : ` (${sayError(error).sentence})`;
  return `${name}: ${say().release.phases[phase]}${told}`;
}

function canGoOn(release: Release): boolean {
  return !release.superseded && (hasReleaseFailed(release) || release.destinations.some(isOpenAt));
}
