import { findChecker } from '#lib/constraints/registry.ts'
import { vocabulary } from '#lib/constraints/vocabulary.ts'

/** A type of constraints, with what decides it. */
export interface KnownType {
  key: string
  label: string
  definition: string
  examples: readonly string[]
  /** Ours: how each counts, and when it cannot tell. */
  checkers: { id: string; rule: string; unsureWhen: string | null }[]
  /** Official ids of IFEval and IFBench, which decide where a constraint comes by them. */
  benchmarks: readonly string[]
}

/** Every type that there is, in the vocabulary's order. */
export function knownTypes(): KnownType[] {
  return vocabulary.flatMap(({ key, label, definition, examples, checkers, benchmarks }) =>
    key === 'unmapped' ? [] : [{ key, label, definition, examples, benchmarks, checkers: checkers.flatMap((id) => findChecker(id) ?? []).map(({ id, rule, doubt }) => ({ id, rule, unsureWhen: doubt?.when ?? null })) }],
  )
}
