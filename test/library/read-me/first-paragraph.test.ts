import { expect, test } from 'vitest';
import { firstParagraph } from '../../../main/library/read-me/first-paragraph.ts';

const SAID = 'A small tug that pushes aircraft back from their stand and follows the lines of the apron.';

test.each([
  [
    'below a title and badges',
    `# Push Tug\n\n[![build](https://b.example/x.svg)](https://b.example)\n\n${SAID}\n\n## Install\n\nUnzip it.`,
  ],
  ['with a title that is drawn under', `Push Tug\r\n========\r\n\r\n${SAID}\r\n`],
  [
    'over two lines, with marks',
    `# Push Tug\n\nA **small** [tug](https://t.example) that pushes aircraft back from their stand\nand follows the lines of the apron.`,
  ],
  [
    'below front matter, a comment and a list',
    `---\ntitle: x\n---\n<!-- do not read this comment, which is long enough. -->\n- one thing that is listed here. Really.\n\n${SAID}`,
  ],
  [
    'after the parts that tell of something else',
    `PUSH TUG v1.2\n\nby Somebody Else\n\nInstallation:\n\nCopy the folder into the folder of X-Plane that is named plugins.\n\nAbout:\n\n${SAID}`,
  ],
  [
    'after what begins like something else',
    `Copyright 2024 Somebody, who has all rights reserved here.\n\nInstall this into Custom Scenery and start X-Plane again.\n\n${SAID}`,
  ],
])('the paragraph that describes, %s', (_where, text) => {
  expect(firstParagraph(text)).toBe(SAID);
});

test.each([
  ['nothing but a title', '# Push Tug'],
  ['code alone', '```\nThis is some code, which has words in it. It is long.\n```'],
  ['only what to do with it', '## Installation\n\nCopy the folder into the folder of X-Plane that is named plugins.'],
  ['a line that is no sentence', 'Push Tug for X-Plane 12 by the tug people of example'],
  ['nothing', ''],
])('no description of %s', (_what, text) => {
  expect(firstParagraph(text)).toBeUndefined();
});

test('a long one ends with a sentence', () => {
  const found = firstParagraph(`${SAID} `.repeat(20));
  expect(found?.length).toBeLessThanOrEqual(500);
  expect(found).toMatch(/apron\.$/);
});
