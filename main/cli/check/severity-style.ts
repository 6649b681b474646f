/** How findings are painted. */
export const SEVERITY_STYLE = { error: 'red', warning: 'yellow', note: 'dim' } as const;
