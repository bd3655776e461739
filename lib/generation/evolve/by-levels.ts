import type { Findings, StepWork } from '#lib/generation/step.ts'
export async function evolveByLevels(_: StepWork<'evolve'>): Promise<Findings> { return {} }
