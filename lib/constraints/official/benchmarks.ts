import { byId } from './evaluate.ts'
import type { InstructionsById } from './evaluate.ts'
import { ifevalInstructions } from './ifeval/registry.ts'

/** The published benchmarks whose answers can be verified, by the name that the command line takes. */
export const benchmarks: ReadonlyMap<string, InstructionsById> = new Map([['ifeval', byId(ifevalInstructions)]])
