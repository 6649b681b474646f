import { expect, test } from 'vitest';
import { completions } from '../../../../renderer/release/lists/completions.ts';
import { looksLikeRows, parsePastedRows } from '../../../../renderer/release/lists/paste.ts';

function read(text: string) {
  return parsePastedRows(text).rows.map(({ id, selection }) => `${id} | ${selection}`);
}

test('the JSON list of the API, and other JSON that says the same', () => {
  const rows = ['xpkg/a.package | 1.2-', 'b.package | *'];
  expect(read('[["xpkg/a.package","1.2-"],["b.package","*"]]')).toEqual(rows);
  expect(read('[{"packageId":"xpkg/a.package","selection":"1.2-"},{"id":"b.package"}]')).toEqual(rows);
  expect(read('{"xpkg/a.package":"1.2-","b.package":"*"}')).toEqual(rows);
});

test('one row on each line, with whatever stands between id and selection', () => {
  const text = 'xpkg/a.package 1.2-1.4, 2\r\n\n- b.package\nc.package: 3\n  d.package@1.0.0b1\n"e.package" = *';
  expect(read(text)).toEqual([
    'xpkg/a.package | 1.2-1.4, 2',
    'b.package | *',
    'c.package | 3',
    'd.package | 1.0.0b1',
    'e.package | *',
  ]);
});

test('what is no row is named, not lost', () => {
  expect(parsePastedRows('a.package 1\n???').problems).toEqual([{ line: 2, content: '???' }]);
  expect(parsePastedRows('[["a.package"],7]').problems).toEqual([{ line: 2, content: '7' }]);
  expect(parsePastedRows('[["a.package",')).toMatchObject({ rows: [], brokenJson: true });
});

test('only several rows take over a paste into one cell', () => {
  expect(['a.package', '[x]', 'a\nb', '[["a","b"]]', ' {"a":"b"}'].map(looksLikeRows)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('completion finds by id and by name, ids that begin with it first', () => {
  const known = [
    { packageId: 'xpkg/zz.lua', packageName: 'Other' },
    { packageId: 'xpkg/flywithlua.ng', packageName: 'FlyWithLua NG' },
    { packageId: 'xpkg/lua.tools', packageName: 'Tools' },
  ];
  const found = (typed: string) => completions(known, typed).map(({ packageId }) => packageId);
  expect(found('lua')).toEqual(['xpkg/lua.tools', 'xpkg/flywithlua.ng', 'xpkg/zz.lua']);
  expect(found('fly')).toEqual(['xpkg/flywithlua.ng']);
  expect([found('l'), found('xpkg/lua.tools')]).toEqual([[], []]);
});

test('a sentence is no row, and neither is what no row can hold', () => {
  expect(parsePastedRows('bad id here\ngood.package 1.0-')).toMatchObject({
    rows: [{ id: 'good.package', selection: '1.0-' }],
    problems: [{ line: 1, content: 'bad id here' }],
  });
  const long = '1,'.repeat(2000);
  expect(parsePastedRows(`a.package ${long}`).rows).toEqual([]);
  expect(parsePastedRows(JSON.stringify([['a.package', long]])).rows).toEqual([]);
});
