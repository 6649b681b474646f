import type { Rehearsal, RehearsalFault } from '../../protocol/index.ts';

export type FaultKind = RehearsalFault['fault'];
export type FaultOf<K extends FaultKind> = Extract<RehearsalFault, { fault: K }>;
export type RequestFault = Exclude<RehearsalFault, { fault: 'processing' | 'slow-processing' }>;

/** The faults in force. They live in memory: a registry that is started again behaves. */
export interface RehearsalFaults {
  readonly current: () => Rehearsal;
  set(rehearsal: Rehearsal): void;
  /** The faults that strike a request to this route, each counted down by one. */
  takeForRequest(route: string): readonly RequestFault[];
  /** The same for the next version to be processed. */
  takeForProcessing<K extends 'processing' | 'slow-processing'>(kind: K): FaultOf<K> | undefined;
}

export function openRehearsal(): RehearsalFaults {
  let faults: RehearsalFault[] = [];

  const countDown = (fault: RehearsalFault): void => {
    if (fault.fault === 'offline' || fault.times === undefined) return;
    const left = fault.times - 1;
    faults = faults.flatMap((other) => {
      if (other !== fault) return [other];
      return left > 0 ? [{ ...fault, times: left }] : [];
    });
  };

  return {
    current: () => ({ faults }),
    set(rehearsal) {
      // Copies, because a fault is known by its identity while it counts down.
      faults = rehearsal.faults.map((fault) => ({ ...fault }));
    },
    takeForRequest(route) {
      const struck: RequestFault[] = [];
      const decided = new Set<string>();
      for (const fault of faults) {
        if (fault.fault === 'processing' || fault.fault === 'slow-processing') continue;
        if (fault.fault !== 'offline' && fault.route !== 'any' && fault.route !== route) continue;
        // The first fault that decides the answer wins; one that slows the body may come on top of it.
        const subject = fault.fault === 'slow' ? 'pace' : 'answer';
        if (decided.has(subject)) continue;
        decided.add(subject);
        struck.push(fault);
      }
      for (const fault of struck) countDown(fault);
      return struck;
    },
    takeForProcessing<K extends 'processing' | 'slow-processing'>(kind: K) {
      const fault = faults.find((candidate): candidate is FaultOf<K> => candidate.fault === kind);
      if (fault === undefined) return undefined;
      countDown(fault);
      return fault;
    },
  };
}
