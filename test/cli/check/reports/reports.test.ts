import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { githubAnnotations } from '../../../../main/cli/check/reports/github-annotations.ts';
import { junitReport } from '../../../../main/cli/check/reports/junit.ts';
import { placeIn } from '../../../../main/cli/check/reports/place.ts';
import { sarifLog } from '../../../../main/cli/check/reports/sarif.ts';
import type { Finding } from '../../../../preload/contract.ts';
import { tempFolder } from '../../../temp-folder.ts';
import { runInProcess } from '../../run-cli.ts';

const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ strict: false, logger: false, unicodeRegExp: false });
formats.default(ajv);
// The schema says draft 4 and uses nothing that later drafts read otherwise; only its header has to go.
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
const isSarif = ajv.compile(schema);

const WILD: Finding = {
  id: 'f1',
  rule: 'names',
  severity: 'error',
  path: 'a, b: 100%/<&>"\u0001 ü.txt',
  message: 'First\nsecond, with 50% and ]]> \u001B[31m',
  why: 'why: "&"',
  fix: { label: 'Mend', description: 'mends <it>' },
};
const WHOLE: Finding = { id: 'f2', rule: 'size', severity: 'note', message: 'm', why: 'w' };
const input = { findings: [WILD, WHOLE], rules: ['names', 'size', 'quiet'], version: '1.0.0' };
const place = placeIn('/checkout/plane', '/checkout');

async function messy(): Promise<{ top: string; folder: string }> {
  const top = tempFolder();
  const folder = join(top, 'plane');
  await runInProcess(['sample', 'mess', folder]);
  return { top, folder };
}

test('check --format sarif is SARIF 2.1.0 with each finding at its file', async () => {
  const { top, folder } = await messy();
  const { findings } = JSON.parse((await runInProcess(['check', folder, '--json'])).stdout);
  const { exit, stdout } = await runInProcess(['check', folder, '--format', 'sarif'], {
    env: { GITHUB_WORKSPACE: top },
  });
  const log = JSON.parse(stdout);
  expect([isSarif(log), isSarif.errors, exit]).toEqual([true, null, 1]);
  const [{ results, tool }] = log.runs;
  expect(results).toHaveLength(findings.length);
  expect(
    new Set(results.map((one: { partialFingerprints: object }) => JSON.stringify(one.partialFingerprints))).size,
  ).toBe(findings.length);
  for (const [index, { path, rule }] of findings.entries()) {
    const { uri, uriBaseId } = results[index].locations[0].physicalLocation.artifactLocation;
    expect([decodeURIComponent(uri), uriBaseId]).toEqual([path === undefined ? 'plane' : `plane/${path}`, '%SRCROOT%']);
    expect(tool.driver.rules[results[index].ruleIndex].id).toBe(rule);
  }
});

test('a rule of sarif says why it matters and what mends it, and a name is no markup there', () => {
  const why = 'See `a*b*`: <b>';
  const log = JSON.parse(sarifLog({ ...input, findings: [{ ...WILD, why }, WHOLE], place }));
  expect(isSarif(log)).toBe(true);
  const [names, size] = log.runs[0].tool.driver.rules;
  expect(names.help.text).toBe(why);
  expect(names.help.markdown.split('\n')).toEqual([
    'See \\`a\\*b\\*\\`: \\<b\\>',
    '',
    '**What mends it:**',
    '',
    '- Mend',
    '',
    '`loadmaster check DIR --fix` does what needs no decision.',
  ]);
  expect(size.help).toEqual({ text: 'w', markdown: 'w' });
});

test('sarif stays valid whatever the names are, and its schema would object', () => {
  const log = JSON.parse(sarifLog({ ...input, place }));
  expect([isSarif(log), isSarif.errors]).toEqual([true, null]);
  log.runs[0].results[0].level = 'fatal';
  expect(isSarif(log)).toBe(false);
  const outside = JSON.parse(sarifLog({ ...input, place: placeIn('/elsewhere/plane', '/checkout') }));
  expect(isSarif(outside)).toBe(true);
  expect(outside.runs[0].results[1].locations[0].physicalLocation.artifactLocation).toEqual({
    uri: 'file:///elsewhere/plane',
  });
});

test('check --format github writes one annotation a line, at its file', async () => {
  const { top, folder } = await messy();
  const env = { GITHUB_WORKSPACE: top };
  const lines = (await runInProcess(['check', folder, '--format', 'github'], { env })).stdout.trimEnd().split('\n');
  const { findings } = JSON.parse((await runInProcess(['check', folder, '--json'])).stdout);
  expect(lines).toHaveLength(findings.length);
  for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) (file=plane[^:,]*,)?title=[a-z-]+::./);
  expect(githubAnnotations({ ...input, place }).split('\n')).toEqual([
    '::error file=plane/a%2C b%3A 100%25/<&>"\u0001 ü.txt,title=names::First%0Asecond, with 50%25 and ]]> \u001B[31m%0Awhy: "&"%0AFix: mends <it>',
    '::notice title=size::m%0Aw',
    '',
  ]);
});

test('check --format junit has a case for each finding and each quiet rule; only errors fail', async () => {
  const { folder } = await messy();
  const { stdout } = await runInProcess(['check', folder, '--format', 'junit']);
  expect(XMLValidator.validate(stdout)).toBe(true);
  const { counts } = JSON.parse((await runInProcess(['check', folder, '--json'])).stdout);
  expect(stdout.match(/<failure /g)?.length).toBe(counts.error);
  const report = junitReport({ ...input, place });
  expect(XMLValidator.validate(report)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  const { tests, failures, testcase } = parser.parse(report).testsuites.testsuite;
  expect([tests, failures, testcase.length]).toEqual(['3', '1', 3]);
  expect(testcase[0].failure['#text']).toContain('mends <it>');
  for (const control of ['\u0001', '\u001B']) expect(report).not.toContain(control);
});

test('an unknown format, or two forms at once, is a wrong call', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a.txt'), '');
  expect(await runInProcess(['check', folder, '--format', 'sariff'])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('Did you mean sarif?'),
  });
  expect((await runInProcess(['check', folder, '--format', 'sarif', '--json'])).exit).toBe(2);
});
