import type { Messages } from '../message.ts';

export const diagnostics: Pick<Messages, keyof typeof import('../en/diagnostics.ts').diagnostics> = {
  'self-check': {
    dataFolder: 'Datenordner',
    cacheFolder: 'Cache-Ordner',
    archiveCache: 'Cache der Archive',
    localRegistry: 'Lokale Registry',
    watching: 'Ordner verfolgen',
    canWrite: (folder) => `${folder} ist beschreibbar.`,
    cannotWrite: (folder, reason) => `${folder} ist nicht beschreibbar: ${reason}`,
    answersAt: (url) => `Sie antwortet unter ${url}.`,
    stopped: 'Sie läuft nicht.',
    noAddons: 'Es gibt noch keine Add-ons.',
    watched: (folders) => `Nichts hindert daran, ${folders} Ordner zu verfolgen.`,
    notWatched: (name, reason) => `${name}: ${reason}`,
    shell: 'Hülle',
    system: 'System',
    memory: 'Arbeitsspeicher',
    secrets: 'Geheimnisse',
    log: 'Protokoll',
  },
};
