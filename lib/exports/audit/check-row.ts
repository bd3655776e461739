import { isDeepStrictEqual } from 'node:util'
import { besideInstruction } from '#lib/compose/asked-already.ts'
import { typeWeight } from '#lib/compose/choose-constraints.ts'
import { missesTarget, type BitsTarget } from '#lib/compose/fit-target.ts'
import { findConflicts, type Demand } from '#lib/constraints/conflicts.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import { soundTwins } from '#lib/constraints/official/twins.ts'
import { checkPrompt, isComposedPreference } from '#lib/exports/audit/check-prompt.ts'
import { checkReverse, checkTurned } from '#lib/exports/audit/check-reverse.ts'
import type { FaultKind } from '#lib/exports/audit/faults.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import { confoundOf, isOfAnswers } from '#lib/preferences/confounds.ts'
import { groundTruth, isRefuted, rewards } from '#lib/exports/formats/verifiable.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { readPythonLiteral } from '#lib/text/python-literal.ts'

/** Tells a fault of a row. */
export type Tell = (kind: FaultKind, field: string, problem: string) => void

/** What the recipe asks of a row: the least and the most constraints, and whether it is of a preference. */
export interface Bounds {
  min: number
  max: number
  isPreference: boolean
  /** Only what a program proves is stated: preferences are certain. */
  allProven: boolean
  /** The most demonstrations. */
  demonstrations: number
  /** How much the constraints are to say together; null: anything. */
  bits: BitsTarget | null
  weights: Readonly<Record<string, number>>
  /** Which instructions prompts may have. */
  instruction: ExportParams['instruction']
}

/**
 * Checks everything that a row says of itself: its constraints hold, are stated, do not conflict and are as many as the recipe asks for. Answers what
 * checkPrompt does: of which rows it is whose prompt could not be held to its instruction.
 */
export function checkRow(facts: RowFacts, { min, max, isPreference, allProven, demonstrations, bits, weights, instruction }: Bounds, tell: Tell): string | null {
  const { constraints, prompt, rejected, task } = facts
  const isTurned = task === null || task?.kind === 'reverse'
  // What a reverse row's constraints are about is the response that it shows.
  const response = task?.kind === 'reverse' ? { text: task.subject, field: 'meta.target.response' } : facts.response
  const stated = constraints?.length ?? facts.constraintCount
  if (stated !== undefined && task?.kind !== 'general' && (stated < min || stated > max)) tell('recipe', constraints ? 'meta.constraints' : 'Num_Cons', `${stated} constraints, and the recipe asks for ${min} to ${max}`)
  const isLower = facts.level !== undefined && facts.level.number < facts.level.of
  // A constraint that was made false says more or less than the true one.
  const misses = bits && constraints && !isPreference && !isLower && !facts.isTwin && task?.kind !== 'general' ? missesTarget(constraints, bits) : null
  if (misses !== null) tell('recipe', 'meta.constraints', `say what the recipe does not ask for: ${misses}`)
  for (const [n, constraint] of (constraints ?? []).entries()) {
    const field = `meta.constraints.${n}`
    if (!isPreference && typeWeight(weights, constraint.type) === 0) tell('recipe', `${field}.type`, `is ${constraint.type}, of which the recipe asks for none`)
    // Prompts that are not composed are in words of their own, and so are those of levels (check-sequence.ts).
    if ((!isPreference || isComposedPreference(facts)) && !isTurned && !facts.rungs && !prompt.text.includes(constraint.text.trim())) tell('not-stated', `${field}.text`, `"${shownText(constraint.text)}" does not occur in ${prompt.field}`)
    if (response) checkProof(constraint, response.text, field, tell)
    if (!constraint.checker && !rejected && (facts.rewards || !response)) tell('proof', `${field}.checker`, 'has no checker, so nothing can reward it')
    if (allProven && !constraint.checker) tell('proof', `${field}.checker`, 'is not there, and a preference states only what a program proves')
    else if (allProven && !constraint.proven && !response) tell('proof', `${field}.proven`, 'is false, and a preference states only what a program proves')
  }
  if (rejected) checkRejected(rejected, constraints ?? [], tell)
  const confound = rejected && response && isOfAnswers(facts.method) ? confoundOf({ chosen: response.text, rejected: rejected.text }) : null
  if (confound !== null) tell('confound', rejected?.field ?? 'rejected', `${confound}: that tells the texts apart, or nothing does`)
  for (const { first, second } of conflicts((constraints ?? []).map(({ checker }) => (checker ? meaning(checker) : [])))) {
    tell('conflict', `meta.constraints.${second}`, `"${shownText(constraints?.[second]?.text)}" conflicts with "${shownText(constraints?.[first]?.text)}"`)
  }
  for (const { constraint, reason } of facts.instruction === undefined ? [] : besideInstruction(constraints ?? [], [facts.instruction]).leftOut) {
    if (reason === 'against the instruction') tell('conflict', `meta.constraints.${constraints?.indexOf(constraint) ?? 0}`, `"${shownText(constraint.text)}" is against what the instruction asks for itself`)
  }
  const notHeld = checkPrompt(facts, { instruction }, tell)
  checkDemonstrations(facts, demonstrations, weights, tell)
  if (task?.kind === 'reverse') checkReverse(facts, task, tell)
  else if (isTurned) checkTurned(facts, tell)
  checkRewards(facts, tell)
  return notHeld
}

/** Demonstrations are other pairs, are shown, state what they say and meet it. */
function checkDemonstrations({ id, demonstrations = [] }: RowFacts, most: number, weights: Bounds['weights'], tell: Tell): void {
  const field = 'meta.demonstrations'
  if (demonstrations.length > most) tell('recipe', field, `${demonstrations.length} demonstrations, and the recipe asks for at most ${most}`)
  for (const [n, shown] of demonstrations.entries()) {
    if (shown.id === id) tell('demonstration', `${field}.${n}.id`, 'is the row itself')
    if (demonstrations.findIndex((other) => other.id === shown.id) !== n) tell('demonstration', `${field}.${n}.id`, 'is shown twice')
    if (shown.prompt === null || shown.response === null) tell('demonstration', `${field}.${n}`, 'is not shown before the prompt')
    for (const [at, constraint] of shown.constraints.entries()) {
      if (typeWeight(weights, constraint.type) === 0) tell('recipe', `${field}.${n}.constraints.${at}.type`, `is ${constraint.type}, of which the recipe asks for none`)
      if (shown.prompt !== null && !shown.prompt.includes(constraint.text.trim())) tell('not-stated', `${field}.${n}.constraints.${at}.text`, `"${shownText(constraint.text)}" does not occur in its prompt`)
      if (shown.response !== null) checkProof(constraint, shown.response, `${field}.${n}.constraints.${at}`, tell)
    }
  }
}

/** A constraint holds of a response as far as it says: by its checker, or by a person's word. */
export function checkProof({ text, checker, proven }: NonNullable<RowFacts['constraints']>[number], response: string, field: string, tell: Tell): void {
  if (!checker) {
    if (proven) tell('proof', `${field}.proven`, `"${shownText(text)}" is called proven, but names no checker`)
    return
  }
  const { outcome, detail } = checkConstraint(checker, response)
  if (outcome === 'fail') tell('refuted', field, `"${shownText(text)}" does not hold of the response. ${detail}`)
  else if (outcome === 'error') tell('check-failed', `${field}.checker`, `"${shownText(text)}" cannot be checked. ${detail}`)
  else if (proven !== (outcome === 'pass')) tell('proof', `${field}.proven`, `"${shownText(text)}" is called ${proven ? 'proven' : 'not proven'}, but ${checker.id} finds: ${detail}`)
}

/** The rejected text fails what the row says, and nothing else for certain. */
function checkRejected({ text, field, violated, margin }: NonNullable<RowFacts['rejected']>, constraints: NonNullable<RowFacts['constraints']>, tell: Tell): void {
  if (violated.length === 0) tell('contrast', 'meta.violated', 'names no constraint that the rejected text fails')
  for (const place of violated) if (!constraints[place]) tell('contrast', 'meta.violated', `names constraint ${place}, which there is not`)
  for (const [n, { text: said, checker }] of constraints.entries()) {
    if (!checker) continue
    const { outcome, detail } = checkConstraint(checker, text)
    if (violated.includes(n) !== (outcome === 'fail')) {
      tell('contrast', field, violated.includes(n) ? `is said to fail "${shownText(said)}", and does not. ${detail}` : `fails "${shownText(said)}", which meta.violated does not name. ${detail}`)
    }
  }
  const share = violated.length / Math.max(1, constraints.length)
  if (Math.abs(share - margin) > 1e-9) tell('contrast', 'meta.margin', `is ${margin}, and the share of the constraints that are violated is ${share}`)
}

/** The benchmarks' instructions are known, take their arguments, are met by the response where it is known, do not conflict and say what the constraints say. */
function checkRewards({ rewards: given, constraints, response }: RowFacts, tell: Tell): void {
  if (!given) return
  const { verifier, ids, kwargs, truth, sort, said } = given
  const instructions = ids.map((id, n) => ({ id, kwargs: kwargs[n] ?? {} }))
  for (const [n, instruction] of instructions.entries()) {
    const problem = whyNotRun(instruction)
    if (problem !== null) tell('check-failed', `instruction_id_list.${n}`, `${instruction.id} cannot be verified. ${problem}`)
  }
  for (const [n, constraint] of (response && constraints ? constraints : []).entries()) {
    // What does not hold of the response by our checker was told before.
    if (response && constraint.checker && isRefuted(constraint, response.text, verifier) && checkConstraint(constraint.checker, response.text).outcome !== 'fail') {
      tell('refuted', `meta.constraints.${n}`, `"${shownText(constraint.text)}" is rewarded by instructions whose verifiers find that the response does not meet them`)
    }
  }
  for (const { first, second } of conflicts(instructions.map(meaning))) tell('conflict', `instruction_id_list.${second}`, `${ids[second]} conflicts with ${ids[first]}`)
  if (constraints) {
    const wanted = rewards({ constraints }, verifier)
    if (!isDeepStrictEqual(wanted.ids, ids)) tell('rewards', 'instruction_id_list', 'does not say what meta.constraints says')
    else if (!isDeepStrictEqual(wanted.kwargs, kwargs)) tell('rewards', 'kwargs', 'does not say what meta.constraints says')
    if (said !== undefined && said !== constraints.map(({ text }) => text).join(' ')) tell('rewards', 'constraint', 'is not the texts of meta.constraints')
  }
  if (sort !== undefined && (sort === 'multi') !== ids.length > 1) tell('rewards', 'constraint_type', `is "${sort}", and there are ${ids.length} instructions`)
  if (truth === undefined) return
  // Rows for Pincer's own verifier are read as JSON.
  if (verifier === 'ifeval' && !isPythonList(truth)) tell('rewards', 'ground_truth', 'is no list that Python reads as a literal, as open-instruct does: true, false and null are none')
  else if (!saysTheSame(truth, ids, kwargs)) tell('rewards', 'ground_truth', 'does not say what instruction_id_list and kwargs say')
}

function isPythonList(text: string): boolean {
  const python = readPythonLiteral(text)
  return python?.kind === 'list' && !python.foreign
}

function saysTheSame(truth: string, ids: readonly string[], kwargs: readonly Record<string, unknown>[]): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(truth), JSON.parse(groundTruth(ids, kwargs)))
  } catch {
    return false
  }
}

/** Why an instruction cannot be verified on any response; null where it can. */
function whyNotRun(instruction: { id: string; kwargs: Record<string, unknown> }): string | null {
  try {
    const { outcome, detail } = checkConstraint(instruction, 'Any text will do.', 'official')
    return outcome === 'error' ? detail : null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What a checker's demand means in checkers of ours, whose relations are known. */
function meaning(checker: { id: string; kwargs: Record<string, unknown> }): Demand[] {
  const twins = soundTwins(checker.id, checker.kwargs)
  return twins.length > 0 ? twins : [checker]
}

/** Conflicts between constraints, each of which may mean several demands. */
function conflicts(meanings: readonly Demand[][]): { first: number; second: number }[] {
  const owner = meanings.flatMap((demands, n) => demands.map(() => n))
  const found = findConflicts(meanings.flat()).flatMap(({ first, second, relation }) => {
    const [a, b] = [owner[first] ?? 0, owner[second] ?? 0]
    return relation === 'conflict' && a !== b ? [{ first: a, second: b }] : []
  })
  return found.filter((one, n) => found.findIndex((other) => other.first === one.first && other.second === one.second) === n)
}

function shownText(text = ''): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
