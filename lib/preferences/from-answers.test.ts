import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
import { alikeInLength } from '#lib/generation/contrast.ts'
import type { PairState } from '#lib/generation/step.ts'
import { distance, type Candidate, type Found } from '#lib/preferences/candidate.ts'
import { checksOnce } from '#lib/preferences/checks.ts'
import { confoundOf } from '#lib/preferences/confounds.ts'
import type { PreferenceDemand } from '#lib/preferences/contract.ts'
import { fromAnswers } from '#lib/preferences/from-answers.ts'
import { checkContrast } from '#lib/preferences/gate.ts'
import type { OtherResponse } from '#lib/preferences/other-responses.ts'

const demands: PreferenceDemand[] = ['Write at least 8 words.', 'Do not use any commas.', 'Write exactly 2 sentences.'].map((text, n) => {
  const compiled = compileConstraint(text)
  if (!compiled?.checker) throw new Error(`no checker: ${text}`)
  return { id: `${n}`, type: compiled.type, text, checker: compiled.checker }
})
const prompt = 'Tell me of the lamp.'

/** Every text against every other, each asked about anew. */
function slowly(texts: readonly string[]): Found {
  const refused: Record<string, number> = {}
  const refuse = (reason: string): number => (refused[reason] = (refused[reason] ?? 0) + 1)
  const ranked: { candidate: Candidate; margin: number }[] = []
  for (const chosen of texts) {
    for (const rejected of texts) {
      if (chosen === rejected) continue
      const answer = checkContrast({ demands, chosen, rejected })
      const reason = !answer.holds ? answer.reason : alikeInLength(chosen, rejected) ? confoundOf({ chosen, rejected }) : 'their lengths differ too much'
      if (reason !== null) refuse(reason)
      else if (answer.holds) ranked.push({ candidate: { method: 'answers', variantId: null, prompt, demands, chosen, rejected }, margin: answer.margin })
    }
  }
  ranked.sort((a, b) => a.margin - b.margin || distance(a.candidate) - distance(b.candidate))
  const used = new Set<string>()
  const candidates = ranked.flatMap(({ candidate }) => {
    if (used.has(candidate.rejected)) refuse('the failing text is in another preference')
    const isFree = !used.has(candidate.rejected)
    used.add(candidate.rejected)
    return isFree ? [candidate] : []
  })
  return { candidates, refused }
}

function pairOf(texts: readonly string[]): PairState {
  const [response = '', ...answers] = texts
  return { id: 'pair', contentHash: 'f', language: 'en', system: null, history: [], instruction: prompt, input: null, response, constraints: [], variants: [], answers: answers.map((text, n) => ({ id: `${n}`, variantId: null, text, model: 'made up', sample: n })) }
}

const words = fc.array(fc.constantFrom('lamp', 'turns', 'once', 'harbour.', 'ships,', 'night', 'I’m sorry', 'keeper.', 'Old'), { minLength: 1, maxLength: 14 }).map((parts) => `The ${parts.join(' ')}.`)

it('finds what comparing every text with every other finds, in the same order and with the same counts', () => {
  let found = 0
  fc.assert(
    fc.property(fc.uniqueArray(words, { minLength: 1, maxLength: 9 }), (texts) => {
      const quickly = fromAnswers(pairOf(texts), { prompt, demands }, [], checksOnce())
      expect(quickly).toEqual(slowly(texts))
      found += quickly.candidates.length
    }),
    { numRuns: 300 },
  )
  expect(found).toBeGreaterThan(50)
})

it('asks each checker about each text once', () => {
  const others = Array.from({ length: 20 }, (_, n): OtherResponse => ({ pairId: `other ${n}`, text: `The lamp turns ${'slowly '.repeat(n)}and the keeper sleeps. Ships pass${n % 2 ? ',' : ''} by.`, sameLicense: true }))
  const asked: string[] = []
  const once = checksOnce()
  const known = new Set<unknown>()
  const { candidates } = fromAnswers(pairOf(['The old lamp turns once in twelve seconds. Fishermen steer by it.']), { prompt, demands }, others, (checker, text) => {
    const result = once(checker, text)
    if (!known.has(result)) asked.push(text)
    known.add(result)
    return result
  })
  expect(candidates.length).toBeGreaterThan(5)
  expect(asked).toHaveLength(21 * demands.length)
  for (const { chosen } of candidates) for (const { checker } of demands) expect(checkConstraint(checker, chosen).outcome).toBe('pass')
})
