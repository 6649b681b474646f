import { expect, test } from 'vitest';
import { differences } from '../../../../renderer/release/form/difference.ts';
import { modelFromDraft } from '../../../../renderer/release/form/model.ts';
import { makeDraft } from '../../fake/submissions.ts';

test('spelling is no difference', () => {
  const previous = makeDraft({ xpSelection: '11.55-', dependencies: [['FlyWithLua.NG', '2.8-2.8']] });
  const now = makeDraft({ xpSelection: ' 11.55 - ', dependencies: [['xpkg/flywithlua.ng', '2.8']] });
  expect(differences(previous, modelFromDraft(now))).toEqual([]);
});

test('each change is one line', () => {
  const now = makeDraft({
    xpSelection: '12-',
    access: 'private',
    platforms: { macOS: true, windows: false, linux: false },
    dependencies: [
      ['xpkg/flywithlua.ng', '3-'],
      ['new.library', '*'],
    ],
  });
  expect(differences(makeDraft({ xpSelection: '*' }), modelFromDraft(now))).toEqual([
    'X-Plane * → 12-',
    'Access Public → Private',
    'Platforms all platforms → macOS',
    '~ xpkg/flywithlua.ng 2.8- → 3-',
    '+ xpkg/new.library *',
    '− xpkg/openscenery.library 2.9.1-3',
  ]);
});
