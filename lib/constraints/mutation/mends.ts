import type { TextEdit } from '#lib/constraints/mutation/edit.ts'
import { structureOf } from '#lib/text/structure.ts'

/** A demand, and the edits after which a text may meet it. */
export interface Mend {
  checker: { id: string; kwargs: Record<string, unknown> }
  edits: TextEdit[]
  /** That nearly every response could be given: no more than one of them is worth having. */
  fitsAnything?: true
}

/** What can be proposed for a response. Each kind changes signs and not what is said; whether an edit does what it should is for the checkers to say. */
export function mends(response: string): Mend[] {
  return [
    { checker: { id: 'pincer:punctuation_absent', kwargs: { mark: 'exclamation_mark' } }, edits: calmed(response) },
    { checker: { id: 'pincer:punctuation_absent', kwargs: { mark: 'semicolon' } }, edits: parted(response) },
    { checker: { id: 'pincer:contraction_count', kwargs: { max: 0 } }, edits: writtenOut(response) },
    { checker: { id: 'pincer:non_ascii_count', kwargs: { max: 0 } }, edits: replaced(response, /[^\0-\x7f]/gu, (sign) => plainSigns[sign] ?? sign) },
    { checker: { id: 'pincer:bold_count', kwargs: { max: 0 } }, edits: unmarked(response) },
    { checker: { id: 'pincer:emoji_count', kwargs: { max: 0 } }, edits: replaced(response, / ?\p{RGI_Emoji}/gv, () => '') },
    { checker: { id: 'pincer:letter_case', kwargs: { case: 'lower' } }, edits: replaced(response, /\p{Lu}+/gu, (letters) => letters.toLowerCase()), fitsAnything: true },
    { checker: { id: 'pincer:wrapped', kwargs: { wrapped: 'double_quotes' } }, edits: quoted(response), fitsAnything: true },
    ...divided(response),
    ...remarked(response),
    ...emphasised(response),
  ]
}

function replaced(text: string, what: RegExp, by: (found: string) => string): TextEdit[] {
  return Array.from(text.matchAll(what), ({ 0: found, index }) => ({ start: index, end: index + found.length, insert: by(found) }))
}

/** Bold without its marks; none where two asterisks stand between words, as a power does. */
function unmarked(text: string): TextEdit[] {
  return /[\p{L}\p{N})] ?\*\* ?[\p{L}\p{N}(]/u.test(text.replace(/\*\*[^*\n]{1,400}\*\*/gu, ' ')) ? [] : replaced(text, /\*\*(?=\S)|(?<=\S)\*\*/gu, () => '')
}

/** Exclamations as statements; one that is part of something else stays, so that nothing is mended. */
function calmed(text: string): TextEdit[] {
  const ends = replaced(text, /(?<![?!])[?!]+(?![?!])(?=["'”’)\]*_]{0,8}(?:\s|$))/gu, (marks) => (marks.includes('?') ? '?' : '.'))
  return ends.filter(({ start, end }) => text.slice(start, end).includes('!'))
}

/** A sentence of its own behind each semicolon; none where one parts a list, behind a colon. */
function parted(text: string): TextEdit[] {
  if (/&#?\w+;/.test(text) || /:[^.!?\n]{0,400};/.test(text)) return []
  return replaced(text, /; \p{Ll}/gu, (found) => `. ${found.slice(2).toUpperCase()}`)
}

const plainSigns: Readonly<Record<string, string>> = {
  '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '…': '...', '\u00a0': ' ', '•': '-', '×': 'x', '→': '->', '−': '-', '′': "'", '″': '"',
}

const wholes: Readonly<Record<string, string>> = { "can't": 'cannot', "won't": 'will not', "shan't": 'shall not', "let's": 'let us', "i'm": 'I am' }
/** Before these it is "is" and never "has". */
const surelyIs = /^(?:a|an|the|my|your|his|her|our|their|its|this|that|these|what|why|how|where|when|because|in|on|at|of|for|from|to|about|like|as|with|one|time|going|\p{L}{3,}ing|important|essential|crucial|clear|true|good|great|best|easy|hard|possible|likely|okay|fine|late|early|so|very|quite|too)$/u
/** An "is" or a "has": only these are told apart by what comes behind. */
const isOrHas = /^(it|that|there|here|what|who|where|he|she|how)'s$/i

/** Contractions in two words. Those that two readings have, or whose words would stand in the wrong order, stay. */
function writtenOut(text: string): TextEdit[] {
  return replaced(text, /(?<![\p{L}\p{N}_])\p{L}+['’]\p{L}+(?![\p{L}\p{N}_])/gu, (found) => found).flatMap((edit): TextEdit[] => {
    const word = text.slice(edit.start, edit.end)
    const next = /^ (\p{L}+)/u.exec(text.slice(edit.end))?.[1]?.toLowerCase() ?? ''
    const said = inTwoWords(word.replace('’', "'"), next)
    return said === null ? [] : [{ ...edit, insert: word.length > 3 && word === word.toUpperCase() ? said.toUpperCase() : said }]
  })
}

function inTwoWords(word: string, next: string): string | null {
  const whole = wholes[word.toLowerCase()]
  if (whole !== undefined) return /^\p{Lu}/u.test(word) ? whole.charAt(0).toUpperCase() + whole.slice(1) : whole
  const negated = /^(\p{L}+)n't$/iu.exec(word)?.[1]
  if (negated !== undefined) return negated.toLowerCase() === 'ai' || /^(?:i|you|we|they|he|she|it|this|that|the|people)$/.test(next) ? null : `${negated} not`
  const joined = /^(\p{L}+)'(re|ve|ll)$/iu.exec(word)
  if (joined) return `${joined[1]} ${{ re: 'are', ve: 'have', ll: 'will' }[joined[2]?.toLowerCase() ?? ''] ?? ''}`
  if (isOrHas.test(word) && surelyIs.test(next)) return `${word.slice(0, -2)} is`
  return null
}

function quoted(text: string): TextEdit[] {
  const [start, end] = [text.length - text.trimStart().length, text.trimEnd().length]
  return text.includes('"') || start >= end ? [] : [{ start, end: start, insert: '"' }, { start: end, end, insert: '"' }]
}

/** A line of asterisks between paragraphs; a list belongs to what stands before it. */
function divided(text: string): Mend[] {
  if (structureOf(text).items.length > 0) return []
  const edits = replaced(text.trimEnd(), /\n[ \t]*\n\s*(?=\S)/gu, () => '\n\n***\n\n')
  const parts = edits.length + 1
  return parts >= 2 && parts <= 6 ? [{ checker: { id: 'pincer:divided', kwargs: { divider: '***', parts } }, edits }] : []
}

const otherMarker: Readonly<Record<string, string>> = { '-': '*', '*': '-', '+': '-', '•': '-' }

/** Another bullet before the items of a list. */
function remarked(text: string): Mend[] {
  const { items } = structureOf(text)
  const from = items[0]?.marker ?? ''
  const to = otherMarker[from]
  if (items.length < 2 || to === undefined) return []
  const edits = items.flatMap(({ start, marker }) => {
    const at = text.indexOf(marker, start)
    return marker === from && at >= 0 ? [{ start: at, end: at + marker.length, insert: to }] : []
  })
  return [{ checker: { id: 'pincer:list_marker', kwargs: { marker: to } }, edits }]
}

/** The names that begin list items, in bold. */
function emphasised(text: string): Mend[] {
  if (text.includes('*')) return []
  const edits = structureOf(text).items.flatMap(({ start, end }): TextEdit[] => {
    const item = text.slice(start, end)
    const name = /^(\s*(?:[-•+]|\d+[.)])\s+)(\p{Lu}[\p{L}\p{N} '-]{1,40})(?=: )/u.exec(item)
    if (!name?.[2] || name[1] === undefined) return []
    const at = start + name[1].length
    return [{ start: at, end: at + name[2].length, insert: `**${name[2]}**` }]
  })
  return edits.length >= 2 ? [{ checker: { id: 'pincer:bold_count', kwargs: { min: edits.length } }, edits }] : []
}
