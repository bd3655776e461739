import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { seededRng } from '#lib/random.ts'
import { pairsFile } from '../table.ts'

/** A text of which the pairs are varied. */
export interface Seed {
  instruction: string
  response: string
}

/** One row of a table as COPY reads it: tab-separated, \N for null. */
export interface CopiedRows {
  pairs: string[]
  constraints: string[]
  decisions: string[]
}

/** Reviewers of the bench's decisions; rows of "User". */
export const reviewers = ['bench-ada', 'bench-ben', 'bench-cy'] as const

/** Columns in the order of the rows that {@link rowsOfPair} makes. */
export const copiedColumns = {
  Pair: `id, "datasetId", "contentHash", source, language, instruction, response, "responseWords", "importLine", status, "constraintCount", "undecidedCount", "acceptedCount", "refutedCount", unchecked`,
  Constraint: `id, "datasetId", "pairId", position, type, text, origin, status, outcome, "outcomeBy", detail, version, "decidedById", fingerprint`,
  Decision: `id, "datasetId", "pairId", "constraintId", "reviewerId", kind, reason, "seenVersion", "resultVersion", before, "elapsedMs", "createdAt"`,
} as const

/** The records to vary: Alpaca's where PINCER_REFERENCE_DATA has them, else the shipped sample's. */
export async function readSeeds(): Promise<Seed[]> {
  const path = pairsFile()
  const file = createReadStream(path)
  const lines = createInterface({ input: path.endsWith('.gz') ? file.pipe(createGunzip()) : file })
  const shape = z.union([
    z.object({ instruction: z.string(), output: z.string() }).transform(({ instruction, output }) => ({ instruction, response: output })),
    z.object({ messages: z.tuple([z.object({ content: z.string() }), z.object({ content: z.string() })]) }).transform(({ messages: [asked, answered] }) => ({ instruction: asked.content, response: answered.content })),
  ])
  const seeds: Seed[] = []
  for await (const line of lines) {
    const record = shape.safeParse(JSON.parse(line))
    if (record.success && record.data.response !== '') seeds.push(record.data)
  }
  return seeds
}

const sources = ['alpaca', 'alpaca', 'alpaca', 'alpaca', 'dolly', 'dolly', 'oasst', 'lima', 'hand-written']
const languages = ['en', 'en', 'en', 'en', 'en', 'en', 'de', 'fr', 'es', null]
/** From frequent to rare, as back-translation gives them: the n-th is taken with a weight of 1/n. */
const kinds: readonly (readonly [string, (word: string, n: number) => string])[] = [
  ['length.words', (_, n) => `Use at least ${n} words.`],
  ['lexical.include', (word) => `Include the word "${word}".`],
  ['length.sentences', (_, n) => `Answer in at most ${n % 30} sentences.`],
  ['punctuation.absent', () => 'Do not use any commas.'],
  ['format.list', (_, n) => `Write a list of ${n % 12} items.`],
  ['style.tone', (word) => `Keep a friendly tone when you speak of ${word}.`],
  ['lexical.exclude', (word) => `Do not mention "${word}ish".`],
  ['format.case', () => 'Write everything in lower case.'],
  ['length.paragraphs', (_, n) => `Write ${n % 6} paragraphs.`],
  ['audience.target', (word) => `Write for readers who know nothing about ${word}.`],
  ['position.start', (word) => `Begin with "${word}".`],
  ['position.end', (word) => `End with "${word}".`],
  ['semantics.topic', (word) => `Explain what ${word} has to do with it.`],
  ['format.table', () => 'Use a table with a header row.'],
  ['format.json', () => 'Answer in JSON.'],
  ['language.response', () => 'Answer in German.'],
]
const shares = kinds.map((_, n) => 1 / (n + 1))
const allShares = shares.reduce((sum, share) => sum + share, 0)

/** Pair number `n` with its seven constraints and, for one pair in twenty, somebody's decisions. The same for the same number, but for ids. */
export function rowsOfPair(n: number, datasetId: string, seeds: readonly Seed[], rows: CopiedRows): void {
  const rng = seededRng('bench', n)
  const random = () => rng.next()
  const seed = seeds[n % seeds.length]
  if (!seed) throw new Error('there is nothing to vary')
  const words = seed.response.match(/[A-Za-z]{4,}/g) ?? ['nothing']
  const round = Math.floor(n / seeds.length)
  const word = () => (words[Math.floor(random() * words.length)] ?? 'nothing').toLowerCase()
  // Other copies of a text differ in a few words, so that no two pairs are the same.
  const response = round === 0 ? seed.response : `${seed.response} ${word()} ${word()} and ${word()} number${n}.`
  const instruction = round === 0 ? seed.instruction : `${seed.instruction} (Case ${n}, about ${word()}.)`
  const pairId = idOf(n, 0)
  const decided = n % 20 === 7
  const reviewer = reviewers[Math.floor(random() * reviewers.length)] ?? reviewers[0]
  let [undecided, accepted, refuted, checked] = [0, 0, 0, 0]
  for (let position = 0; position < 7; position += 1) {
    const id = idOf(n, position + 1)
    const [type, say] = drawKind(random())
    const luck = random()
    const [outcome, by] = luck < 0.62 ? ['pass', 'rule'] : luck < 0.7 ? ['fail', 'rule'] : luck < 0.72 ? ['unsure', 'rule'] : luck < 0.85 ? [null, null] : luck < 0.97 ? ['pass', 'llm'] : ['fail', 'llm']
    const act = random()
    const status = !decided || (n % 40 === 7 && position > 3) ? 'pending' : act < 0.7 ? 'accepted' : act < 0.95 ? 'rejected' : act < 0.98 ? 'flagged' : 'skipped'
    if (status === 'pending') undecided += 1
    if (status === 'accepted') accepted += 1
    if (outcome === 'fail' && by === 'rule') refuted += 1
    if (outcome !== null) checked += 1
    const text = say(word(), 5 + Math.floor(random() * 300))
    rows.constraints.push(line([id, datasetId, pairId, position, type, text, luck < 0.85 ? 'rule' : 'llm', status, outcome, by, outcome && `Checked: ${outcome}.`, status === 'pending' ? 0 : 1, status === 'pending' ? null : reviewer, hash(`${n} ${position}`).slice(0, 32)]))
    if (status === 'pending') continue
    const kind = { accepted: 'accept', rejected: 'reject', flagged: 'flag', skipped: 'skip' }[status]
    const at = new Date(Date.UTC(2026, 8, 1) + Math.floor(random() * 80 * 86_400_000)).toISOString()
    rows.decisions.push(line([idOf(n, position + 8), datasetId, pairId, id, reviewer, kind, kind === 'reject' ? ['false', 'vague', 'trivial'][n % 3] : null, 0, 1, '{}', 800 + Math.floor(random() * 9000), at]))
  }
  const status = undecided === 7 ? 'pending' : undecided === 0 ? 'reviewed' : 'in_review'
  const count = response.match(/\S+/g)?.length ?? 0
  rows.pairs.push(line([pairId, datasetId, hash(`${n}`), sources[Math.floor(random() * sources.length)], languages[Math.floor(random() * languages.length)], instruction, response, count, n + 1, status, 7, undecided, accepted, refuted, checked === 0 ? 't' : 'f']))
}

function drawKind(luck: number): readonly [string, (word: string, n: number) => string] {
  let left = luck * allShares
  for (const [n, kind] of kinds.entries()) {
    left -= shares[n] ?? 0
    if (left <= 0) return kind
  }
  return ['format.json', () => 'Answer in JSON.']
}

/** A UUIDv7 whose order is that of the numbers, so that a chunk can be written again. */
function idOf(n: number, part: number): string {
  const time = (1_760_000_000_000 + n).toString(16).padStart(12, '0')
  const noise = hash(`${n} id ${part}`)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${part.toString(16).padStart(3, '0')}-8${noise.slice(0, 3)}-${noise.slice(3, 15)}`
}

/** SHA-256 in hex. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function line(values: readonly (string | number | null | undefined)[]): string {
  return values.map((value) => (value === null || value === undefined ? '\\N' : typeof value === 'number' ? value : value.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? ''))).join('\t')
}
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
