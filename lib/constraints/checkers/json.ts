import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, givenAs, isQuotable, wholeResponse } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { contentOf, unfenced } from '#lib/text/fences.ts'
import { structureOf } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

const formKwargs = z.object({ json: z.enum(['any', 'object', 'array']) })
type Form = z.infer<typeof formKwargs>['json']

const jsonAs = '(?:(?:valid|a valid|well-formed|pure|strict) )?json(?: format)?|a (?:single )?(?:valid )?json (?:document|string|text)'
const readForms = { any: fits(givenAs(jsonAs)), object: fits(givenAs('a (?:single )?(?:valid )?json object')), array: fits(givenAs('a (?:single )?(?:valid )?json (?:array|list)|a json array of objects')) }

/** The whole response is JSON. */
export const json: Checker<{ json: Form }> = {
  id: 'pincer:json',
  version: 1,
  type: 'format.json',
  crab: false,
  kwargs: formKwargs,
  rule: 'The whole response parses as JSON; one fence around it is allowed, other text is not.',
  examples: [{ json: 'any' }, { json: 'object' }, { json: 'array' }],
  doubt: { when: 'it is a mere number, string or the like', witness: '42' },
  check(response, { json: form }) {
    const { content } = unfenced(response)
    const value = parsed(response, content)
    if (!value) return judged('fail', null, 'The whole of it is no JSON.', around(response))
    const kind = Array.isArray(value.value) ? 'array' : typeof value.value === 'object' && value.value !== null ? 'object' : 'scalar'
    if (kind === 'scalar') return judged(form === 'any' ? 'unsure' : 'fail', null, 'It is JSON, but neither an object nor an array.', [content])
    const met = form === 'any' || form === kind
    return judged(met ? 'pass' : 'fail', null, `It is a JSON ${kind}${met ? '' : `; an ${form} was asked for`}.`, [content])
  },
  mine(response) {
    const value = /^\s*(?:[[{]|```|~~~)/.test(response) ? parsed(response, unfenced(response).content)?.value : null
    if (typeof value !== 'object' || value === null) return []
    return [{ json: Array.isArray(value) ? 'array' : 'object' }]
  },
  wordings({ json: form }) {
    if (form === 'any') return ['Format your entire response as JSON.', 'The response must be in JSON format.', 'Respond only with valid JSON.', 'The entire output should be wrapped in JSON format.']
    return [`Format your answer as a JSON ${form}.`, `The response must be a single JSON ${form}.`, `Respond with a JSON ${form} only.`]
  },
  read: (sentence) => {
    const form = (['any', 'object', 'array'] as const).find((name) => readForms[name](sentence)?.quoted.length === 0)
    return form ? { json: form } : null
  },
  relate: (a, b) => (a.json === b.json ? 'same' : a.json === 'any' ? 'implied' : b.json === 'any' ? 'implies' : 'conflict'),
}

const keysKwargs = z.object({ keys: z.array(z.string().min(1).max(100)).min(1).max(20), only: z.literal(true).optional() })
type Keys = z.infer<typeof keysKwargs>

const quotedList = '"#"(?:(?:, ?| and |, and | & )"#")*'
const keysAre = `(?:(?<only>only|exactly) )?(?:the |these )?(?<only2>exact )?(?:following )?(?:top-level )?(?:keys?|fields?|properties|property)(?: named| called)?:? ${quotedList}`
const object = '(?:a |an |the )?(?:single |valid )?json(?: object| document)?'
const readKeys = fits([
  `(?:format|write|return|give|provide|output|present|structure) ${wholeResponse} (?:as|in) ${object} (?:with|containing|that has|having|that contains) ${keysAre}`,
  `(?:respond|answer|reply) (?:only )?(?:with|in|as) ${object} (?:with|containing|that has|having|that contains) ${keysAre}`,
  `(?:output|return|write|provide|give) ${object} (?:with|containing|that has|having|that contains) ${keysAre}`,
  `${wholeResponse} (?:must|should) be ${object} (?:with|containing|that has|having|that contains) ${keysAre}`,
  `the json(?: object| output)? (?:must|should) (?:have|contain|include) ${keysAre}`,
])

/** The response is a JSON object with these keys. */
export const jsonKeys: Checker<Keys> = {
  id: 'pincer:json_keys',
  version: 1,
  type: 'format.json',
  crab: false,
  kwargs: keysKwargs,
  rule: 'The whole response, or what one fence encloses, is a JSON object with all these keys at its top; `only`: and no other.',
  examples: [{ keys: ['name', 'word'] }, { keys: ['summary'] }, { keys: ['title', 'body', 'tags'], only: true }],
  doubt: { when: 'there is other text around the JSON, or the keys stand deeper down', witness: '[{"name": "a", "word": "b"}]' },
  check(response, { keys, only }) {
    const { content } = unfenced(response)
    const whole = parsed(response, content)
    const inner = whole ? null : structureOf(response).code.map((block) => contentOf(response, block)).find((span) => parsed(response, span))
    const span = whole ? content : inner
    const value = whole?.value ?? (inner ? parsed(response, inner)?.value : undefined)
    if (!span || value === undefined) return judged('fail', 0, 'There is no JSON.', around(response))
    const own = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
    const missing = keys.filter((key) => !own.includes(key))
    const extra = only ? own.filter((key) => !keys.includes(key)) : []
    const said = `${keys.length - missing.length} of ${keys.length} keys${missing.length > 0 ? `; missing: ${missing.map((key) => `"${key}"`).join(', ')}` : ''}${extra.length > 0 ? `; not asked for: ${extra.slice(0, 5).map((key) => `"${key}"`).join(', ')}` : ''}.`
    if (missing.length === 0 && extra.length === 0) return judged(whole ? 'pass' : 'unsure', keys.length, whole ? said : `${said} There is other text around the JSON.`, [span])
    const deep = deepKeys(value)
    const deeper = missing.length > 0 && keys.every((key) => deep.has(key))
    return judged(deeper ? 'unsure' : 'fail', keys.length - missing.length, deeper ? `${said} They stand deeper down.` : said, [span])
  },
  mine(response) {
    if (!/^\s*(?:\{|```|~~~)/.test(response)) return []
    const value = parsed(response, unfenced(response).content)?.value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    const keys = Object.keys(value)
    return keys.length > 0 && keys.length <= 8 && keys.every((key) => key !== '' && key.length <= 40 && isQuotable(key)) ? [{ keys }] : []
  },
  wordings({ keys, only }) {
    if (!keys.every((key) => isQuotable(key))) return []
    const list = keys.map((key) => `"${key}"`).join(', ')
    const noun = keys.length === 1 ? 'key' : 'keys'
    if (only) return [`Format the answer as a JSON object with only the ${noun} ${list}.`, `The JSON object must have exactly the ${noun} ${list}.`]
    return [`Format the answer as a JSON object with the ${noun} ${list}.`, `The JSON object must have the ${noun} ${list}.`, `Respond with a JSON object containing the ${noun} ${list}.`]
  },
  read(sentence) {
    const fit = readKeys(sentence)
    if (!fit || fit.quoted.length === 0 || fit.quoted.includes('')) return null
    return { keys: [...fit.quoted], ...(fit.groups.only || fit.groups.only2 ? { only: true as const } : {}) }
  },
}

function parsed(text: string, { start, end }: Span): { value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text.slice(start, end))
    return { value }
  } catch {
    return null
  }
}

/** What stands around a fenced block; the whole text when there is none. */
function around(text: string): Span[] {
  const [block] = structureOf(text).code
  const { content } = unfenced(text)
  if (!block) return [content]
  const parts = [{ start: 0, end: block.start }, { start: block.end, end: text.length }].filter(({ start, end }) => text.slice(start, end).trim() !== '')
  return parts.length > 0 ? parts : [content]
}

function deepKeys(value: unknown): Set<string> {
  const keys = new Set<string>()
  const open: unknown[] = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [key, inner] of Object.entries(next)) {
      if (!Array.isArray(next)) keys.add(key)
      if (typeof inner === 'object' && inner !== null) open.push(inner)
    }
  }
  return keys
}
