import { seededRng, type Rng } from '#lib/random.ts'

type Schema = Record<string, unknown>

const words = 'amber basin cedar delta ember fjord grove heron inlet juniper kelp larch meadow nectar otter pebble quartz reed slate thistle'.split(' ')

/**
 * An instance of a JSON schema, decided by the seed alone: objects, arrays, strings, numbers, booleans, enum, const, anyOf, oneOf, allOf, $ref
 * to $defs, as zod writes them. Patterns are not looked at. A string whose property is a quote is taken to the letter from `prompt`.
 */
export function madeUpInstance(schema: unknown, seed: string, prompt = ''): unknown {
  const root = isSchema(schema) ? schema : {}
  return instance(root, { root, rng: seededRng(seed), prompt, name: '', depth: 0 })
}

/** Some sentences that say themselves that nobody meant them. */
export function madeUpText(seed: string): string {
  const rng = seededRng(seed)
  const sentences = Array.from({ length: rng.int(1, 4) }, () => `The ${phrase(rng, 2)} lies beyond the ${phrase(rng, 3)}.`)
  return `This answer was made up by a stand-in for a model. ${sentences.join(' ')}`
}

interface Making {
  root: Schema
  rng: Rng
  prompt: string
  /** Of the property that is being made. */
  name: string
  depth: number
}

function instance(schema: Schema, making: Making): unknown {
  const { rng } = making
  if (typeof schema.$ref === 'string') return instance(referred(making.root, schema.$ref), { ...making, depth: making.depth + 1 })
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return rng.pick(schema.enum)
  const choices = [schema.anyOf, schema.oneOf].find((list) => Array.isArray(list))
  if (choices) return instance(choose(choices.filter(isSchema), making), making)
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.filter(isSchema).map((part) => instance(part, making)))
  const type = Array.isArray(schema.type) ? rng.pick(schema.type) : schema.type
  if (type === 'object') return objectOf(schema, making)
  if (type === 'array') return arrayOf(schema, making)
  if (type === 'string') return stringOf(schema, making)
  if (type === 'integer' || type === 'number') return numberOf(schema, type, rng)
  if (type === 'boolean') return rng.next() < 0.5
  return null
}

/** Deep inside a schema that refers to itself only what ends is chosen. */
function choose(choices: Schema[], { rng, depth }: Making): Schema {
  const ending = depth > 4 ? choices.filter((choice) => choice.type === 'null' || choice.$ref === undefined) : []
  return rng.pick(ending.length > 0 ? ending : choices)
}

function objectOf(schema: Schema, making: Making): Schema {
  const properties = isSchema(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required : []
  const chosen = Object.entries(properties).filter(([name]) => required.includes(name) || (making.depth < 4 && making.rng.next() < 0.5))
  return Object.fromEntries(chosen.map(([name, value]) => [name, instance(isSchema(value) ? value : {}, { ...making, name, depth: making.depth + 1 })]))
}

function arrayOf(schema: Schema, making: Making): unknown[] {
  const least = numeric(schema.minItems) ?? (making.depth > 4 ? 0 : 1)
  const length = making.rng.int(least, Math.min(numeric(schema.maxItems) ?? least + 2, least + 2))
  if (Array.isArray(schema.prefixItems)) return schema.prefixItems.map((item) => instance(isSchema(item) ? item : {}, making))
  const items = isSchema(schema.items) ? schema.items : {}
  return Array.from({ length }, () => instance(items, { ...making, depth: making.depth + 1 }))
}

function stringOf(schema: Schema, { rng, name, prompt }: Making): string {
  if (schema.format === 'uuid') return '00000000-0000-4000-8000-000000000000'.replace(/0/g, () => rng.int(0, 9).toString())
  if (schema.format === 'date') return '2024-05-17'
  if (schema.format === 'date-time') return '2024-05-17T12:00:00Z'
  if (schema.format === 'uri') return 'https://made-up.example/'
  const least = numeric(schema.minLength) ?? 0
  const most = numeric(schema.maxLength) ?? Infinity
  let text = /quote|evidence/i.test(name) ? stretch(prompt, rng) : `made up: ${phrase(rng, rng.int(2, 6))}`
  while (text.length < least) text += ` ${phrase(rng, 3)}`
  return text.slice(0, most).trimEnd().padEnd(least, '.')
}

function numberOf(schema: Schema, type: string, rng: Rng): number {
  const whole = type === 'integer'
  const above = numeric(schema.exclusiveMinimum)
  const below = numeric(schema.exclusiveMaximum)
  const least = Math.max(numeric(schema.minimum) ?? -Infinity, above === null ? -Infinity : above + (whole ? 1 : 1e-6))
  const most = Math.min(numeric(schema.maximum) ?? Infinity, below === null ? Infinity : below - (whole ? 1 : 1e-6))
  const from = Number.isFinite(least) && least > -1e15 ? least : Math.min(0, most)
  const to = Number.isFinite(most) && most < 1e15 ? most : Math.max(from, 0) + 10
  return whole ? rng.int(Math.ceil(from), Math.floor(to)) : from + rng.next() * (to - from)
}

/** Some words in a row of the longest paragraph, which is what a prompt is about as a rule. */
function stretch(text: string, rng: Rng): string {
  const longest = text.split(/\n+/).toSorted((a, b) => b.length - a.length)[0] ?? ''
  const starts = [...longest.matchAll(/\S+/g)]
  const from = rng.int(0, Math.max(0, starts.length - 5))
  const last = starts[Math.min(starts.length - 1, from + rng.int(2, 6))]
  return last ? longest.slice(starts[from]?.index ?? 0, last.index + last[0].length) : ''
}

function phrase(rng: Rng, length: number): string {
  return Array.from({ length }, () => rng.pick(words)).join(' ')
}

function referred(root: Schema, reference: string): Schema {
  const path = reference.split('/').slice(1)
  const found = path.reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), root)
  return isSchema(found) ? found : {}
}

function numeric(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
