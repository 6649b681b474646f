import type { Rule } from '../rule.ts';

/** The id names the folder in the archive that the registry looks for. */
export const packageId: Rule = {
  id: 'package-id',
  why: 'The registry unpacks the folder that is named exactly like the package id; without it a version ends as failed_no_file_dir.',
  check({ packageId: id }) {
    if (id !== null) return [];
    return [
      {
        severity: 'error',
        message:
          'The package id is not valid. It has 6 to 32 characters: parts joined by dots, each starting with a letter, such as author.package.',
      },
    ];
  },
};
