/** The screens that are reached by their name alone; `renderer/app/screens.tsx` shows them. */
export const PLAIN_SCREENS = ['hangar', 'tools', 'help', 'settings'] as const;

/** The parts of the registry's screen, in the order they stand there. */
export const REGISTRY_TABS = ['connections', 'local', 'rehearsal', 'requests'] as const;
