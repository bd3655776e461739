import { proseOf } from '#lib/text/blocks.ts'
import { detectLanguage } from '#lib/text/language.ts'
import { isUnspaced } from '#lib/text/script.ts'

/** Shorter texts may be taken for another language. */
const enoughLetters = 40
const certain = 0.95

/** Whether a rewrite is surely in another language than the text before it; texts too short to tell are not. */
export function changesLanguage(before: string, after: string): boolean {
  const [one, other] = [surelyIn(before), surelyIn(after)]
  return one !== null && other !== null && one !== other
}

function surelyIn(text: string): string | null {
  const prose = proseOf(text)
  const letters = prose.match(/\p{L}/gu)?.length ?? 0
  if (letters < (isUnspaced(prose) ? enoughLetters / 4 : enoughLetters)) return null
  const found = detectLanguage(prose)
  return found && found.confidence >= certain ? found.language : null
}
