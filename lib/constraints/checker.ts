import type { z } from 'zod'
import type { Relation } from '#lib/constraints/bounds.ts'
import type { Rng } from '#lib/random.ts'
import type { CheckResult } from '#lib/constraints/verdict.ts'
import type { Span } from '#lib/text/words.ts'

/** What mining knows of a pair beside its response. */
export interface MiningContext {
  instruction: string
}

/** One kind of machine-checkable constraint: its program, its inverse and its wordings. */
export interface Checker<K extends Record<string, unknown> = Record<string, unknown>> {
  id: string
  /** Raised whenever the same kwargs could get another verdict. */
  version: number
  /** The vocabulary's type. */
  type: string
  /** Whether it belongs to the six families of Crab. */
  crab: boolean
  kwargs: z.ZodType<K>
  /** How it measures, in a sentence or two: what people read beside a verdict and in the documentation. */
  rule: string
  /** Parameters of typical constraints: each way to ask, the most usual first. */
  examples: readonly [K, ...K[]]
  /** When it is unsure, and a response on which the example is; null for a checker that always decides. */
  doubt: { when: string; witness: string } | null
  /** Whether the response meets it. Never throws. */
  check(response: string, kwargs: K): CheckResult
  /** Parameters that hold of the response and are worth saying, the ones to prefer first; of several, one will be said. */
  mine(response: string, context: MiningContext, rng: Rng): K[]
  /** Natural sentences that say it, all meaning the same. Empty when these kwargs are checked but never said. */
  wordings(kwargs: K): string[]
  /** The kwargs that a plain sentence (see plainSentence) asks for; null when it asks for anything else, or for more. */
  read?(sentence: string): K | null
  /** How two demands of this kind stand to each other. */
  relate?(a: K, b: K): Relation
  /** What it counts in a response, for people to see. */
  units?(response: string, kwargs: K): Units | null
}

/** What a checker counts. */
export interface Units {
  one: string
  many: string
  /** One list for each honest reading, in order of place; the first is the one that verdicts name. `count` is what a part measures. */
  readings: readonly { name: string | null; spans: readonly (Span & { count?: number })[] }[]
}

/** What a checker mined. What nobody asks of it is not made. */
export interface Candidate {
  kwargs: Record<string, unknown>
  wordings(): string[]
  /** Null where mining made a mistake and the checker does not take the kwargs. */
  demand(): { check(): CheckResult } | null
}

/** Keeps a checker's own kwargs type while it is written, and hides it in the registry. */
export interface RegisteredChecker {
  id: string
  version: number
  type: string
  crab: boolean
  rule: string
  examples: readonly Record<string, unknown>[]
  doubt: { when: string; witness: string } | null
  parse(kwargs: unknown): { ok: true; kwargs: Record<string, unknown> } | { ok: false; reason: string }
  check(response: string, kwargs: unknown): CheckResult
  mine(response: string, context: MiningContext, rng: Rng): Candidate[]
  wordings(kwargs: unknown): string[]
  /** Null also for a kind that no sentence is read as. */
  read(sentence: string): Record<string, unknown> | null
  /** `compatible` where kwargs cannot be parsed or nothing is known. */
  relate(a: unknown, b: unknown): Relation
  /** Null also for a kind that counts nothing, and where kwargs cannot be parsed. */
  units(response: string, kwargs: unknown): Units | null
}

/** Makes a checker ready for the registry: kwargs are parsed at its door, and what fails to parse is an error verdict. */
export function register<K extends Record<string, unknown>>(checker: Checker<K>): RegisteredChecker {
  const parse: RegisteredChecker['parse'] = (kwargs) => {
    const parsed = checker.kwargs.safeParse(kwargs)
    if (parsed.success) return { ok: true, kwargs: parsed.data }
    return { ok: false, reason: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'kwargs'}: ${issue.message}`).join('; ') }
  }
  return {
    id: checker.id,
    version: checker.version,
    type: checker.type,
    crab: checker.crab,
    rule: checker.rule,
    examples: checker.examples,
    doubt: checker.doubt,
    parse,
    check(response, kwargs) {
      const parsed = checker.kwargs.safeParse(kwargs)
      if (parsed.success) return checker.check(response, parsed.data)
      const answer = parse(kwargs)
      return { outcome: 'error', measured: null, detail: `The check could not run. ${answer.ok ? '' : answer.reason}`, evidence: [] }
    },
    mine: (response, context, rng) =>
      checker.mine(response, context, rng).map((kwargs) => ({
        kwargs,
        wordings: () => checker.wordings(kwargs),
        demand() {
          const parsed = checker.kwargs.safeParse(kwargs)
          return parsed.success ? { check: () => checker.check(response, parsed.data) } : null
        },
      })),
    wordings(kwargs) {
      const parsed = checker.kwargs.safeParse(kwargs)
      return parsed.success ? checker.wordings(parsed.data) : []
    },
    read: (sentence) => checker.read?.(sentence) ?? null,
    units(response, kwargs) {
      const parsed = checker.kwargs.safeParse(kwargs)
      return parsed.success ? (checker.units?.(response, parsed.data) ?? null) : null
    },
    relate(a, b) {
      const [one, other] = [checker.kwargs.safeParse(a), checker.kwargs.safeParse(b)]
      return one.success && other.success ? (checker.relate?.(one.data, other.data) ?? 'compatible') : 'compatible'
    },
  }
}
