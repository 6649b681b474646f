/** Every table with rows of the registry itself, in an order in which each row finds those it names. */
export const TABLES = [
  'authors',
  'tokens',
  'packages',
  'versions',
  'downloads',
  'uploads',
  'jobs',
  'links',
  'verifications',
  'mails',
  'teams',
  'team_members',
  'package_members',
  'package_teams',
  'package_transfers',
  'audit',
] as const;
