/** The screens that are reached by their name alone; `renderer/app/screens.tsx` shows them. */
export const PLAIN_SCREENS = ['hangar', 'registry', 'tools', 'help', 'settings'] as const;
