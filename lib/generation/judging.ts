import type { EvidenceSpan } from '#lib/constraints/verdict.ts'
import { judgePrompt, type JudgeAnswer } from '#lib/generation/prompts/judge.ts'
import { pairData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages } from '#lib/generation/prompts/prompt.ts'
import type { StepName } from '#lib/generation/recipe.ts'
import type { Ask, ErrorClass, Judgement, PairState } from '#lib/generation/step.ts'
import { together } from '#lib/generation/together.ts'
import { isUnusable } from '#lib/generation/usable.ts'

/** How a judge is asked. */
export interface Bench {
  step: StepName
  votes: number
  temperature?: number | undefined
  endpointId?: string | undefined
}

/** A verdict, and what the judges that found the constraint false would put in its place, in order. */
export interface Judged {
  judgement: Judgement
  repairs: { text: string; generationId: string }[]
}

/** What voids a vote, as the verdict says it and as the judge is told it. */
interface Fault {
  detail: string
  told: string
}

const falseQuote: Fault = {
  detail: "the judge's quote is not in the response",
  told: 'The quote is not in the response. Copy a passage of the response to the letter, or write "" and say in the reason why no passage can show it.',
}
const copiedReason: Fault = { detail: "the judge's reason is that of an example in its prompt", told: 'The reason is that of an example. Judge this response, and give the reason for it.' }
const nothingSaid: Fault = { detail: 'the judge gave neither a quote nor a reason', told: 'Without a quote, the reason must say why no passage can show it.' }

/** Small models hand them back instead of judging. */
const exampleReasons = new Set<string>(judgePrompt.examples.map(({ answer }) => answer.reason))

/** Sampled votes that cannot differ are one vote. */
const warm = 0.7

/**
 * Asks whether the response meets a constraint, as often as there are votes; more than half of them decide, and without such a majority it is
 * unsure. A quote must stand in the response to the letter: one that does not is sent back once, and then voids the vote.
 */
export async function judgeConstraint(constraint: string, pair: PairState, bench: Bench, ask: Ask): Promise<Judged> {
  const votes = await together(Array.from({ length: bench.votes }, (_, sample) => vote(constraint, pair, bench, ask, sample)))
  return { judgement: majority(votes, pair.response), repairs: repairsIn(votes) }
}

type Vote = { answer: JudgeAnswer; generationId: string } | { problem: string; generationId: string | null }

async function vote(constraint: string, pair: PairState, { step, votes, temperature, endpointId }: Bench, ask: Ask, sample: number): Promise<Vote> {
  let fault: Fault | null = null
  try {
    const { value, generationId } = await ask({
      step,
      promptVersion: judgePrompt.version,
      messages: promptMessages(judgePrompt, { contentHash: pair.contentHash, data: [...pairData(pair), { name: 'constraint', text: constraint }] }),
      answer: { kind: 'json', name: 'judgement', schema: judgePrompt.schema, check: (value) => (fault = faultOf(value, pair.response))?.told ?? null },
      temperature: votes > 1 ? temperature || warm : (temperature ?? 0),
      maxTokens: 512,
      sample,
      endpointId,
    })
    return { answer: value, generationId }
  } catch (error) {
    // Every other failure is one of the way to the judge, and the pair is asked about again.
    if (!isUnusable(error)) throw error
    return { problem: problemOf(error.errorClass, fault), generationId: error.generationId }
  }
}

function faultOf({ quote, reason }: JudgeAnswer, response: string): Fault | null {
  if (exampleReasons.has(reason.trim())) return copiedReason
  if (quote === '') return /\p{L}/u.test(reason) ? null : nothingSaid
  return quote.trim() !== '' && response.includes(quote) ? null : falseQuote
}

function problemOf(errorClass: ErrorClass, fault: Fault | null): string {
  if (errorClass === 'refused') return 'the judge refused to answer'
  if (errorClass === 'truncated') return "the judge's answer broke off"
  if (errorClass === 'too_long') return 'the pair is too long for the judge'
  return fault?.detail ?? 'the judge gave no valid answer'
}

const outcomes = { yes: 'pass', no: 'fail', unsure: 'unsure' } as const

function outcomeOf(vote: Vote): Judgement['outcome'] {
  return 'answer' in vote ? outcomes[vote.answer.satisfied] : 'error'
}

function majority(votes: readonly Vote[], response: string): Judgement {
  const counts = { pass: 0, fail: 0, unsure: 0, error: 0 }
  for (const each of votes) counts[outcomeOf(each)]++
  const outcome = (['pass', 'fail', 'error'] as const).find((each) => counts[each] > votes.length / 2) ?? 'unsure'
  const speaking = votes.find((each) => outcomeOf(each) === outcome) ?? votes[0]
  const agreeing = votes.flatMap((each) => ('answer' in each && outcomeOf(each) === outcome ? [each.answer] : []))
  return {
    outcome,
    meaningful: isRestriction(votes),
    detail: detailOf(speaking, counts, votes.length),
    evidence: evidenceOf(agreeing, response, outcome === 'fail' ? 'violation' : 'support'),
    generationId: speaking?.generationId ?? votes.find(({ generationId }) => generationId !== null)?.generationId ?? null,
  }
}

/** By majority of the votes that are not void; null where there is none. */
function isRestriction(votes: readonly Vote[]): boolean | null {
  const answers = votes.flatMap((each) => ('answer' in each ? [each.answer.is_restriction] : []))
  const [yes, no] = [answers.filter(Boolean).length, answers.filter((is) => !is).length]
  return yes === no ? null : yes > no
}

function detailOf(speaking: Vote | undefined, counts: Record<Judgement['outcome'], number>, votes: number): string {
  const said = !speaking ? '' : 'answer' in speaking ? sentence(speaking.answer.reason) : sentence(speaking.problem)
  if (votes === 1) return said
  const shares = [`${counts.pass} met`, `${counts.fail} not met`, `${counts.unsure} unsure`, `${counts.error} void`].filter((share) => !share.startsWith('0 '))
  return `${votes} votes: ${shares.join(', ')}. ${said}`.trim()
}

const longestReason = 1000

function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, longestReason)
  return line === '' || /[.!?]$/.test(line) ? line : `${line}.`
}

function evidenceOf(answers: readonly JudgeAnswer[], response: string, role: EvidenceSpan['role']): EvidenceSpan[] {
  const quotes = [...new Set(answers.map(({ quote }) => quote))].filter((quote) => quote !== '')
  return quotes
    .map((quote) => ({ start: response.indexOf(quote), end: response.indexOf(quote) + quote.length, role }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
}

function repairsIn(votes: readonly Vote[]): Judged['repairs'] {
  return votes.flatMap((each) => {
    if (!('answer' in each) || each.answer.satisfied !== 'no' || each.answer.repaired === null) return []
    return [{ text: each.answer.repaired, generationId: each.generationId }]
  })
}
