import type { Messages } from '../message.ts';

export const screens: Messages['screen'] = {
  hangar: '&Hangar',
  activity: '&Aktivität',
  registry: '&Registry',
  tools: '&Werkzeuge',
  help: 'Hi&lfe',
  settings: '&Einstellungen',
};
