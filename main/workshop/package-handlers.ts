import type { Handlers } from '../../preload/contract.ts';
import { fail } from './outcomes.ts';

export function packageHandlers(): Handlers['packages'] {
  const later = async () => fail('not_there_yet', 'Packages cannot be listed yet.');
  return {
    list: later,
    get: later,
    create: later,
    describe: later,
    setXpSelection: later,
    setIncompatibilities: later,
    known: later,
    downloads: later,
    privateKey: later,
    saveInstallationFile: later,
    savePackageFile: later,
  };
}
