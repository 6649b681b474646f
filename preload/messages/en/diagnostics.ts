/** What Loadmaster finds out about itself. The report for others has the English words. */
export const diagnostics = {
  'self-check': {
    dataFolder: 'Data folder',
    cacheFolder: 'Cache folder',
    archiveCache: 'Archive cache',
    localRegistry: 'Local registry',
    watching: 'Watching folders',
    canWrite: (folder: string) => `${folder} can be written.`,
    cannotWrite: (folder: string, reason: string) => `${folder} cannot be written: ${reason}`,
    answersAt: (url: string) => `It answers at ${url}.`,
    stopped: 'It does not run.',
    noAddons: 'There are no add-ons yet.',
    watched: (folders: number) => `Nothing keeps ${folders} folders from being watched.`,
    notWatched: (name: string, reason: string) => `${name}: ${reason}`,
    shell: 'Shell',
    system: 'System',
    memory: 'Memory',
    secrets: 'Secrets',
    log: 'Log',
  },
} as const;
