/** The screens in the order of rail, palette, menu and keys; `renderer/app/screens.tsx` shows them. An add-on is reached from the Hangar and stands on no list. */
export const SCREENS = ['hangar', 'activity', 'registry', 'tools', 'help', 'settings'] as const;
export type ListedScreen = (typeof SCREENS)[number];

/** Those that have no parts with addresses of their own. */
export const PLAIN_SCREENS = SCREENS.filter((screen) => screen !== 'activity' && screen !== 'registry');

/** The parts of the registry's screen, in the order they stand there. */
export const REGISTRY_TABS = ['connections', 'local', 'rehearsal', 'requests'] as const;
