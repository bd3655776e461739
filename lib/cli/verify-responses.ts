import { z } from 'zod'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { jsonLinesTo, requireReadable, requireWritable } from '#lib/cli/files.ts'
import { benchmarks } from '#lib/constraints/official/benchmarks.ts'
import { evaluateBoth } from '#lib/constraints/official/evaluate.ts'
import type { InstructionsById } from '#lib/constraints/official/evaluate.ts'
import { InstructionError } from '#lib/constraints/official/instruction.ts'
import { openSource } from '#lib/pairs/open.ts'

const rowSchema = z
  .object({
    key: z.union([z.number(), z.string()], 'should be a number or a text'),
    prompt: z.string('should be a text'),
    instruction_id_list: z.array(z.string('should be a text'), 'should be a list of instruction ids'),
    kwargs: z.array(z.record(z.string(), z.unknown(), 'should be an object or null').nullable(), 'should be a list with an object for each instruction id'),
    response: z.string('should be a text'),
  })
  .refine((row) => row.kwargs.length === row.instruction_id_list.length, {
    path: ['kwargs'],
    message: 'should have as many entries as instruction_id_list',
  })

/**
 * Verifies a file of a benchmark's answers, one row at a time: JSON lines in, plain or gzipped, and a row
 * `{key, strict, loose}` out for each, in the same order. A row that cannot be verified is told on stderr and left out; the exit
 * code is then 1. Throws a usage failure for a schema or a file that is not there.
 */
export async function verifyResponses(options: { schema: string; in: string; out: string | undefined }): Promise<void> {
  const instructions = benchmarks.get(options.schema)
  if (!instructions) throw badUsage(`--schema ${options.schema}: the schemas are ${[...benchmarks.keys()].join(', ')}.`)
  await requireReadable(options.in)
  await requireWritable('--out', options.out, options.in)
  const source = await openSource({ path: options.in })
  const out = jsonLinesTo(options.out)
  const counts = { read: 0, verified: 0 }
  for await (const row of source.rows()) {
    counts.read++
    const problems = row.kind === 'error' ? [{ line: row.error.line, field: row.error.field, reason: row.error.reason }] : []
    const verdicts = row.kind === 'row' ? verified(instructions, row.value, options.schema) : undefined
    if (verdicts && 'key' in verdicts) {
      await out.write(verdicts)
      counts.verified++
    } else if (verdicts && row.kind === 'row') problems.push(...verdicts.problems.map((problem) => ({ line: row.line, ...problem })))
    for (const { line, field, reason } of problems) process.stderr.write(`${options.in}, line ${line}${field ? `, ${field}` : ''}: ${reason}\n`)
  }
  await out.close()
  process.stderr.write(`${counts.verified} of ${counts.read} rows verified.\n`)
  if (counts.verified < counts.read) process.exitCode = exitCodes.problems
}

interface Verdicts {
  key: string | number
  strict: boolean[]
  loose: boolean[]
}

interface Problem {
  field: string | null
  reason: string
}

function verified(instructions: InstructionsById, value: unknown, schema: string): Verdicts | { problems: Problem[] } {
  const parsed = rowSchema.safeParse(value)
  if (!parsed.success) {
    return { problems: parsed.error.issues.map(({ path, message }) => ({ field: fieldName(path), reason: `${message}.` })) }
  }
  const row = parsed.data
  const unknown = row.instruction_id_list.flatMap((id, index) => (instructions.has(id) ? [] : [{ id, index }]))
  if (unknown.length > 0) {
    return {
      problems: unknown.map(({ id, index }) => ({
        field: `instruction_id_list[${index}]`,
        reason: `${schema} has no instruction ${JSON.stringify(id)}. Correct the id, or verify with the schema it belongs to.`,
      })),
    }
  }
  try {
    return { key: row.key, ...evaluateBoth(instructions, row) }
  } catch (error) {
    if (error instanceof InstructionError) return { problems: [{ field: null, reason: `${error.message}.` }] }
    throw error
  }
}

function fieldName(path: readonly PropertyKey[]): string | null {
  const name = path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('')
  return name === '' ? null : name
}
