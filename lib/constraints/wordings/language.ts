import { languages } from '#lib/constraints/wordings/languages.ts'
import { isEnglish, languageOf } from '#lib/text/english.ts'
import { detectLanguage } from '#lib/text/language.ts'

/** With fewer letters the language of a request, or of a response, is a guess. */
const leastAsked = 40
const leastAnswered = 20
const sure = 0.9
/** Words of English instructions that hardly any other language has. */
const english = /\b(?:the|of|and|with|from|this|that|what|how|why|who|which|when|write|give|make|list|describe|explain|create|generate|tell|find|rewrite|summarize|classify|translate|convert|say|to|into|you|your|english|german|french|spanish|portuguese|italian|chinese)\b/i

/**
 * The language in which a constraint on the pair is worded: the one that is told, or else that of the instruction, which the response
 * decides where the instruction is short. English where that is not known, or there are no wordings of it.
 */
export function languageToAskIn({ instruction, response }: { instruction: string; response: string }, language: string | null): string {
  const named = language?.toLowerCase().split(/[-_]/)[0]
  if (named) return languages.some(({ code }) => code === named) ? named : 'en'
  // What is quoted may be in any language.
  const request = instruction.slice(0, 1000).replace(/["“«„][^"”»“\n]*["”»“]/g, ' ')
  if (english.test(request) && isEnglish(response) === true) return 'en'
  const candidates = languages.filter(({ common }) => common.test(request))
  if (candidates.length === 0) return 'en'
  const answered = languageOf(response)
  const confirmed = answered && answered.confidence >= sure && answered.letters >= leastAnswered ? answered.language : null
  // What language a few words are in is a guess: there the response tells, unless the words are English.
  const long = (request.match(/\p{L}/gu)?.length ?? 0) >= leastAsked
  const asked = long ? detectLanguage(request) : null
  const told = long ? (asked && asked.confidence >= sure ? asked.language : null) : confirmed
  const mixed = english.test(request)
  return candidates.find(({ code }) => code === told && (!mixed || (long && code === confirmed)))?.code ?? 'en'
}
