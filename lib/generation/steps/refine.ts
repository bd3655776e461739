import { changesLanguage } from '#lib/generation/changed-language.ts'
import { leakScore } from '#lib/generation/leaks.ts'
import { lostPart } from '#lib/generation/kept-parts.ts'
import { pairData, requestData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages } from '#lib/generation/prompts/prompt.ts'
import { refinePrompt } from '#lib/generation/prompts/refine.ts'
import type { PairState, Step } from '#lib/generation/step.ts'
import { soundsLikeRefusal } from '#lib/preferences/confounds.ts'
import { rougeWords } from '#lib/text/rouge.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { whitespaceWords } from '#lib/text/words.ts'

/** So many words in a row of the response are no coincidence. */
const longestLeak = 12

/**
 * An instruction that fits the response more tightly, as a variant: Crab's refinement (arXiv 2410.24175) with what it left open checked,
 * the words that are added, the parts that must not be lost, the language, and that it does not give the response away.
 */
export const refine: Step<'refine'> = {
  name: 'refine',
  async work({ pair, settings, ask }) {
    const { instruction } = pair
    const bounds = { min: settings.minWords, max: Math.max(settings.minWords, settings.maxWords) }
    const words = wordsIn(instruction)
    const { value, generationId } = await ask({
      step: 'refine',
      promptVersion: refinePrompt.version,
      messages: promptMessages(refinePrompt, {
        contentHash: pair.contentHash,
        data: pairData(pair),
        values: { minWords: bounds.min, maxWords: bounds.max, words, least: words + bounds.min, most: words + bounds.max },
      }),
      answer: { kind: 'text', check: (text) => problemWith(text, pair, bounds) },
      temperature: settings.temperature ?? 0.4,
      topP: 0.3,
      maxTokens: Math.min(8192, 256 + Math.ceil(instruction.length / 2)),
      endpointId: settings.endpointId,
    })
    const text = value.trim()
    const meta = { addedWords: wordsIn(text) - words, leak: leakScore(text, pair.response, requestText(pair)) }
    return { variants: [{ kind: 'refined', text, constraints: [], depth: 0, meta, generationId }] }
  },
}

/** What is wrong with a refined instruction, in words that a model can act on; null: nothing. */
export function problemWith(answer: string, pair: PairState, { min, max }: { min: number; max: number }): string | null {
  const text = answer.trim()
  const { instruction } = pair
  if (text === '') return 'The rewritten instruction is empty.'
  if (soundsLikeRefusal(text) && !soundsLikeRefusal(instruction)) return 'Do not refuse: nobody asks you to follow the instruction. Rewrite it.'
  if (hasHeading(text)) return 'Leave out the heading or introduction before the rewritten instruction.'
  if (isWrapped(text) && !isWrapped(instruction.trim())) return 'Leave out the quotation marks or the fence around the rewritten instruction.'
  if (/<<<[0-9a-f]{16}|[0-9a-f]{16}>>>/.test(text)) return 'Leave out the markers of the data.'
  if (speaksOfTheResponse(text) && !speaksOfTheResponse(instruction)) return 'Do not speak of the given response: whoever reads the instruction has not seen one.'
  const lost = lostPart(instruction, text)
  // What is lost is data: its words must not reach the model as ours.
  if (lost) return `Something of the original is missing or changed: ${lost.kind}. Copy it to the letter.`
  const added = wordsIn(text) - wordsIn(instruction)
  if (added < min || added > max) return `The rewritten instruction has ${added} words more than the original; it must have at least ${min} and at most ${max} more.`
  if (changesLanguage(instruction, text)) return 'Write in the language of the original instruction.'
  const leak = leakScore(text, pair.response, requestText(pair))
  if (leak >= longestLeak) return `The rewritten instruction gives the answer away: ${leak} words in a row of it stand in the response.`
  return null
}

/** Words as a reader of the instruction counts them; two characters make one where no spaces are written. */
function wordsIn(text: string): number {
  return isUnspaced(text) ? Math.ceil(rougeWords(text).length / 2) : whitespaceWords(text).length
}

function requestText(pair: PairState): string {
  return requestData(pair).map(({ text }) => text ?? '').join('\n')
}

function hasHeading(text: string): boolean {
  const first = text.split('\n', 1)[0] ?? ''
  return (
    /^[\s#*_>]*(?:the )?(?:refined|rewritten|revised|improved|edited|new|updated)[ _-](?:instruction|prompt)s?[\s*_]*(?::|$)/i.test(first) ||
    /^(?:sure|certainly|of course|okay|here (?:is|'s|’s)|here you)\b.*:\s*$/i.test(first)
  )
}

function isWrapped(text: string): boolean {
  return /^"[^"]*"$/s.test(text) || /^“[^“”]*”$/s.test(text) || /^(?:`{3}|~{3})[\s\S]*(?:`{3}|~{3})$/.test(text)
}

function speaksOfTheResponse(text: string): boolean {
  return /\b(?:given|provided|above|original|reference) (?:response|output|answer)\b|\b(?:response|output|answer) (?:above|given above|provided above)\b/i.test(text)
}
