import { checkConstraint } from '#lib/constraints/index.ts'
import { restate } from '#lib/constraints/restate.ts'
import { alike } from '#lib/generation/alike.ts'
import { pairData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages } from '#lib/generation/prompts/prompt.ts'
import { relabelPrompt } from '#lib/generation/prompts/relabel.ts'
import { mayGiveWay, replaced, replacement, type Replacement } from '#lib/generation/replacing.ts'
import type { ConstraintState, Findings, FoundVariant, PairState, Step, StepWork } from '#lib/generation/step.ts'

/** From here on two texts are taken for one. */
const duplicate = 0.8

/**
 * Hindsight relabelling (arXiv 2302.05206) for constraints: what the response did instead takes the place of what it fails. Where a program
 * found the failure, the same program states what holds; where a judge did, a model proposes and a program or a judge decides.
 *
 * The result is a constraint with its own verdict and not a whole new instruction: so it is reviewed, balanced and composed like any other,
 * and the failed one stays, superseded, for the rejected side of preference data. Only where the instruction itself says the failed
 * constraint in so many words would it go on asking for it: there the relabelled instruction is a variant, too.
 */
export const relabel: Step<'relabel'> = {
  name: 'relabel',
  async work(work) {
    const { pair } = work
    const failed = pair.constraints.filter((constraint) => fails(constraint, pair.response))
    if (failed.length === 0) return { dropped: 'the response fails no constraint' }
    const replacements: Replacement[] = []
    const saidAlready: NonNullable<Findings['superseded']> = []
    for (const constraint of failed) {
      const others = [...pair.constraints.filter(({ id }) => id !== constraint.id), ...replacements]
      const found = constraint.checker && decided(constraint, pair.response) ? byProgram(constraint, work) : await byModel(constraint, work, others)
      if (!found) continue
      const met = pair.constraints.find((other) => !failed.includes(other) && other.outcome === 'pass' && alike(found, other, duplicate))
      if (met && mayGiveWay(constraint)) saidAlready.push({ constraintId: constraint.id, by: met.id })
      else if (!others.some((other) => alike(found, other, duplicate))) replacements.push(found)
    }
    const { constraints, superseded = [] } = replaced(pair, replacements)
    const variant = relabelledInstruction(pair, replacements)
    if (!constraints && saidAlready.length === 0) return { dropped: 'what the response did instead says nothing' }
    return {
      ...(constraints ? { constraints } : {}),
      ...(superseded.length + saidAlready.length > 0 ? { superseded: [...superseded, ...saidAlready] } : {}),
      ...(variant ? { variants: [variant] } : {}),
    }
  },
}

/** A program's word counts before a stored outcome, which may be a judge's. */
function fails(constraint: ConstraintState, response: string): boolean {
  const byChecker = decided(constraint, response)
  return byChecker === null ? constraint.outcome === 'fail' : byChecker === 'fail'
}

function decided({ checker }: ConstraintState, response: string): 'pass' | 'fail' | null {
  const outcome = checker ? checkConstraint(checker, response).outcome : null
  return outcome === 'pass' || outcome === 'fail' ? outcome : null
}

function byProgram(constraint: ConstraintState, { pair, rng }: StepWork<'relabel'>): Replacement | null {
  const found = constraint.checker && restate(constraint.checker, pair, rng)
  if (!found) return null
  const { type, text, checker, measured, detail, evidence } = found
  return { ref: `instead of ${constraint.id}`, type, rawType: null, text, origin: 'rule', checker, verdict: { outcome: 'pass', measured, detail, evidence }, repairOfId: constraint.id }
}

async function byModel(constraint: ConstraintState, { pair, settings, ask }: StepWork<'relabel'>, others: Parameters<typeof replacement>[3]): Promise<Replacement | null> {
  const { value, generationId } = await ask({
    step: 'relabel',
    promptVersion: relabelPrompt.version,
    messages: promptMessages(relabelPrompt, { contentHash: pair.contentHash, data: [...pairData(pair), { name: 'failed constraint', text: constraint.text }] }),
    answer: { kind: 'json', name: 'relabelled', schema: relabelPrompt.schema },
    temperature: settings.temperature ?? 0.4,
    topP: 0.3,
    maxTokens: 512,
    endpointId: settings.endpointId,
  })
  if (value.constraint === null) return null
  const bench = { step: 'relabel' as const, votes: 1, endpointId: settings.endpointId }
  return replacement(constraint, [{ text: value.constraint, generationId }], pair, others, bench, ask)
}

/** The instruction with what holds in the place of what fails, if it says that to the letter. */
function relabelledInstruction({ instruction, constraints }: PairState, replacements: readonly Replacement[]): FoundVariant | null {
  let text = instruction
  const refs: string[] = []
  for (const { ref, repairOfId, text: instead } of replacements) {
    const failed = constraints.find(({ id }) => id === repairOfId)?.text.trim() ?? ''
    const at = failed === '' ? -1 : text.indexOf(failed)
    if (at < 0 || /[\p{L}\p{N}]$/u.test(text.slice(0, at)) || /^[\p{L}\p{N}]/u.test(text.slice(at + failed.length))) continue
    text = text.slice(0, at) + instead + text.slice(at + failed.length)
    refs.push(ref)
  }
  return refs.length > 0 ? { kind: 'relabelled', text, constraints: refs, depth: 0 } : null
}
