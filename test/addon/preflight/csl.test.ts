import { expect, test } from 'vitest';
import { checkTree, type Tree } from './check-folder.ts';

/** An object of X-Plane 8 that wears these textures. */
function object(texture: string, night = ''): string {
  return `I\n800\nOBJ\n\nTEXTURE ${texture}\n${night === '' ? '' : `TEXTURE_LIT ${night}\n`}POINT_COUNTS 0 0 0 0\n`;
}

function list(...lines: string[]): string {
  return `EXPORT_NAME MINE\n\nOBJ8_AIRCRAFT A320_ONE\n${lines.join('\n')}\nICAO A320\n`;
}

async function said(tree: Tree): Promise<(readonly [string, string | undefined, string])[]> {
  const found = (await checkTree(tree)).map(({ finding }) => finding).filter(({ rule }) => rule === 'references');
  return found.map(({ severity, path, message }) => [severity, path, message]);
}

test('an object that the list of models always gives another texture does not need its own', async () => {
  const tree = {
    'xsb_aircraft.txt': list('OBJ8 SOLID YES MINE/a.obj red.png night.png'),
    'red.png': '',
    'night.png': '',
  };
  expect(await said({ ...tree, 'a.obj': object('own.png', 'own_LIT.png') })).toEqual([]);
});

test('an object that is seen in its own texture once needs it', async () => {
  const lines = ['OBJ8 SOLID YES MINE/a.obj red.png', 'OBJ8_AIRCRAFT A320_TWO', 'OBJ8 SOLID YES MINE:a.obj'];
  const found = await said({ 'xsb_aircraft.txt': list(...lines), 'red.png': '', 'a.obj': object('own.png') });
  expect(found).toEqual([['warning', 'a.obj', 'It names own.png, but own.png is not there.']]);
});

test('objects and textures that a list of models names are looked for', async () => {
  const lines = ['OBJ8 SOLID YES MINE/gone.obj', 'OBJ8 GLASS NO MINE/A/b.obj paint.png', 'OBJ8 SOLID YES OTHERS/c.obj'];
  const found = await said({ 'xsb_aircraft.txt': list(...lines), 'A/B.obj': object('b.png'), 'A/b.png': '' });
  expect(found).toEqual([
    ['warning', 'xsb_aircraft.txt', 'It names A/b.obj, but the file is spelled A/B.obj.'],
    ['warning', 'xsb_aircraft.txt', 'It names A/paint.png, but A/paint.png is not there.'],
    ['warning', 'xsb_aircraft.txt', 'It names gone.obj, but gone.obj is not there.'],
  ]);
});

test('an object that no list of models names takes no texture from anybody', async () => {
  const tree = { 'xsb_aircraft.txt': list('OBJ8 SOLID YES MINE/a.obj'), 'a.obj': object('a.png'), 'a.png': '' };
  const found = await said({ ...tree, 'old.obj': object('old.png') });
  expect(found).toMatchObject([
    [
      'note',
      undefined,
      expect.stringMatching(/by objects that neither an aircraft file nor a list of models here names/),
    ],
  ]);
});

test('a set without its folder of textures is one finding', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `A3${index}`);
  const objects = Object.fromEntries(names.map((name) => [`${name}.obj`, object(`${name}.dds`)]));
  const lines = names.map((name) => `OBJ8 SOLID YES MINE/${name}.obj`);
  const found = await said({ 'xsb_aircraft.txt': list(...lines), ...objects });
  expect(found).toEqual([
    [
      'warning',
      'A30.obj',
      expect.stringMatching(/^12 files are named, but not there: A30\.dds in A30\.obj, .* and 9 more\.$/),
    ],
  ]);
});

test('of a set of models it is told where models go', async () => {
  const tree = { 'README.md': '', LICENSE: '', 'Sky/B738/xsb_aircraft.txt': list('OBJ8 SOLID YES MINE:a.obj') };
  const model = { 'Sky/B738/a.obj': object('a.png'), 'Sky/B738/a.png': '' };
  const found = (await checkTree({ ...tree, ...model })).map(({ finding }) => finding);
  expect(found.find(({ rule }) => rule === 'install-script')?.message).toMatch(
    /traffic plugin .* COPY @default TO \/"Custom Data"\/"CSL"/,
  );
});
