import { hasContent, pyStrip } from '#lib/text/python.ts'
import { InstructionError } from './instruction.ts'
import type { InstructionContext, InstructionKwargs, OfficialInstruction } from './instruction.ts'

/** Instructions by their official id. */
export type InstructionsById = ReadonlyMap<string, OfficialInstruction>

/** One answer to one prompt of a benchmark. The two lists go together, place by place. */
export interface ResponseRow {
  prompt: string
  instruction_id_list: readonly string[]
  kwargs: readonly (InstructionKwargs | null)[]
  response: string
}

/** Indexes a registry by id. */
export function byId(instructions: readonly OfficialInstruction[]): InstructionsById {
  return new Map(instructions.map((instruction) => [instruction.id, instruction]))
}

/** The official strict verdicts, one an instruction: the raw response, which must not be blank. Throws `InstructionError`. */
export function evaluateStrict(instructions: InstructionsById, row: ResponseRow): boolean[] {
  const candidates = distinct([row.response])
  return deciders(instructions, row).map((follows) => candidates.some(follows))
}

/** The official loose verdicts, one an instruction: true when any of the eight variants that is not blank follows. Throws `InstructionError`. */
export function evaluateLoose(instructions: InstructionsById, row: ResponseRow): boolean[] {
  const candidates = distinct(looseVariants(row.response))
  return deciders(instructions, row).map((follows) => candidates.some(follows))
}

/** Both, at the cost of the loose ones: the strict verdict is that on the first variant. Throws `InstructionError`. */
export function evaluateBoth(instructions: InstructionsById, row: ResponseRow): { strict: boolean[]; loose: boolean[] } {
  const raw = distinct([row.response])
  const verdicts = deciders(instructions, row).map((follows) => ({ follows, strict: raw.some(follows) }))
  const strict = verdicts.map((verdict) => verdict.strict)
  if (!strict.includes(false)) return { strict, loose: strict }
  const others = distinct(looseVariants(row.response)).filter((variant) => variant !== row.response)
  return { strict, loose: verdicts.map((verdict) => verdict.strict || others.some(verdict.follows)) }
}

/** The response as it is, without its first line, its last line and both, each also without asterisks, in the official order. */
export function looseVariants(response: string): string[] {
  const lines = response.split('\n')
  const without = [
    pyStrip(lines.slice(1).join('\n')),
    pyStrip(lines.slice(0, -1).join('\n')),
    pyStrip(lines.slice(1, -1).join('\n')),
  ]
  return [response, plain(response), ...without, ...without.map(plain)]
}

function plain(text: string): string {
  return text.replaceAll('*', '')
}

function distinct(variants: readonly string[]): string[] {
  return [...new Set(variants)].filter(hasContent)
}

/** For each instruction of a row, whether a text follows it. */
function deciders(instructions: InstructionsById, row: ResponseRow): ((text: string) => boolean)[] {
  const context: InstructionContext = { prompt: row.prompt }
  return row.instruction_id_list.map((id, index) => {
    const instruction = instructions.get(id)
    if (!instruction) throw new InstructionError(`instruction_id_list[${index}]: there is no instruction "${id}"`)
    const kwargs = presentArguments(row.kwargs[index])
    const unknown = Object.keys(kwargs).find((name) => !instruction.kwargs.includes(name))
    if (unknown !== undefined) throw new InstructionError(`kwargs[${index}].${unknown}: "${id}" takes no such argument`)
    return (text) => {
      try {
        return instruction.follows(text, kwargs, context)
      } catch (error) {
        if (error instanceof InstructionError) throw new InstructionError(`kwargs[${index}] of "${id}": ${error.message}`)
        throw error
      }
    }
  })
}

/** Files made by way of a table hold every argument of every instruction, null where it is another's; null is absent. */
function presentArguments(kwargs: InstructionKwargs | null | undefined): InstructionKwargs {
  return Object.fromEntries(Object.entries(kwargs ?? {}).filter(([, value]) => value !== null && value !== undefined))
}
