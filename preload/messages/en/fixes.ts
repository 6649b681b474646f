/** What a fix is called, what it will do, and why it could not be shown. */
export const fixes = {
  fix: {
    more: (count: number) => `And ${count} more of the same kind.`,
    leaveOut: 'Leave out of the package',
    leaveOutText: (pattern: string, file: string) =>
      `Adds "${pattern}" to ${file}. The file stays where it is and is not packed.`,
    leaveOutAllText: (count: number, first: string, file: string) =>
      `Adds "${first}" and ${count - 1} more like it to ${file}. The files stay where they are and are not packed.`,
    rename: 'Rename',
    renameText: (path: string, to: string) => `Renames "${path}" to "${to}".`,
    create: (path: string) => `Create ${path}`,
    createText: (path: string) => `Writes ${path}.`,
    correctName: 'Correct the name',
    correctNameText: (name: string, before: string, path: string) =>
      `Writes ${name} in the place of ${before} into ${path}.`,
    correctNamesText: (name: string, before: string, count: number, path: string) =>
      `Writes ${name} in the place of ${before} into ${count} files, ${path} and others.`,
  },
} as const;
