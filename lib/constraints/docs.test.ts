import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkers, findChecker } from '#lib/constraints/registry.ts'
import type { RegisteredChecker } from '#lib/constraints/checker.ts'
import { compileConstraint } from '#lib/constraints/compile.ts'
import { vocabulary } from '#lib/constraints/vocabulary.ts'
import { languages } from '#lib/constraints/wordings/languages.ts'
import { wordingsIn } from '#lib/constraints/wordings/say.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { readPairs } from '#lib/pairs/read.ts'
import type { PairRecord } from '#lib/pairs/record.ts'
import { seededRng } from '#lib/random.ts'

/** Parameters that some checker takes beside those of its examples; the table shows which of them each accepts. */
const shapes: readonly Record<string, unknown>[] = [{ min: 1 }, { max: 1 }, { min: 1, max: 1 }, { around: 1 }]

const page = join(projectRoot, 'docs', 'constraints.md')

test('the table of checkers in docs/constraints.md is what the registry says', async () => {
  const table = renderCheckers(await shippedPairs())
  expect(writtenTable('checkers', table)).toBe(table)
})

test('the table of types in docs/constraints.md is what the vocabulary says', () => {
  const table = renderVocabulary()
  expect(writtenTable('vocabulary', table)).toBe(table)
})

test('the table of languages in docs/constraints.md is what the wordings say', () => {
  const table = renderLanguages()
  expect(writtenTable('languages', table)).toBe(table)
})

/** The table that the page has between its marks; when the page is to be updated, it gets the new one first. */
function writtenTable(name: string, table: string): string {
  const begin = `<!-- ${name}: begin. Written by the program: UPDATE_DOCS=1 npx vitest run lib/constraints/docs.test.ts -->\n`
  const end = `<!-- ${name}: end -->`
  const [head, rest] = split(readFileSync(page, 'utf8'), begin)
  const [written, tail] = split(rest, end)
  if (!process.env.UPDATE_DOCS) return written
  writeFileSync(page, head + begin + table + end + tail)
  return table
}

const ids = checkers.map(({ id }) => id)

test.each(ids)('the example of %s is understood as what it stands for', (id) => {
  const checker = checkerOf(id)
  expect(compileConstraint(exampleOf(checker))?.checker).toMatchObject({ id, kwargs: checker.examples[0] })
})

test.each(ids)('%s is unsure when the table says so', (id) => {
  const { doubt, examples, check } = checkerOf(id)
  const unsureOf = (responses: string[]) => responses.filter((response) => check(response, examples[0]).outcome === 'unsure')
  const witnesses = ['', '…', ...checkers.flatMap((checker) => checker.doubt?.witness ?? [])]
  expect(doubt ? unsureOf([doubt.witness]) : unsureOf(witnesses)).toEqual(doubt ? [doubt.witness] : [])
})

/** The table of all checkers, in the registry's order. Mined is what back-translation finds in any of the pairs. */
function renderCheckers(pairs: readonly PairRecord[]): string {
  const rows = checkers.map((checker) => {
    const entry = vocabulary.find(({ key }) => key === checker.type)
    const name = `\`${checker.id}\`<br>${entry?.label ?? checker.type}${checker.crab ? ' ◆' : ''}`
    const mined = pairs.some(({ instruction, response }) => checker.mine(response, { instruction }, seededRng(0)).length > 0) ? 'yes' : 'no'
    return [name, `${entry?.definition ?? ''} ${checker.rule}`, kwargsOf(checker), mined, exampleOf(checker), checker.doubt?.when ?? 'never']
  })
  return markdownTable(['checker', 'what it checks', 'kwargs', 'mined', 'example', '`unsure` when'], rows)
}

/** The table of all types, by facet: what asks for each, and what it is called elsewhere. */
function renderVocabulary(): string {
  const coded = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')
  const rows = vocabulary.map(({ key, label, definition, examples, checkers: own, benchmarks, crab, aliases, cello }) => [
    `\`${key}\`<br>${label}`, definition, examples.join('<br>'), coded(own.map((id) => id.replace(/^pincer:/, ''))), coded(benchmarks), coded([...crab, ...aliases]), cello.join(', '),
  ])
  return markdownTable(['type', 'what it is about', 'examples', 'checkers', 'IFEval and IFBench', 'Crab and others', 'CELLO'], rows)
}

/** The table of the languages beside English: what is not offered in each, and some of its sentences. */
function renderLanguages(): string {
  const everywhere = checkers.filter(({ id }) => languages.every(({ forms }) => forms[id]))
  const shared = `${everywhere.length} checkers are worded in all of them: ${everywhere.map(({ id }) => `\`${id.replace(/^pincer:/, '')}\``).join(', ')}.`
  const rows = languages.map(({ code, name, forms }) => {
    const more = checkers.filter((checker) => forms[checker.id] && !everywhere.includes(checker)).map(({ id }) => `\`${id.replace(/^pincer:/, '')}\``)
    const examples = [['pincer:bullet_count', { min: 3 }], ['pincer:keywords', { keywords: ['Pincer'] }]] as const
    return [`${name} (\`${code}\`)`, examples.map(([id, kwargs]) => wordingsIn(code, id, kwargs)[0] ?? '').join('<br>'), more.length === 0 ? 'none' : more.join(', ')]
  })
  return `${shared}\n\n${markdownTable(['language', 'examples', 'further checkers'], rows)}`
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `${lines.join('\n')}\n`
}

function exampleOf(checker: RegisteredChecker): string {
  return checker.wordings(checker.examples[0])[0] ?? ''
}

/** The accepted parameters: alternatives apart by "or", the values of closed lists named. */
function kwargsOf(checker: RegisteredChecker): string {
  const [first = {}] = checker.examples
  const accepted = [...shapes.filter((shape) => takes(checker, shape)), ...checker.examples]
  const names = new Set(accepted.map((shape) => Object.keys(shape).map((name) => `\`${name}\``).join(' and ')))
  const closed = Object.keys(first).filter((name) => typeof first[name] === 'string' && !['z', 'zz'].some((value) => takes(checker, { ...first, [name]: value })))
  const values = closed.map((name) => {
    const known = new Set(checker.examples.map((example) => `\`${String(example[name])}\``))
    return `${Object.keys(first).length > 1 ? `; \`${name}\`` : ''}: ${[...known].join(', ')}`
  })
  return [...names].join(' or ') + values.join('')
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
