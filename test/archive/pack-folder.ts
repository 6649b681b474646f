import { scanAddon } from '../../main/addon/index.ts';
import { buildArchive, planArchive } from '../../main/archive/index.ts';

// Packs a folder from a process of its own, to be run elsewhere or to be killed: node pack-folder.ts FOLDER OUT [PREVIOUS]
const [root = '', out = '', previous] = process.argv.slice(2);
const { entries, folders } = await scanAddon(root);
const outcome = planArchive({ root, entries, folders, packageId: 'author.thing' });
if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
await buildArchive(outcome.plan, previous === undefined ? { out } : { out, previous });
