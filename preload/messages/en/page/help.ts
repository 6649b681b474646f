import { plural } from '../../plural.ts';

export const help = {
  title: 'Help',
  search: 'Search the guide',
  sections: 'Sections of the guide',
  found: (count: number) => plural(count, { one: '# section', other: '# sections' }),
  none: (query: string) => `The guide says nothing about “${query}”.`,
  about: 'The guide, as it comes with Loadmaster.',
  tools: 'Tools',
  toolsText: 'A tester of version selections, the order of versions, and a reader of SkunkCrafts depots.',
  keys: 'Keys',
  keysText: 'All keys on one sheet.',
  what: 'What is this?',
} as const;
