import { languages } from '#lib/constraints/wordings/languages.ts'
import { isEnglish, languageOf } from '#lib/text/english.ts'
import { detectLanguage } from '#lib/text/language.ts'

/** Below this many letters the language of a text is a guess. */
const enoughLetters = 20
const sure = 0.9
/** Words of English instructions that hardly any other language has. */
const english = /\b(?:the|of|and|with|from|this|that|what|how|why|who|which|when|write|give|make|list|describe|explain|create|generate|tell|find|rewrite|summarize|classify|you|your)\b/i

/**
 * The language in which a constraint on the pair is worded: the one that is told, or else that of the instruction, which the response
 * confirms where the instruction is short. English where that is not known, or there are no wordings of it.
 */
export function languageToAskIn({ instruction, response }: { instruction: string; response: string }, told: string | null): string {
  const named = told?.toLowerCase().split(/[-_]/)[0]
  if (named) return languages.some(({ code }) => code === named) ? named : 'en'
  // What is quoted may be in any language.
  const request = instruction.slice(0, 1000).replace(/["“«„][^"”»“\n]*["”»“]/g, ' ')
  if (english.test(request) && isEnglish(response) === true) return 'en'
  const candidates = languages.filter(({ common }) => common.test(request))
  const asked = candidates.length === 0 ? null : detectLanguage(request)
  const candidate = candidates.find(({ code }) => code === asked?.language)
  if (!asked || !candidate) return 'en'
  const letters = request.match(/\p{L}/gu)?.length ?? 0
  if (asked.confidence >= sure && letters >= 2 * enoughLetters && !english.test(request)) return candidate.code
  const answered = languageOf(response)
  return answered && answered.confidence >= sure && answered.letters >= enoughLetters && answered.language === candidate.code ? candidate.code : 'en'
}
