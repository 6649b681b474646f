import { expect, test } from 'vitest';
import { changelogSections, sectionFor } from '../../main/notes/changelog.ts';

const KEEP_A_CHANGELOG = `# Changelog

The format is based on [Keep a Changelog](https://keepachangelog.com).

## [Unreleased]

## [1.2.0] - 2024-05-01
### Added
- A thing, see [the manual][manual]
### Fixed for 1.1.0
- A fault
\`\`\`
## [9.9.9] in code
\`\`\`

## [1.1.0] - 2023-01-01
- Old
## Thanks
To all

[manual]: https://example.org/manual
[1.2.0]: https://example.org/compare
`;

const shapes: Readonly<Record<string, string>> = {
  'headings with v': '# v1.2.0\n\n- New\n\n# v1.1.0\n\n- Old\n',
  'underlined headings': 'Version 1.2.0 (May 2024)\n========\n- New\n\nVersion 1.1.0\n========\n- Old\n',
  'headings with the name in them': '# Changes\n## My Plane 1.2.0\n- New\n## My Plane 1.1.0\n- Old\n',
  'a date first': '## 2024-05-01 - 1.2.0\n- New\n## 2023-05-01 - 1.1.0\n- Old\n',
  'a date with dots first': '## 2024.05.01 v1.2.0\n- New\n## 2023.05.01 v1.1.0\n- Old\n',
  'plain lines': '1.2.0\n- New\n\n1.1.0\n- Old\n',
  'plain lines with dates': 'v1.2 (2024-05-01):\n- New\nv1.1.0 - 3 January 2023\n- Old\n',
  'bold lines': '**1.2.0**\n- New\n\n**1.1.0**\n- Old\n',
  'ruled lines': '1.2.0\n-----\n- New\n\n1.1.0\n-----\n- Old\n',
  'marked lines': '=== 1.2.0 ===\n- New\n=== 1.1.0 ===\n- Old\n',
  'a linked heading':
    '## [1.2.0](https://example.org/a_b) (2024-05-01)\n- New\n## [1.1.0](https://example.org)\n- Old\n',
};

test.each(Object.entries(shapes))('%s: the section of a version is what stands under it', (_shape, text) => {
  const sections = changelogSections(text);
  expect(sectionFor(sections, '1.2.0')?.body).toBe('- New');
  expect(sectionFor(sections, 'v1.1')?.body).toBe('- Old');
  expect(sectionFor(sections, undefined)?.body).toBe('- New');
  expect(sectionFor(sections, '3.0.0')).toBeUndefined();
});

test('Keep a Changelog: parts below a version, code and links by reference stay in its section', () => {
  const sections = changelogSections(KEEP_A_CHANGELOG);
  expect(sections.map(({ version }) => version)).toEqual([undefined, '1.2.0', '1.1.0']);
  const body = sectionFor(sections, '1.2.0')?.body ?? '';
  expect(body).toContain('### Fixed for 1.1.0\n- A fault');
  expect(body).toContain('[9.9.9] in code');
  expect(body.endsWith('\n\n[manual]: https://example.org/manual')).toBe(true);
  expect(sectionFor(sections, '1.1.0')?.body).toBe('- Old');
});

test('what is not released yet is the next version, unless it is empty', () => {
  const text = KEEP_A_CHANGELOG.replace('## [Unreleased]', '## [Unreleased]\n- Soon');
  expect(sectionFor(changelogSections(text), '1.3.0')).toMatchObject({ body: '- Soon', heading: 'Unreleased' });
  expect(sectionFor(changelogSections(KEEP_A_CHANGELOG), '1.3.0')).toBeUndefined();
});

test('a pre-release is not its release', () => {
  const sections = changelogSections('## 1.2.0-beta.2\n- Two\n## 1.2.0-beta.1\n- One\n## 1.1.0\n- Old\n');
  expect(sectionFor(sections, '1.2.0-beta.1')?.body).toBe('- One');
  expect(sectionFor(sections, '1.1.0')?.body).toBe('- Old');
});

test('a text that is no change log has no sections', () => {
  expect(changelogSections('# Manual\n\nNeeds 12.1.0 of X-Plane.\n\n## Thanks\n')).toEqual([]);
});
