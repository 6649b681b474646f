import type { Sentences } from '../catalogues.ts';
import type { Messages } from '../message.ts';
import { archives } from './archive.ts';
import { codes } from './codes.ts';
import { content } from './content.ts';
import { depots } from './depot.ts';
import { desktop } from './desktop.ts';
import { diagnostics } from './diagnostics.ts';
import { errors } from './errors.ts';
import { evidence } from './evidence.ts';
import { placeFaults } from './faults/places.ts';
import { publishFaults } from './faults/publish.ts';
import { serverFaults } from './faults/servers.ts';
import { terminalFaults } from './faults/terminal.ts';
import { windowFaults } from './faults/window.ts';
import { files } from './files.ts';
import { fixes } from './fixes.ts';
import { looked } from './looked.ts';
import { ownCodes } from './own-codes.ts';
import { plugins } from './plugins.ts';
import { reasons } from './reasons.ts';
import { screens } from './screens.ts';
import { script } from './script.ts';
import { scriptRuns } from './script-run.ts';
import { states } from './state.ts';
import { tries } from './try.ts';
import { values } from './values.ts';

export const messages: Messages = {
  ...files,
  ...archives,
  ...content,
  ...plugins,
  ...script,
  ...scriptRuns,
  ...fixes,
  ...desktop,
  screen: screens,
  ...depots,
  ...errors,
  ...reasons,
  ...windowFaults,
  ...publishFaults,
  ...placeFaults,
  ...serverFaults,
  ...terminalFaults,
  ...evidence,
  ...tries,
  ...looked,
  ...states,
  ...diagnostics,
  ...values,
};

export const sentences: Sentences = { messages, codes, ownCodes };
