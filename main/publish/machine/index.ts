export { type Machine, type Memory, machineSchema, newMachine, type SendRoute } from './memory.ts';
export {
  type Act,
  type Circumstances,
  dueAt,
  type MachineEvent,
  type RegistryAnswer,
} from './model.ts';
export { storedSinceOurAttempt } from './proof.ts';
export { transition } from './transition.ts';
