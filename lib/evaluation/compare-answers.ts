import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { readAnswer, readPrompt, same, saysWhatIsAsked, type Asked, type Problem, type Verdicts } from '#lib/evaluation/answer-rows.ts'
import type { EvaluatedFile, LeftOut, VerdictsFrom } from '#lib/evaluation/contract.ts'
import type { PairedCounts } from '#lib/evaluation/paired-interval.ts'
import { AppError } from '#lib/http/errors.ts'
import { openSource } from '#lib/pairs/open.ts'
import type { RawRow } from '#lib/pairs/row.ts'

/** A file on this machine, by the name that people know it by. */
export interface NamedFile {
  path: string
  name: string
}

/** Counts of an instruction by its official id, or of whole prompts by the empty text. */
export interface InstructionCounts extends PairedCounts {
  instruction: string
  isLoose: boolean
}

export interface Comparison {
  counts: InstructionCounts[]
  verdicts: VerdictsFrom
  files: EvaluatedFile[]
  /** The first hundred. */
  leftOut: LeftOut[]
}

/** Bytes that a file may have, as it lies there and unpacked: that of IFEval's 541 answers has one megabyte. */
const mostBytes = 256 * 1024 * 1024
/** Prompts that are compared; whoever asks waits for it. */
const mostPrompts = 20_000
const mostTold = 100
/** A source that gives nothing more for so long is broken. */
const longestMs = 30 * 60 * 1000

interface Before {
  line: number
  verdicts: Verdicts
}

/**
 * Compares a model's answers with those of the model that was trained, prompt by prompt. What the prompts ask for stands in `prompts` or, where there is none, in the
 * answers. Files are JSON lines (or whatever else imports are read from), plain or gzipped; they are streamed, and a row that says nothing usable is told and left out.
 * Throws AppError('invalid') for files that are too large, for more than 20,000 prompts, and where no prompt is answered in both.
 */
export async function compareAnswers(files: { before: NamedFile; after: NamedFile; prompts: NamedFile | null }, signal: AbortSignal): Promise<Comparison> {
  const told: LeftOut[] = []
  const tell = (file: NamedFile, line: number, { field, reason }: Problem): void => {
    if (told.length < mostTold) told.push({ file: file.name, line, field: field === null ? null : storable(field), reason: storable(reason) })
  }
  const asked = new Map<string, Asked>()
  const facts: EvaluatedFile[] = []
  if (files.prompts) facts.push(await readPrompts(files.prompts, asked, tell, signal))
  else for (const file of [files.before, files.after]) await gatherPrompts(file, asked, signal)
  const answered = async (role: 'before' | 'after', each: (prompt: string, line: number, verdicts: Verdicts) => Problem | 'unpaired' | null): Promise<EvaluatedFile> => {
    const file = files[role]
    const fact = await factsOf(role, file)
    const options = { recordedAs: /loose/i.test(file.name) ? ('loose' as const) : ('strict' as const), mustBeAsked: files.prompts !== null }
    for await (const row of rowsOf(file, signal)) {
      fact.read++
      const found = row.kind === 'error' ? { problem: row.error } : readAnswer(row.value, (prompt) => asked.get(prompt), options)
      const line = row.kind === 'error' ? row.error.line : row.line
      const outcome = 'problem' in found ? found.problem : each(found.prompt, line, found.verdicts)
      if (outcome === null) fact.used++
      else if (outcome === 'unpaired') {
        fact.unpaired++
        tell(file, line, { field: 'prompt', reason: 'is not in the other file' })
      } else {
        fact.bad++
        tell(file, line, outcome)
      }
    }
    return fact
  }

  const before = new Map<string, Before>()
  const beforeFact = await answered('before', (prompt, line, verdicts) => {
    if (before.has(prompt)) return repeated
    if (before.size === mostPrompts) throw tooMany(files.before)
    before.set(prompt, { line, verdicts })
    return null
  })
  const tally = new Tally()
  const seen = new Set<string>()
  const origins = { checked: 0, recorded: 0 }
  const afterFact = await answered('after', (prompt, _line, verdicts) => {
    if (seen.has(prompt)) return repeated
    if (seen.size === mostPrompts) throw tooMany(files.after)
    const other = before.get(prompt)
    if (other && !same(other.verdicts.ids, verdicts.ids)) return { field: 'instruction_id_list', reason: 'differs from that of the same prompt before' }
    seen.add(prompt)
    if (!other) return 'unpaired'
    tally.add(other.verdicts, verdicts)
    for (const { isRecorded } of [other.verdicts, verdicts]) origins[isRecorded ? 'recorded' : 'checked']++
    return null
  })
  for (const [prompt, { line }] of before) {
    if (seen.has(prompt)) continue
    beforeFact.used--
    beforeFact.unpaired++
    tell(files.before, line, { field: 'prompt', reason: 'is not in the other file' })
  }
  const counts = tally.counts()
  if (counts.length === 0) {
    const details = told.slice(0, 5).map(({ file, line, field, reason }) => ({ field: `${file}, line ${line}${field === null ? '' : `, ${field}`}`, reason }))
    const said = details.map(({ field, reason }) => `${field}: ${reason}.`).join(' ')
    throw new AppError('invalid', `No prompt has a verdict before and after in the same way, strict or loose.${said === '' ? '' : ` ${said}`}`, details)
  }
  const verdicts = origins.recorded === 0 ? 'checked' : origins.checked === 0 ? 'recorded' : 'mixed'
  return { counts, verdicts, files: [...facts, beforeFact, afterFact], leftOut: told }
}

const repeated: Problem = { field: 'prompt', reason: 'was there before; the first counts' }

async function readPrompts(file: NamedFile, asked: Map<string, Asked>, tell: (file: NamedFile, line: number, problem: Problem) => void, signal: AbortSignal): Promise<EvaluatedFile> {
  const fact = await factsOf('prompts', file)
  for await (const row of rowsOf(file, signal)) {
    fact.read++
    const found = row.kind === 'error' ? { problem: row.error } : readPrompt(row.value)
    const problem = 'problem' in found ? found.problem : asked.has(found.prompt) ? repeated : null
    if (problem || 'problem' in found) {
      fact.bad++
      tell(file, row.kind === 'error' ? row.error.line : row.line, problem ?? repeated)
      continue
    }
    if (asked.size === mostPrompts) throw tooMany(file)
    asked.set(found.prompt, found.asked)
    fact.used++
  }
  return fact
}

/** What the answers themselves say that their prompts ask for. What is wrong with a row is told when its answer is read. */
async function gatherPrompts(file: NamedFile, asked: Map<string, Asked>, signal: AbortSignal): Promise<void> {
  let mine = 0
  for await (const row of rowsOf(file, signal)) {
    if (row.kind === 'error' || !saysWhatIsAsked(row.value)) continue
    const found = readPrompt(row.value)
    if ('problem' in found || asked.has(found.prompt)) continue
    if (++mine > mostPrompts) throw tooMany(file)
    asked.set(found.prompt, found.asked)
  }
}

async function* rowsOf({ path }: NamedFile, signal: AbortSignal): AsyncGenerator<RawRow> {
  const source = await openSource({ path }, { bytes: mostBytes, milliseconds: longestMs, parquetBytes: mostBytes })
  for await (const row of source.rows()) {
    yield row
    // A server has others to answer between two answers that take long to verify.
    await setImmediate()
    signal.throwIfAborted()
  }
}

async function factsOf(role: EvaluatedFile['role'], { path, name }: NamedFile): Promise<EvaluatedFile> {
  const { size } = await stat(path)
  if (size > mostBytes) throw new AppError('invalid', `${name} is larger than ${mostBytes / 2 ** 20} MB. Leave out what is no prompt and no response.`)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return { role, name: storable(name), bytes: size, sha256: hash.digest('hex'), read: 0, used: 0, bad: 0, unpaired: 0 }
}

function tooMany({ name }: NamedFile): AppError {
  return new AppError('invalid', `${name} has more than ${mostPrompts.toLocaleString('en')} prompts: compare them in parts.`)
}

/** A text as the database can hold it. */
function storable(text: string): string {
  return text.replaceAll('\0', '\u{fffd}').toWellFormed().slice(0, 500)
}

/** Counts pairs of answers by instruction and by whole prompts, strict and loose. */
class Tally {
  readonly #counts = new Map<string, InstructionCounts>()

  add(before: Verdicts, after: Verdicts): void {
    for (const isLoose of [false, true]) {
      const [one, other] = isLoose ? [before.loose, after.loose] : [before.strict, after.strict]
      if (!one || !other) continue
      this.#count('', isLoose, !one.includes(false), !other.includes(false))
      for (const [index, id] of before.ids.entries()) this.#count(id, isLoose, one[index] === true, other[index] === true)
    }
  }

  counts(): InstructionCounts[] {
    return [...this.#counts.values()]
  }

  #count(instruction: string, isLoose: boolean, before: boolean, after: boolean): void {
    const key = `${isLoose} ${instruction}`
    const counts = this.#counts.get(key) ?? { instruction, isLoose, both: 0, onlyBefore: 0, onlyAfter: 0, neither: 0 }
    counts[before ? (after ? 'both' : 'onlyBefore') : after ? 'onlyAfter' : 'neither']++
    this.#counts.set(key, counts)
  }
}
