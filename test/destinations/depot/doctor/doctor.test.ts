import { readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDepot } from '../../../../main/destinations/depot/doctor/doctor.ts';
import { DEPOT_FILES } from '../../../../protocol/index.ts';
import { makeFolder } from '../../../make-folder.ts';
import { serveAnswers } from '../../../serve-answers.ts';
import { writeSampleDepot } from '../sample-depot.ts';

let base: string;
const signal = new AbortController().signal;

beforeEach(async () => {
  base = makeFolder('doctor');
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  return `${await serveAnswers(answer)}/depot/`;
}

function fromFolder(folder: string, first: (path: string, response: ServerResponse) => boolean = () => false) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = decodeURIComponent((request.url ?? '').slice('/depot/'.length));
    if (first(path, response)) return;
    readFile(join(folder, path)).then(
      (bytes) => response.end(bytes),
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  };
}

async function rulesOf(where: string, previous?: string): Promise<string[]> {
  const { findings } = await checkDepot(where, { signal, previous, http: { idleMs: 2000, wholeMs: 5000 } });
  return findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule);
}

type Files = Record<string, string | Uint8Array | undefined>;
function edit(name: string, change: (text: string) => string) {
  return (files: Files) => {
    files[name] = change(String(files[name]));
  };
}

const { cfg, whitelist, sizes, blacklist, once, config, ignore } = DEPOT_FILES;

const MISTAKES: readonly (readonly [rule: string, change: (files: Files) => void])[] = [
  [
    'depot_missing_control',
    (files) => {
      files[sizes] = undefined;
    },
  ],
  [
    'depot_missing_blacklist',
    (files) => {
      files[blacklist] = undefined;
    },
  ],
  ['depot_byte_order_mark', edit(whitelist, (text) => `\uFEFF${text}`)],
  ['depot_carriage_returns', edit(whitelist, (text) => text.replaceAll('\n', '\r\n'))],
  ['depot_no_final_newline', edit(whitelist, (text) => text.trimEnd())],
  [
    'depot_not_text',
    (files) => {
      files[whitelist] = new Uint8Array([0xc3, 0x28, 0x0a]);
    },
  ],
  ['depot_web_page', edit(ignore, () => '<!DOCTYPE html><html></html>')],
  ['depot_cfg_line', edit(cfg, (text) => `${text}name|a|b\n`)],
  ['depot_cfg_twice', edit(cfg, (text) => `${text}version|2\n`)],
  ['depot_no_version', edit(cfg, (text) => text.replace(/version.*\n/, ''))],
  ['depot_no_module', edit(cfg, (text) => text.replace(/module.*\n/, ''))],
  ['depot_bad_module', edit(cfg, (text) => text.replace(/module.*\n/, 'module|ftp://x/\n'))],
  ['depot_locked', edit(cfg, (text) => text.replace('locked|false', 'locked|true'))],
  ['depot_disabled', edit(cfg, (text) => text.replace('disabled|false', 'disabled|true'))],
  ['depot_versions_differ', edit(config, (text) => text.replace('1.0.0', '0.9.0'))],
  ['depot_modules_differ', edit(config, (text) => text.replace('depot.example', 'old.example'))],
  ['depot_empty_whitelist', edit(whitelist, () => '')],
  ['depot_only_once', edit(whitelist, () => 'prefs.txt|-1\n')],
  ['depot_row', edit(whitelist, (text) => `${text}nothing\n`)],
  ['depot_hex', edit(whitelist, (text) => text.replace(/Sample\.acf\|.*/, 'Sample.acf|55c664cd'))],
  ['depot_bad_path', edit(whitelist, (text) => text.replace('Sample.acf', '../../Sample.acf'))],
  ['depot_bad_path', edit(whitelist, (text) => text.replace('wing left', 'wing\\ left'))],
  ['depot_bad_path', edit(whitelist, (text) => text.replace('Sample.acf', '"Sample.acf"'))],
  ['depot_bad_path', edit(whitelist, (text) => text.replace('Sample.acf', '/etc/passwd'))],
  ['depot_bad_path', edit(whitelist, (text) => text.replace('Sample.acf', 'C:/Sample.acf'))],
  ['depot_twice', edit(whitelist, (text) => `${text}Sample.acf|1\n`)],
  ['depot_case_twins', edit(whitelist, (text) => `${text}SAMPLE.acf|1\n`)],
  ['depot_control_listed', edit(whitelist, (text) => `${text}skunkcrafts_updater.cfg|1\n`)],
  ['depot_sizes_differ', edit(sizes, (text) => text.replace(/Sample.*\n/, ''))],
  ['depot_sizes_order', edit(sizes, (text) => `${text.trimEnd().split('\n').reverse().join('\n')}\n`)],
  ['depot_once_not_listed', edit(once, (text) => `${text}my.ini\n`)],
  ['depot_once_has_sum', edit(once, (text) => `${text}Sample.acf\n`)],
  ['depot_listed_and_ignored', edit(ignore, () => 'Sample.acf\n')],
  ['depot_black_and_white', edit(blacklist, (text) => `${text}Sample.acf\n`)],
  ['depot_black_case', edit(blacklist, (text) => `${text}sample.ACF\n`)],
  ['depot_black_folder', edit(blacklist, (text) => `${text}objects\n`)],
  ['depot_black_once', edit(blacklist, (text) => `${text}prefs.txt\n`)],
  ['depot_black_wildcard', edit(blacklist, (text) => `${text}*.obj\n`)],
  [
    'depot_file_missing',
    (files) => {
      files['Sample.acf'] = undefined;
    },
  ],
  [
    'depot_file_case',
    (files) => {
      files['sample.acf'] = files['Sample.acf'];
      files['Sample.acf'] = undefined;
    },
  ],
  [
    'depot_file_size',
    (files) => {
      files['Sample.acf'] = 'longer than it was';
    },
  ],
  [
    'depot_file_sum',
    (files) => {
      files['Sample.acf'] = 'AN AIRCRAFT';
    },
  ],
  ['depot_sources', edit(whitelist, (text) => `${text}paint.psd|1\n`)],
  ['depot_risky_path', edit(whitelist, (text) => `${text}a&b.png|1\n`)],
  [
    'depot_cut_list',
    (files) => {
      for (let i = 0; i < 40; i++) files[`more/${i}.obj`] = 'x';
    },
  ],
];

describe('the depot doctor', () => {
  it('finds nothing to say of a sound folder', async () => {
    await writeSampleDepot(base);
    const report = await checkDepot(base, { signal });
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ name: 'Sample', version: '1.0.0', listed: 4, files: 4 });
  });

  it.each(MISTAKES)('tells %s', async (rule, change) => {
    await writeSampleDepot(base, change);
    expect(await rulesOf(base)).toContain(rule);
  });

  it('compares with an earlier state', async () => {
    const before = join(base, 'before');
    const now = join(base, 'now');
    await writeSampleDepot(
      before,
      edit(whitelist, (text) => `${text}gone.obj|7\n`),
    );
    await writeSampleDepot(now);
    expect(await rulesOf(now, before)).toEqual(['depot_not_blacklisted', 'depot_same_version']);
    await writeSampleDepot(now, (files) => {
      edit(blacklist, (text) => `gone.obj\n${text}`)(files);
      for (const name of [cfg, config]) edit(name, (text) => text.replace('1.0.0', '1.0.1'))(files);
    });
    expect(await rulesOf(now, before)).toEqual([]);
  });

  it('says of very many wrong rows one thing, once', async () => {
    const row = (n: number) => `../up/${n}|zz`;
    await writeSampleDepot(
      base,
      edit(whitelist, () => `${Array.from({ length: 50_000 }, (_, n) => row(n)).join('\n')}\n`),
    );
    const { findings } = await checkDepot(base, { signal });
    const found = findings.find(({ rule }) => rule === 'depot_bad_path');
    expect(found).toMatchObject({ count: 50_000 });
    expect(found?.examples).toHaveLength(5);
    expect(JSON.stringify(findings).length).toBeLessThan(20_000);
    // A million of them are in test/slow/depot-rows.test.ts.
  });
});

describe('the depot doctor at an address', () => {
  it('finds nothing to say of a sound depot that points to itself', async () => {
    const url = await serve(fromFolder(base));
    await writeSampleDepot(base, () => {}, url.replace(/\/$/, ''));
    const report = await checkDepot(url, { signal });
    expect(report.findings).toEqual([]);
    expect(report.files).toBe(4);
  });

  it('says when the cfg points elsewhere', async () => {
    await writeSampleDepot(base);
    expect(await rulesOf(await serve(fromFolder(base)))).toEqual(['depot_elsewhere']);
  });

  it('tells once what a server answers to everything: a login, a refusal, the same text, nothing at all', async () => {
    const answering = (status: number, text: (path: string) => string) =>
      serve((request, response) => response.writeHead(status).end(text(request.url ?? '')));
    const told = async (where: string) =>
      (await checkDepot(where, { signal, http: { idleMs: 2000 } })).findings.map(({ rule, message }) => [
        rule,
        message,
      ]);
    const cases: readonly (readonly [where: string, rule: string, says: string])[] = [
      [await answering(200, () => '<html>log in'), 'depot_web_page', 'a page to log in, perhaps'],
      [await answering(200, (path) => `<html>no ${path}`), 'depot_web_page', 'every other control file a web page'],
      [await answering(200, () => 'Not found'), 'depot_web_page', 'are the same text'],
      [await answering(403, () => ''), 'depot_refused', 'answers 403'],
      [await answering(500, () => ''), 'depot_unreachable', 'answers 500'],
      [await answering(404, () => ''), 'depot_missing_control', 'None of the control files'],
      ['http://127.0.0.1:9/', 'depot_unreachable', 'The other control files are answered in the same way.'],
    ];
    for (const [where, rule, says] of cases) expect(await told(where)).toEqual([[rule, expect.stringContaining(says)]]);
  });

  it('takes 403 for a missing optional list for what some clients make of it', async () => {
    const url = await serve(
      fromFolder(base, (path, response) => {
        if (path !== config) return false;
        response.statusCode = 403;
        response.end();
        return true;
      }),
    );
    await writeSampleDepot(base, () => {}, url);
    expect(await rulesOf(url)).toEqual(['depot_not_absent']);
  });

  it('says nothing of a bucket that answers 403 for the testers’ cfg that a depot need not have', async () => {
    const url = await serve(
      fromFolder(base, (path, response) => {
        if (path !== 'skunkcrafts_updater_beta.cfg') return false;
        response.writeHead(403).end();
        return true;
      }),
    );
    await writeSampleDepot(base, () => {}, url);
    expect(await rulesOf(url)).toEqual([]);
  });

  it('follows a few redirects, and no circle', async () => {
    await writeSampleDepot(base);
    const there = await serve(fromFolder(base));
    const once = await serve((request, response) => {
      response.writeHead(302, { location: there + (request.url ?? '').slice('/depot/'.length) }).end();
    });
    expect(await rulesOf(once)).toEqual(['depot_elsewhere']);
    const circle = await serve((request, response) => response.writeHead(301, { location: request.url ?? '' }).end());
    expect(await rulesOf(circle)).toContain('depot_unreachable');
  });

  it('reads neither an endless cfg nor an endless file to its end', async () => {
    let sent = 0;
    const url = await serve(
      fromFolder(base, (path, response) => {
        if (path !== cfg && path !== 'Sample.acf') return false;
        const chunk = Buffer.alloc(64 * 1024, 'x');
        const more = (): void => {
          while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        };
        response.on('drain', more);
        response.on('error', () => {});
        more();
        return true;
      }),
    );
    await writeSampleDepot(base);
    expect(await rulesOf(url)).toEqual(['depot_too_large', 'depot_file_size']);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });
});
