import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { marks } from '#lib/constraints/checkers/punctuation-absent.ts'
import { checkers, findChecker } from '#lib/constraints/registry.ts'
import type { RegisteredChecker } from '#lib/constraints/checker.ts'
import { compileConstraint } from '#lib/constraints/compile.ts'
import { vocabulary } from '#lib/constraints/vocabulary.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { readPairs } from '#lib/pairs/read.ts'
import type { PairRecord } from '#lib/pairs/record.ts'
import { seededRng } from '#lib/random.ts'

/** What the registry does not say of a checker in words; the tests below hold each of them against the program. */
interface Note {
  /** How it measures, after the vocabulary's definition. */
  measures: string
  example: Record<string, unknown>
  unsure: string
  /** A response that the example is unsure about; null for a checker that always decides. */
  witness: string | null
}

const chinese = '我们今天去公园散步。天气很好。'
const abbreviated = 'We met Dr. Brown and J. Smith at noon.'

const notes: Record<string, Note> = {
  'pincer:word_count': { measures: 'A word is a run of non-space. `around` allows 10% either way.', example: { min: 120 }, unsure: 'the script writes no spaces between words', witness: chinese },
  'pincer:sentence_count': { measures: 'Counted under two readings, fine and coarse.', example: { min: 2, max: 2 }, unsure: 'the answer depends on the reading', witness: `${abbreviated} It rained.` },
  'pincer:paragraph_count': { measures: 'Headings, lists, tables, quotes and code do not count.', example: { min: 2, max: 2 }, unsure: 'the answer depends on whether a single line break parts paragraphs', witness: 'One line.\nAnother one.' },
  'pincer:paragraph_sentences': { measures: 'The paragraph with the most sentences decides.', example: { max: 2 }, unsure: 'the answer depends on where sentences or paragraphs end', witness: abbreviated },
  'pincer:sentence_words': { measures: 'The longest sentence decides; a word is a run of non-space.', example: { max: 6 }, unsure: 'the answer depends on where sentences end, or the script writes no spaces', witness: abbreviated },
  'pincer:word_size': { measures: 'A word is a run of letters, digits and underscores; one that is too long (`max`) or too short (`min`) refutes it.', example: { max: 12 }, unsure: 'the response has no word', witness: '…' },
  'pincer:keywords': { measures: 'All of them, as whole words, whatever the case.', example: { keywords: ['tide', 'moon'] }, unsure: 'never', witness: null },
  'pincer:forbidden_words': { measures: 'None of them, as whole words, whatever the case.', example: { words: ['very'] }, unsure: 'never', witness: null },
  'pincer:punctuation_absent': { measures: 'In every script that has its own form of the mark.', example: { mark: 'comma' }, unsure: 'never', witness: null },
}

/** Parameters that some checker takes; the table shows which of them each accepts. */
const shapes: readonly Record<string, unknown>[] = [
  { min: 1 }, { max: 1 }, { min: 1, max: 1 }, { around: 1 }, { keywords: ['a'] }, { words: ['a'] }, ...Object.keys(marks).map((mark) => ({ mark })),
]

const page = join(projectRoot, 'docs', 'constraints.md')
const begin = '<!-- checkers: begin. Written by the program: UPDATE_DOCS=1 npx vitest run lib/constraints/docs.test.ts -->\n'
const end = '<!-- checkers: end -->'

test('the table of checkers in docs/constraints.md is what the registry says', async () => {
  const table = renderCheckers(await shippedPairs())
  const text = readFileSync(page, 'utf8')
  const [head, rest] = split(text, begin)
  const [written, tail] = split(rest, end)
  if (process.env.UPDATE_DOCS) writeFileSync(page, head + begin + table + end + tail)
  else expect(written).toBe(table)
})

test('every checker has a note, and no note is of a checker that is gone', () => {
  expect(Object.keys(notes).toSorted()).toEqual(checkers.map(({ id }) => id).toSorted())
})

test.each(Object.entries(notes))('the example of %s is understood as what it stands for', (id, { example }) => {
  const compiled = compileConstraint(exampleOf(checkerOf(id)))
  expect(compiled?.checker).toMatchObject({ id, kwargs: example })
})

test.each(Object.entries(notes))('%s is unsure when the table says so', (id, { example, witness, unsure }) => {
  const outcomes = [chinese, abbreviated, '…', '', 'One\ntwo.', witness ?? ''].map((response) => checkerOf(id).check(response, example).outcome)
  if (witness === null) expect(outcomes).not.toContain('unsure')
  else expect(checkerOf(id).check(witness, example).outcome).toBe('unsure')
  expect(unsure === 'never').toBe(witness === null)
})

/** The table of all checkers, in the registry's order. Mined is what back-translation finds in any of the pairs. */
function renderCheckers(pairs: readonly PairRecord[]): string {
  const rows = checkers.map((checker) => {
    const entry = vocabulary.find(({ key }) => key === checker.type)
    const note = notes[checker.id]
    const name = `\`${checker.id}\`<br>${entry?.label ?? checker.type}${checker.crab ? ' ◆' : ''}`
    const mined = pairs.some(({ instruction, response }) => checker.mine(response, { instruction }, seededRng(0)).length > 0) ? 'yes' : 'no'
    return [name, `${entry?.definition ?? ''} ${note?.measures ?? ''}`, kwargsOf(checker), mined, exampleOf(checker), note?.unsure ?? '']
  })
  const header = ['checker', 'what it checks', 'kwargs', 'mined', 'example', '`unsure` when']
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `${lines.join('\n')}\n`
}

function exampleOf(checker: RegisteredChecker): string {
  return checker.wordings(notes[checker.id]?.example)[0] ?? ''
}

/** The accepted parameters: alternatives apart by "or", the values of a closed list named. */
function kwargsOf(checker: RegisteredChecker): string {
  const accepted = shapes.filter((shape) => takes(checker, shape))
  const values = accepted.flatMap(({ mark }) => (typeof mark === 'string' ? [`\`${mark}\``] : []))
  const names = new Set(accepted.map((shape) => Object.keys(shape).map((name) => `\`${name}\``).join(' and ')))
  return [...names].join(' or ') + (values.length > 0 ? `: ${values.join(', ')}` : '')
}

/** Whether the checker takes all these parameters: parsing drops what it does not know. */
function takes(checker: RegisteredChecker, shape: Record<string, unknown>): boolean {
  const parsed = checker.parse(shape)
  return parsed.ok && Object.keys(parsed.kwargs).length === Object.keys(shape).length
}

/** The shipped pairs: between them they have something for every checker that mines. */
async function shippedPairs(): Promise<PairRecord[]> {
  const pairs: PairRecord[] = []
  for await (const item of readPairs(join(projectRoot, 'prisma', 'sample', 'pairs.jsonl'), { format: 'messages' })) {
    if (item.kind === 'pair') pairs.push(item.record)
  }
  return pairs
}

function checkerOf(id: string): RegisteredChecker {
  const checker = findChecker(id)
  if (!checker) throw new Error(`There is no checker ${id}.`)
  return checker
}

function split(text: string, marker: string): [string, string] {
  const at = text.indexOf(marker)
  if (at < 0) throw new Error(`${page} has no "${marker.trim()}".`)
  return [text.slice(0, at), text.slice(at + marker.length)]
}
