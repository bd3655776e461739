import { byId } from './evaluate.ts'
import type { InstructionsById } from './evaluate.ts'
import { ifbenchInstructions } from './ifbench/registry.ts'
import { ifevalInstructions } from './ifeval/registry.ts'

/** The published benchmarks whose answers can be verified, by the name that the command line takes. */
export const benchmarks: ReadonlyMap<string, InstructionsById> = new Map([
  ['ifeval', byId(ifevalInstructions)],
  // IFBench's registry holds IFEval's instructions beside its own.
  ['ifbench', byId([...ifevalInstructions, ...ifbenchInstructions])],
])
