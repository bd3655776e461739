import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { benchmarks } from '#lib/constraints/official/benchmarks.ts'
import { byId, evaluateBoth } from '#lib/constraints/official/evaluate.ts'
import { InstructionError } from '#lib/constraints/official/instruction.ts'

/** What a prompt asks for; the two lists go together, place by place. */
export interface Asked {
  ids: string[]
  kwargs: (Record<string, unknown> | null)[]
}

/** The verdicts on an answer, one for each instruction; null where a file says only those of the other way. */
export interface Verdicts {
  ids: string[]
  strict: boolean[] | null
  loose: boolean[] | null
  isRecorded: boolean
}

export interface Problem {
  field: string | null
  reason: string
}

/** A text longer than this is no such prompt, and no answer to one, and takes the checkers long. */
const longest = 200_000
const tooLong = `is longer than ${longest.toLocaleString('en')} characters`

const instructions = benchmarks.get('ifbench') ?? byId([])

/** CSV holds lists as JSON. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const prompt = z.string('should be a text').min(1, 'is empty').max(longest, tooLong)
const ids = z.preprocess(unpacked, z.array(z.string('should be a text'), 'should be a list of instruction ids').min(1, 'names no instruction').max(100, 'names more than 100 instructions'))
const kwargs = z.preprocess(unpacked, z.array(z.record(z.string(), z.unknown(), 'should be an object or null').nullable(), 'should be a list with an object for each instruction id'))
const followed = z.preprocess(unpacked, z.array(z.boolean('should be true or false'), 'should be a list of true and false'))

const promptRow = z
  .object({ prompt, instruction_id_list: ids, kwargs })
  .refine((row) => row.kwargs.length === row.instruction_id_list.length, { path: ['kwargs'], message: 'should have as many entries as instruction_id_list' })

const answerRow = z.object({
  prompt,
  response: z.string('should be a text').max(longest, tooLong).nullish(),
  instruction_id_list: ids.nullish(),
  kwargs: kwargs.nullish().catch(null),
  follow_instruction_list: followed.nullish(),
})

/** A prompt with what it asks for, as IFEval's input_data.jsonl writes it; or what is wrong with it. */
export function readPrompt(value: unknown): { prompt: string; asked: Asked } | { problem: Problem } {
  const parsed = promptRow.safeParse(value)
  if (!parsed.success) return { problem: firstProblem(parsed.error) }
  const { prompt: text, instruction_id_list: list, kwargs: given } = parsed.data
  const problem = unknownId(list)
  return problem ? { problem } : { prompt: text, asked: { ids: list, kwargs: given } }
}

/** Whether a row of answers says itself what its prompt asks for. */
export function saysWhatIsAsked(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kwargs' in value && 'instruction_id_list' in value
}

/**
 * The verdicts on one row of answers. With a response, and where it is known what its prompt asks for, Pincer verifies it, strict and loose, as the benchmarks do. Else
 * follow_instruction_list, as IFEval's script writes it, is taken as recorded: `recordedAs` says in which way.
 */
export function readAnswer(value: unknown, askedOf: (prompt: string) => Asked | undefined, { recordedAs, mustBeAsked }: { recordedAs: 'strict' | 'loose'; mustBeAsked: boolean }): { prompt: string; verdicts: Verdicts } | { problem: Problem } {
  const parsed = answerRow.safeParse(value)
  if (!parsed.success) return { problem: firstProblem(parsed.error) }
  const { prompt: text, response, instruction_id_list: list, kwargs: given, follow_instruction_list: follows } = parsed.data
  const asked = askedOf(text)
  if (!asked && mustBeAsked) return { problem: { field: 'prompt', reason: 'is none of the prompts' } }
  if (asked && list && !same(asked.ids, list)) return { problem: { field: 'instruction_id_list', reason: 'differs from what the prompt is known to ask for' } }
  if (asked && given && !isDeepStrictEqual(given.map(said), asked.kwargs.map(said))) return { problem: { field: 'kwargs', reason: 'differs from what the prompt is known to ask for' } }
  if (asked && typeof response === 'string') return checked(text, asked, response)
  const named = list ?? asked?.ids
  if (!follows || !named) {
    if (asked) return { problem: { field: 'response', reason: 'is missing, and there is no follow_instruction_list' } }
    return { problem: { field: 'instruction_id_list', reason: 'nothing says what this prompt asks for: give the file of prompts, too' } }
  }
  if (follows.length !== named.length) return { problem: { field: 'follow_instruction_list', reason: 'should have as many entries as instruction_id_list' } }
  const problem = unknownId(named)
  return problem ? { problem } : { prompt: text, verdicts: { ids: named, strict: recordedAs === 'strict' ? follows : null, loose: recordedAs === 'loose' ? follows : null, isRecorded: true } }
}

function checked(text: string, { ids: list, kwargs: given }: Asked, response: string): { prompt: string; verdicts: Verdicts } | { problem: Problem } {
  try {
    return { prompt: text, verdicts: { ids: list, ...evaluateBoth(instructions, { prompt: text, instruction_id_list: list, kwargs: given, response }), isRecorded: false } }
  } catch (error) {
    if (error instanceof InstructionError) return { problem: { field: null, reason: error.message } }
    throw error
  }
}

/** Whether two lists name the same instructions in the same order. */
export function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index])
}

/** Arguments without those of other instructions, which tables of many instructions have as null. */
function said(kwargs: Record<string, unknown> | null): Record<string, unknown> {
  return Object.fromEntries(Object.entries(kwargs ?? {}).filter(([, value]) => value !== null))
}

function unknownId(list: readonly string[]): Problem | null {
  const index = list.findIndex((id) => !instructions.has(id))
  return index === -1 ? null : { field: `instruction_id_list[${index}]`, reason: `neither IFEval nor IFBench has an instruction ${JSON.stringify(list[index]?.slice(0, 100))}` }
}

function firstProblem(error: z.ZodError): Problem {
  const [issue] = error.issues
  const field = issue?.path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('') ?? ''
  return field === '' ? { field: null, reason: 'should be an object with prompt and response' } : { field, reason: issue?.message ?? 'cannot be read' }
}
