import { carriedConstraints } from '#lib/generation/added-constraints.ts'
import { contrasts, textsBefore } from '#lib/generation/contrast.ts'
import { conversation } from '#lib/generation/conversation.ts'
import type { PairState, VariantState } from '#lib/generation/step.ts'
import { distance, type Candidate, type Found } from '#lib/preferences/candidate.ts'
import { confoundOf } from '#lib/preferences/confounds.ts'
import type { PreferenceDemand } from '#lib/preferences/contract.ts'
import { jaccard, shinglesOf } from '#lib/text/minhash.ts'

/** A rejected text that fails no more than this misses something subtle, which is what is to be learnt. */
const subtle = 2

/**
 * Preferences of Evolutionary Contrastive Distillation (arXiv 2410.07513): the answer to an evolved instruction against a text that answers
 * what it was evolved from, where lib/generation/contrast.ts is certain of it and nothing else tells the two apart. An instruction of which a constraint is no longer accepted, or
 * that demands what no program can check, gives none. Those that fail one or two demands come first, and of these the texts that differ least.
 */
export function fromChains(pair: PairState): Found {
  const found: Found = { candidates: [], refused: {} }
  const ranked: { candidate: Candidate; isSubtle: boolean; differ: number }[] = []
  const refuse = (reason: string, n = 1): void => {
    if (n > 0) found.refused[reason] = (found.refused[reason] ?? 0) + n
  }
  const answersTo = (variantId: string | null) => pair.answers.filter((known) => known.variantId === variantId).map(({ id, text }) => ({ name: id, text }))
  for (const variant of pair.variants.filter(({ kind }) => kind === 'evolved')) {
    const answers = answersTo(variant.id)
    const before = textsBefore(pair, variant, answersTo)
    const compared = contrasts(pair, variant, answers, before)
    if (!compared) {
      refuse(answers.length === 0 ? 'no answer to the evolved instruction' : 'the evolved instruction adds nothing to be checked')
      continue
    }
    for (const [reason, n] of Object.entries(compared.refused)) refuse(reason, n)
    refuse(compared.soft.length > 0 ? 'a demand that no program can check' : 'a demand that the program is unsure of', compared.open.length)
    const demands = statedBy(pair, variant)
    if (!demands) {
      refuse('a constraint of the evolved instruction is not accepted', compared.kept.length)
      continue
    }
    const prompt = conversation(pair, variant.text).at(-1)?.content ?? variant.text
    const textOf = new Map([...answers, ...before].map(({ name, text }) => [name, text]))
    for (const { chosen, rejected, violated } of compared.kept) {
      const texts = { chosen: textOf.get(chosen) ?? '', rejected: textOf.get(rejected) ?? '' }
      const confound = confoundOf(texts)
      if (confound === null) ranked.push({ candidate: { method: 'evolved', variantId: variant.id, prompt, demands, ...texts }, isSubtle: violated.length <= subtle, differ: 1 - jaccard(shinglesOf(texts.chosen), shinglesOf(texts.rejected)) })
      else refuse(confound)
    }
  }
  ranked.sort((a, b) => Number(b.isSubtle) - Number(a.isSubtle) || a.differ - b.differ || distance(a.candidate) - distance(b.candidate))
  return { ...found, candidates: ranked.map(({ candidate }) => candidate) }
}

/** All that a chain's instruction demands, where a program can check each; null where one of the pair's is not accepted. */
function statedBy(pair: PairState, variant: VariantState): PreferenceDemand[] | null {
  const own = pair.constraints.filter(({ id, status }) => variant.constraintIds.includes(id) && status === 'accepted')
  if (own.length < variant.constraintIds.length) return null
  const { added, earlier } = carriedConstraints(variant)
  return [...own, ...earlier, ...added].flatMap(({ id, type, text, checker }) => (checker ? [{ id, type, text, checker: { id: checker.id, kwargs: checker.kwargs } }] : []))
}
