import { placeFaults } from './places.ts';
import { publishFaults } from './publish.ts';
import { serverFaults } from './servers.ts';
import { terminalFaults } from './terminal.ts';
import { windowFaults } from './window.ts';

export const faults = {
  ...windowFaults,
  ...publishFaults,
  ...placeFaults,
  ...serverFaults,
  ...terminalFaults,
} as const;

/** Every code that an error of Loadmaster's own can have; what registries answer has the codes of protocol. */
export type OwnCode = keyof typeof faults;
