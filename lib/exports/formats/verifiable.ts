import { checkConstraint } from '#lib/constraints/index.ts'
import { officialCounterparts } from '#lib/constraints/official/counterparts.ts'
import { languageCounterparts } from '#lib/constraints/official/language-counterparts.ts'
import { ifevalInstructions } from '#lib/constraints/official/ifeval/registry.ts'
import { promptMessages, provenance, type ExportConstraint, type ExportExample, type ExportFormat } from '#lib/exports/formats/format.ts'

/**
 * RLVR rows as open-instruct's IF verifier reads them: `ground_truth` says [{instruction_id, kwargs}], `dataset` names the verifier.
 * `instruction_id_list` and `kwargs` say the same for readers of IFEval's form. `prompt` is the conversation that `messages` is: TRL's GRPO trainer reads
 * nothing else, and shows a prompt that is a text to the model without a chat template.
 */
export const rlvr: ExportFormat = rewardedFormat('rlvr', 'ifeval')

/** The same rows, whose instructions are the constraints' own checkers: Pincer's verifier decides them (lib/rewards), so that all that is machine-checked is a reward. */
export const rlvrPincer: ExportFormat = rewardedFormat('rlvr-pincer', 'pincer')

function rewardedFormat(id: 'rlvr' | 'rlvr-pincer', verifier: VerifierName): ExportFormat {
  return {
    id,
    expresses: (constraint) => verifiers[verifier].instructionsOf(constraint).length > 0,
    refutes: (constraint, response) => isRefuted(constraint, response, verifier),
    toRow: (example) => {
      const { ids, kwargs } = rewards(example, verifier)
      const messages = promptMessages(example)
      return {
        key: example.id,
        messages,
        dataset: verifier,
        ground_truth: groundTruth(ids, kwargs),
        constraint_type: ids.length > 1 ? 'multi' : 'single',
        constraint: example.constraints.map(({ text }) => text).join(' '),
        prompt: messages,
        instruction_id_list: ids,
        kwargs,
        meta: provenance(example),
      }
    },
  }
}

/** An evaluation split in IFEval's input form: its scripts run over it as over their own prompts. */
export const ifevalPrompts: ExportFormat = {
  id: 'ifeval',
  problem: ({ system, history }) => (system || history.length > 0 ? 'a conversation that one prompt cannot hold' : null),
  expresses: (constraint) => verifiers.ifeval.instructionsOf(constraint).length > 0,
  refutes: (constraint, response) => isRefuted(constraint, response, 'ifeval'),
  toRow: (example) => {
    const { ids, kwargs } = rewards(example, 'ifeval')
    return { key: numericKey(example.id), prompt: example.prompt, instruction_id_list: ids, kwargs }
  },
}

/**
 * What the verifier of RLVR rows compares with. open-instruct reads it with Python's `ast.literal_eval`, others as JSON: it is a text that both
 * read as the same, so that an instruction without arguments has {}, never null.
 */
export function groundTruth(ids: readonly string[], kwargs: readonly Record<string, unknown>[]): string {
  return JSON.stringify([{ instruction_id: ids, kwargs }])
}

/** What IFEval's code, lm-eval and open-instruct know: they stop with an error at any other id, one of IFBench's own among them. */
const known: ReadonlySet<string> = new Set(ifevalInstructions.map(({ id }) => id))

/**
 * IFEval's instructions that verify a constraint: its own id where it has an official one, its counterparts otherwise. None where readers do not know one of them, or where an
 * argument has no text that JSON and Python both read; no instruction takes such.
 */
function instructionsOfIfeval({ checker }: Pick<ExportConstraint, 'checker'>): Instruction[] {
  if (!checker) return []
  const instructions = checker.id.startsWith('pincer:') ? [...officialCounterparts(checker), ...languageCounterparts(checker)] : [checker]
  return instructions.every(({ id, kwargs }) => known.has(id) && isPlain(withoutNulls(kwargs))) ? instructions : []
}

interface Instruction {
  id: string
  kwargs: Record<string, unknown>
}

interface Verifier {
  /** What verifies a constraint, all of which must be met; none where it cannot. */
  instructionsOf(constraint: Pick<ExportConstraint, 'checker'>): Instruction[]
  /** How it decides. */
  mode: 'official' | 'sound'
}

const verifiers = {
  ifeval: { instructionsOf: instructionsOfIfeval, mode: 'official' },
  pincer: { instructionsOf: ({ checker }) => (checker ? [checker] : []), mode: 'sound' },
} as const satisfies Record<string, Verifier>

/** Who verifies the rewards of a row, as its field `dataset` names it. */
export type VerifierName = keyof typeof verifiers

/**
 * Whether a verifier does not find that a constraint holds of the response though our checker, or a person, does: IFEval's cut sentences and words otherwise, and want what is in one case to be English; ours
 * is unsure of what a person decided. Such a reward would punish what the pair was made of.
 */
export function isRefuted(constraint: Pick<ExportConstraint, 'checker'>, response: string, verifier: VerifierName): boolean {
  const { instructionsOf, mode } = verifiers[verifier]
  return instructionsOf(constraint).some((instruction) => checkConstraint(instruction, response, mode).outcome !== 'pass')
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isPlain)
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
}

/** The verifiable rewards of constraints: instruction ids with the arguments of each, in order. */
export function rewards(example: Pick<ExportExample, 'constraints'>, verifier: VerifierName): { ids: string[]; kwargs: Record<string, unknown>[] } {
  const all = example.constraints.flatMap((constraint) => verifiers[verifier].instructionsOf(constraint))
  return { ids: all.map(({ id }) => id), kwargs: all.map(({ kwargs }) => withoutNulls(kwargs)) }
}

/** IFEval passes every named argument on: a null would be one too many. */
function withoutNulls(kwargs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(kwargs).filter(([, value]) => value !== null && value !== undefined))
}

/** IFEval's keys are numbers: the first 12 hexadecimal digits of the id, which a double holds exactly. */
export function numericKey(id: string): number {
  return Number.parseInt(id.replace(/^pincer-/, '').slice(0, 12), 16)
}
