import { describe, expect, test } from 'vitest';
import { inOrder, type OverviewQuery, overviewPage, packageCard } from '../../main/registry-pages/index.ts';
import type { StaticPackage } from '../../protocol/index.ts';

const ABOUT = {
  name: 'Club',
  description: 'What we fly.',
  generated: '2026-11-28T10:00:00.000Z',
  language: 'en',
} as const;
const LINKS = { file: (hash: string) => `files/${hash}.xpkg`, index: 'registry.json' };
const EVERYTHING: OverviewQuery = { query: '', packageType: '', page: 1 };

function cardOf(packageName: string, more: Partial<StaticPackage> = {}) {
  const packageId = `club.${packageName.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
  return packageCard({
    packageId,
    packageName,
    authorName: 'Some Pilot',
    description: '',
    packageType: 'aircraft',
    versions: [],
    ...more,
  });
}

const FLEET = inOrder([
  cardOf('Bücker Jungmann', { description: 'A biplane.\nWith smoke.' }),
  cardOf('Glider 10', { authorName: 'Kim Keller' }),
  cardOf('Glider 9', { description: 'Winch and aerotow.' }),
  cardOf('Paderborn', { packageType: 'scenery' }),
]);

function shown(page: string): string[] {
  return [...page.matchAll(/<h3><a [^>]*>([^<]*)/g)].map(([, name]) => name ?? '');
}

function search(wish: Partial<OverviewQuery>): string[] {
  return shown(overviewPage(ABOUT, FLEET, LINKS, { ...EVERYTHING, ...wish }));
}

describe('a search', () => {
  test.each([
    ['nothing asked', '', ['Bücker Jungmann', 'Glider 9', 'Glider 10', 'Paderborn']],
    ['without the accent', 'bucker', ['Bücker Jungmann']],
    ['with it', 'BÜCKER', ['Bücker Jungmann']],
    ['every word somewhere', 'keller  glider', ['Glider 10']],
    ['in the whole description', 'smoke', ['Bücker Jungmann']],
    ['in the id', 'club.paderborn', ['Paderborn']],
    ['not what one word misses', 'glider smoke', []],
    ['nothing of a pattern', '.*', []],
  ])('%s', (_, query, names) => {
    expect(search({ query })).toEqual(names);
  });

  test('of one kind', () => {
    expect(search({ packageType: 'scenery' })).toEqual(['Paderborn']);
    expect(search({ packageType: 'scenery', query: 'glider' })).toEqual([]);
  });

  test('what was typed stands in the field again, as text', () => {
    const page = overviewPage(ABOUT, FLEET, LINKS, { ...EVERYTHING, query: '"><script>x' });
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;x"');
    expect(page).not.toContain('<script');
    expect(page).toContain('Nothing here has all these words.');
  });
});

test('a long list is turned page by page: each package on one page, and a page beyond the last is the last', () => {
  const many = Array.from({ length: 130 }, (_, at) => cardOf(`Jet ${at}`));
  const pageOf = (page: number) => overviewPage(ABOUT, many, LINKS, { ...EVERYTHING, query: 'jet', page });
  const pages = [1, 2, 3].map(pageOf);
  expect(pages.flatMap(shown)).toEqual(many.map(({ packageName }) => packageName));
  expect(pageOf(99)).toBe(pages[2]);
  expect(pages[1]).toContain('href="./?q=jet&amp;page=3"');
  expect(pages[1]).toContain('rel="prev" href="./?q=jet"');
  expect(pages[2]).not.toContain('rel="next"');
});

test('a site without a server shows everything and offers no search', () => {
  const many = Array.from({ length: 130 }, (_, at) => cardOf(`Jet ${at}`));
  const page = overviewPage(ABOUT, many, LINKS);
  expect(shown(page)).toHaveLength(130);
  expect(page).not.toContain('<form');
});
