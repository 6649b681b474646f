import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openErrorLog, redact } from '../../../main/app/reports/error-log.ts';
import { tempFolder } from '../../temp-folder.ts';

const token = 'xpkg_0123456789abcdefghijklmnopqrstuv';

test.each([
  `Authorization: ${token}`,
  `authorization: Bearer ${token}`,
  `{"authorization":"${token}"}`,
  `{"token":"${token}"}`,
  `LOADMASTER_TOKEN=${token}`,
  `https://author:${token}@registry.example.org/packages`,
  `https://registry.example.org/?token=${token}`,
  `Bearer eyJhbGciOiJIUzM4NCJ9.eyJhdXRob3JJZCI6IjEifQ.c2lnbmF0dXJl`,
  `the registry refused ${token} today`,
])('no secret survives in: %s', (text) => {
  const clean = redact(text);
  expect(clean).not.toContain(token);
  expect(clean).not.toContain('eyJhbGci');
  expect(clean).toContain('***');
});

test('plain words about tokens stay readable', () => {
  const text = 'The token may not upload. Version 1.2.0 of example.package1 was refused with version_exists.';
  expect(redact(text)).toBe(text);
});

test('a known secret of any form is kept out, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 60 }), fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!'***'.includes(secret) && !`${before}${after}`.includes(secret));
      expect(redact(`${before} ${secret} ${after}`, [secret])).not.toContain(secret);
    }),
  );
});

test('errors are kept in memory and on disk, with their cause and without the token', async () => {
  const folder = join(tempFolder(), 'logs');
  const log = openErrorLog(folder, () => 0);
  log.keepOut('hunter2hunter2');
  log.write('upload', new Error('refused hunter2hunter2', { cause: new Error(`sent ${token}`) }));
  log.write('nowhere', 'a string');
  await log.flushed();
  const text = readFileSync(log.path, 'utf8');
  expect(text).toContain('upload: Error: refused ***');
  expect(text).toContain('sent xpkg_***');
  expect(text).not.toContain(token);
  expect(log.recent()).toHaveLength(2);
});

test('a log that cannot be written costs nothing but the file', async () => {
  const blocked = join(tempFolder(), 'a file');
  writeFileSync(blocked, '');
  const log = openErrorLog(join(blocked, 'logs'), () => 0);
  log.write('here', new Error('still told'));
  await log.flushed();
  expect(log.recent()[0]?.text).toContain('still told');
});
