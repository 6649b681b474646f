import { archives } from './archive.ts';
import { content } from './content.ts';
import { depots } from './depot.ts';
import { desktop } from './desktop.ts';
import { diagnostics } from './diagnostics.ts';
import { errors } from './errors.ts';
import { evidence } from './evidence.ts';
import { faults } from './faults/index.ts';
import { files } from './files.ts';
import { fixes } from './fixes.ts';
import { looked } from './looked.ts';
import { plugins } from './plugins.ts';
import { reasons } from './reasons.ts';
import { screens } from './screens.ts';
import { script } from './script.ts';
import { scriptRuns } from './script-run.ts';
import { states } from './state.ts';
import { tries } from './try.ts';
import { values } from './values.ts';

export const messages = {
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
  ...faults,
  ...evidence,
  ...tries,
  ...looked,
  ...states,
  ...diagnostics,
  ...values,
} as const;
