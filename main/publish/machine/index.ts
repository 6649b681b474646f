export {
  type Act,
  type Circumstances,
  dueAt,
  type Machine,
  type MachineEvent,
  type Memory,
  newMachine,
  type RegistryAnswer,
  type SendRoute,
} from './model.ts';
export { storedSinceOurAttempt } from './proof.ts';
export { transition } from './transition.ts';
