import { z } from 'zod'
import { checkConstraint } from '#lib/constraints/index.ts'
import type { ExportConstraint } from '#lib/exports/formats/format.ts'
import { backtranslateGlobalPrompt, backtranslateLocalPrompt } from '#lib/generation/prompts/backtranslate.ts'

/** What a model was asked for in one call: constraints on the whole response, or on its form. */
export const answerScopes = ['global', 'local'] as const
export type AnswerScope = (typeof answerScopes)[number]

/** The prompt of each scope, as it is asked now. */
export const scopePrompts = { global: backtranslateGlobalPrompt, local: backtranslateLocalPrompt } as const

/** One constraint that a model wrote, and what people made of it. */
export interface DecidedProposal {
  /** Derived from its content: what the constraint is found by. */
  fingerprint: string
  /** The kind that the model gave it. */
  kind: string
  /** As the model wrote it. */
  text: string
  status: string
  /** As it is now. */
  now: { type: string; text: string; checker: { id: string; kwargs: Record<string, unknown> } | null }
  /** Why it was rejected; null where it was not, or for no reason of the list. */
  reason: string | null
}

/** A proposal as an export tells it: `kept` is what stands in its place in the list that is trained on. */
export const toldProposal = z.strictObject({
  id: z.string(),
  kind: z.string().min(1),
  text: z.string().min(1),
  kept: z.strictObject({ kind: z.string().min(1), text: z.string().min(1) }).nullable(),
  reason: z.string().nullable(),
})
export type ToldProposal = z.infer<typeof toldProposal>

/** A model's list and what people made of it. */
export interface DecidedList {
  proposed: ToldProposal[]
  /** Those that are kept, in the order of `proposed`. */
  constraints: ExportConstraint[]
}

/**
 * Holds what a model wrote of a response against what people decided. Constraints that gave way to a repair before anybody looked are none of either
 * list. Answers why it cannot be trained on where one is not decided, or where an accepted one does not pass its checker on the response now.
 */
export function decidedList(proposals: readonly DecidedProposal[], response: string): DecidedList | { dropped: string } {
  const looked = proposals.filter(({ status }) => status !== 'superseded')
  if (looked.length === 0) return { dropped: 'no person has looked at any' }
  const list: DecidedList = { proposed: [], constraints: [] }
  for (const { fingerprint, kind, text, status, now, reason } of looked) {
    if (status !== 'accepted' && status !== 'rejected') return { dropped: 'a constraint is not decided' }
    const kept = status === 'accepted' ? { kind: keptKind(kind, text, now), text: now.text } : null
    list.proposed.push({ id: fingerprint, kind, text, kept, reason: kept ? null : reason })
    if (!kept) continue
    const outcome = now.checker ? checkConstraint(now.checker, response).outcome : null
    if (outcome !== null && outcome !== 'pass') return { dropped: 'an accepted constraint does not pass its checker' }
    list.constraints.push({ type: now.type, text: now.text, checker: now.checker, proven: outcome === 'pass' })
  }
  return list
}

/** Whether people changed anything: only then one list is better than the other. */
export function isChanged(proposed: readonly ToldProposal[]): boolean {
  return proposed.some(({ text, kept }) => kept?.text !== text)
}

/** An edit may have made another kind of it. */
function keptKind(kind: string, text: string, now: DecidedProposal['now']): string {
  return now.text === text || now.type === 'unmapped' ? kind : now.type
}

/** A list as the prompt asks for it: JSON with a sentence or null for each of its kinds, and whatever else under `other`. */
export function answerOf(scope: AnswerScope, listed: readonly { kind: string; text: string }[]): string {
  const named: Record<string, string | null> = {}
  for (const kind of Object.keys(scopePrompts[scope].schema.shape)) if (kind !== 'other') named[kind] = null
  const other: { type: string; text: string }[] = []
  for (const { kind, text } of listed) {
    if (named[kind] === null) named[kind] = text
    else other.push({ type: kind, text })
  }
  return JSON.stringify({ ...named, other })
}

/** Both lists of a row, the better one first. */
export function answersOf(scope: AnswerScope, proposed: readonly ToldProposal[]): { chosen: string; rejected: string } {
  return { chosen: answerOf(scope, proposed.flatMap(({ kept }) => (kept ? [kept] : []))), rejected: answerOf(scope, proposed) }
}
