/** What X-Plane looks up in every plugin it loads; with one of them missing it lets the plugin go again. */
export const ENTRY_POINTS = [
  'XPluginStart',
  'XPluginStop',
  'XPluginEnable',
  'XPluginDisable',
  'XPluginReceiveMessage',
] as const;

export type EntryPoint = (typeof ENTRY_POINTS)[number];
