import type { Kwargs } from '#lib/constraints/kwargs.ts'
import type { Counterpart } from './counterparts.ts'

/** The languages that IFEval has names for (LANGUAGE_CODES); it stops at any other. */
const named: ReadonlySet<unknown> = new Set([
  'en', 'es', 'pt', 'ar', 'hi', 'fr', 'ru', 'de', 'ja', 'it', 'bn', 'uk', 'th', 'ur', 'ta', 'te', 'bg', 'ko', 'pl', 'he', 'fa', 'vi', 'ne', 'sw', 'kn', 'mr', 'gu', 'pa', 'ml', 'fi',
])

/**
 * IFEval's instructions that verify a constraint of ours by finding out the language of the response; none where it has no word for it. They stand apart from the other counterparts, for
 * back-translation asks those of each response, and these take long. What is to be in one case, IFEval wants in English, too: whoever rewards it asks first whether the response itself meets that.
 */
export function languageCounterparts({ id, kwargs }: { id: string; kwargs: Kwargs }): Counterpart[] {
  if (id === 'pincer:response_language' && named.has(kwargs.language)) return [{ id: 'language:response_language', kwargs: { language: kwargs.language } }]
  if (id === 'pincer:letter_case') return [{ id: kwargs.case === 'upper' ? 'change_case:english_capital' : 'change_case:english_lowercase', kwargs: {} }]
  return []
}
