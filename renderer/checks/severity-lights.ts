import type { Severity } from '../../preload/contract.ts';
import type { Light } from '../parts/signs/light.ts';

/** How a severity is shown wherever findings are. */
export const SEVERITY_LIGHTS: Readonly<Record<Severity, Light>> = { error: 'bad', warning: 'warn', note: 'past' };
