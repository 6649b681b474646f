import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

import { table } from '../output/format.ts';
import { expectOk, sentenceOf } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { REGISTRY_OPTIONS, withApp } from '../terminal-app.ts';
import { sentenceFor } from './submission-end.ts';

const MOST = 1000;

export const status: Command = {
  usage: '[--json]',
  options: { ...JSON_OPTION, ...REGISTRY_OPTIONS },
  words: { least: 0, most: 0 },
  run: (context) =>
    withApp(context, async ({ handlers }) => {
      const { terminal } = context;
      const submissions = expectOk(await handlers.publish.list({ limit: MOST }));
      terminal.document({ submissions });
      const rows = submissions.map((submission) => [
        new Date(submission.updatedAt).toISOString().slice(0, 16).replace('T', ' '),
        submission.interrupted ? say().submission.interrupted : say().submission.phases[submission.state.phase],
        `${sentenceFor(submission)}${submission.error ? ` ${sentenceOf(submission.error)}` : ''}`,
      ]);
      for (const row of table(rows)) terminal.line(row);
      if (rows.length === 0) terminal.line(say().retry.nothingYet);
      return EXIT.done;
    }),
};
