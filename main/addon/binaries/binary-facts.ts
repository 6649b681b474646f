import type { Cpu } from '../detect/binary-header.ts';
import type { EntryPoint } from './entry-points.ts';

/** What a program file says about how it will be loaded. */
export type BinaryFacts = PeFacts | ElfFacts | MachOFacts;

export interface PeFacts {
  readonly format: 'pe';
  readonly cpu: Cpu;
  /** Names of the libraries that must be there for this one to load. */
  readonly imports: readonly string[];
  readonly entryPoints: readonly EntryPoint[];
}

export interface ElfFacts {
  readonly format: 'elf';
  readonly cpu: Cpu;
  readonly soname: string | undefined;
  readonly needed: readonly string[];
  /** DT_RPATH, which the libraries it loads inherit; it is ignored where there is a DT_RUNPATH. */
  readonly rpath: readonly string[];
  readonly runpath: readonly string[];
  /** Symbol versions it asks of other libraries, such as GLIBC_2.34. */
  readonly versions: readonly string[];
  readonly entryPoints: readonly EntryPoint[];
}

export interface MachOFacts {
  readonly format: 'mach-o';
  readonly slices: readonly MachOSlice[];
}

export interface MachOSlice {
  readonly cpu: Cpu;
  readonly libraries: readonly { readonly path: string; readonly isWeak: boolean }[];
  readonly rpaths: readonly string[];
  /** As in `13.1`; undefined where the file does not tell. */
  readonly oldestSystem: string | undefined;
  readonly signature: 'none' | 'ad-hoc' | 'signed';
  readonly entryPoints: readonly EntryPoint[];
}
