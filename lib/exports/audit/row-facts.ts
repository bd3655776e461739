import type { z } from 'zod'
import type { ReverseAsk, TargetFormat } from '#lib/compose/reverse-target.ts'
import type { answerMeta, anyMeta, contrast, meta, statedConstraints } from '#lib/exports/audit/row-meta.ts'
import type { AnswerScope, ToldProposal } from '#lib/exports/backtranslation/answer-lists.ts'
import type { ComposedAs } from '#lib/exports/formats/format.ts'
import type { VerifierName } from '#lib/exports/formats/verifiable.ts'

/** A conversation, turn by turn. */
export type Turns = { role: 'system' | 'user' | 'assistant'; content: string }[]

/** What an audit needs of a row, whatever its format. Undefined is what the format does not say. */
export interface RowFacts {
  id?: string
  source?: string
  /** Null: none stated. */
  license?: string | null
  /** The last turn of the user, and its field. */
  prompt: { text: string; field: string }
  response?: { text: string; field: string }
  /** Rows of preferences: the text that is not wanted, which fails the constraints at these places, and the share that they are. */
  rejected?: { text: string; field: string; violated: readonly number[]; margin: number }
  /** The turns before the prompt, where the row has a place for any. */
  earlier?: Turns
  /** The response is not the pair's own, but an answer to the same or another instruction. */
  isAnswer?: true
  /** Rows of preferences: how they were made, and of which pair, where they say it. */
  method?: string
  pair?: string | undefined
  /** The prompt of another row with one constraint made false: its pair is counted there. */
  isTwin?: true
  /** One row may stand for several preferences: the manifest's figures cannot be told from the rows. */
  isShared?: true
  /** What the pair was asked, without constraints. */
  asked?: string
  /** The same as the pair has it; rows of early versions do not say what the input was. */
  own?: { instruction: string; input: string | null | undefined } | undefined
  /** The instruction that the prompt has, the pair's own or a refined one. Rows of early versions do not say what the refined one was. */
  instruction?: string
  constraints?: z.infer<typeof meta>['constraints']
  /** Rows of what a model back-translated: both lists, and what they are made of. */
  backtranslated?: { scope: AnswerScope; proposed: ToldProposal[]; subject: string; chosen: { text: string; field: string }; rejected?: { text: string; field: string } }
  /** What chance decided of the prompt, where the row says it. */
  composed?: ComposedAs
  /** Other pairs shown before the prompt, where the row names them. */
  demonstrations?: ShownPair[]
  /** What the row trains, where it says so; null where it is turned round but says no more. */
  task?: { kind: 'forward' } | { kind: 'general'; dataset: string } | ReverseTask | null
  /** Its stage in a curriculum, and the later one in which it repeats it, by `meta` and by its id. */
  stage?: { number: number; score: number; replay?: number | undefined }
  replay?: number
  /** Its level in a ladder. */
  level?: { number: number; of: number }
  /** Turns of the lower levels of a ladder, before the prompt: how many of the constraints each states, and what is asked and answered; null where that is not there. */
  rungs?: { stated: number; prompt: string | null; response: string | null }[]
  /** How many constraints the row claims, where it does not name them. */
  constraintCount?: number
  /** Instructions of the benchmarks, whose arguments stand in `kwargs` at the same place. */
  rewards?: { verifier: VerifierName; ids: string[]; kwargs: Record<string, unknown>[]; truth?: string; sort?: string; said?: string }
}

/** A row that asks what could have been asked, and the response it shows. */
export interface ReverseTask {
  kind: 'reverse'
  asks: ReverseAsk
  format: TargetFormat
  graded: boolean
  subject: string
}

/** A pair that demonstrates: its turns are null where the conversation does not have them. */
export interface ShownPair {
  id: string
  asked: string
  own: { instruction: string; input: string | null }
  prompt: string | null
  response: string | null
  constraints: z.infer<typeof statedConstraints>
}

export const turnsFacts = (turns: Turns, name: string): Pick<RowFacts, 'prompt' | 'response' | 'earlier'> => ({
  earlier: turns.slice(0, -2),
  prompt: { text: turns.at(-2)?.content ?? '', field: `${name}.${turns.length - 2}.content` },
  response: { text: turns.at(-1)?.content ?? '', field: `${name}.${turns.length - 1}.content` },
})
/** `turns`: the conversation up to the prompt, where the row has one. */
export const metaFacts = (
  { license, original_instruction: instruction, original_input: input, constraints, demonstrations, task, target, dataset, stage, turns: levels, composed }: z.infer<typeof anyMeta>,
  turns: Turns = [],
): Pick<RowFacts, 'license' | 'asked' | 'own' | 'instruction' | 'constraints' | 'demonstrations' | 'task' | 'stage' | 'rungs' | 'isAnswer' | 'composed'> => ({
  license,
  constraints,
  own: { instruction, input },
  ...(composed ? { composed: { layout: composed.layout, connector: composed.connector, inputPosition: composed.input_position, instruction: composed.instruction } } : {}),
  ...(composed && task !== 'reverse' ? askedBy(composed, instruction) : {}),
  ...(stage ? { stage } : {}),
  ...(levels ? { rungs: rungsOf(levels, turns), isAnswer: true as const } : {}),
  ...(task === 'forward' ? { task: { kind: 'forward' as const } } : {}),
  ...(task === 'general' && dataset ? { task: { kind: 'general' as const, dataset } } : {}),
  ...(task === 'reverse' ? { task: target ? { kind: 'reverse' as const, asks: target.asks, format: target.format, graded: target.graded, subject: target.response } : null } : {}),
  ...(demonstrations ? { demonstrations: demonstrations.map((one, n) => shownPair(one, turns.filter(({ role }) => role !== 'system').slice(2 * n, 2 * n + 2))) } : {}),
  // Rows of early versions do not say what the input was: the same instruction may have had another one.
  ...(input === undefined ? {} : { asked: `${instruction} ${input ?? ''}` }),
})

const askedBy = ({ instruction, refined }: NonNullable<z.infer<typeof meta>['composed']>, original: string): Pick<RowFacts, 'instruction'> => {
  const asked = instruction === 'original' ? original : refined
  return asked === undefined ? {} : { instruction: asked }
}

const rungsOf = (levels: readonly number[], turns: Turns): NonNullable<RowFacts['rungs']> =>
  levels.map((stated, n) => {
    const [asked, answered] = turns.slice(turns.length - 2 * (levels.length - n))
    return { stated, prompt: asked?.role === 'user' ? asked.content : null, response: answered?.role === 'assistant' ? answered.content : null }
  })

const shownPair = ({ id, original_instruction: instruction, original_input: input, constraints }: NonNullable<z.infer<typeof meta>['demonstrations']>[number], [first, second]: Turns): ShownPair => ({
  id,
  asked: `${instruction} ${input ?? ''}`,
  own: { instruction, input },
  prompt: first?.role === 'user' ? first.content : null,
  response: second?.role === 'assistant' ? second.content : null,
  constraints,
})

/** What rows of back-translations have in common. What they are of is a response, not what they answer. */
export const answerFacts = ({ license, original_instruction: instruction, original_input: input, constraints, scope, proposed, response }: z.infer<typeof answerMeta>, chosen: { text: string; field: string }, rejected?: { text: string; field: string }) => ({
  license,
  constraints,
  asked: `${instruction} ${input ?? ''}`,
  response: { text: response, field: 'meta.response' },
  backtranslated: { scope, proposed, subject: response, chosen, ...(rejected ? { rejected } : {}) },
})

/** Alpaca's history in turns. */
export const saidBefore = (history: readonly [string, string][] = []): Turns => history.flatMap(([user, assistant]) => [{ role: 'user' as const, content: user }, { role: 'assistant' as const, content: assistant }])

/** What the id alone says of a row. */
export const turned = (of: string): Pick<RowFacts, 'task'> => (/-reverse(-replay-\d)?$/.test(of) ? { task: null } : {})

/** What the method of a preference says of its chosen text. */
export const methodFacts = ({ method, pair }: z.infer<typeof contrast>): Pick<RowFacts, 'isAnswer' | 'method' | 'pair'> => ({ method, pair, ...(method === 'answers' || method === 'evolved' ? { isAnswer: true } : {}) })
export const rejectedFacts = (text: string, field: string, { violated, margin }: z.infer<typeof contrast>): Pick<RowFacts, 'rejected'> => ({ rejected: { text, field, violated, margin } })
export const promptFacts = (turns: Turns): Pick<RowFacts, 'prompt' | 'earlier'> => ({ prompt: { text: turns.at(-1)?.content ?? '', field: `prompt.${turns.length - 1}.content` }, earlier: turns.slice(0, -1) })

/** A row of a ladder, and one that repeats a row of an earlier stage, says so in its id, whatever its format. */
export function placeInSequence(of: string): Pick<RowFacts, 'level' | 'replay'> {
  const [, number, levels] = /-level-(\d)-of-(\d)$/.exec(of) ?? []
  const [, replay] = /-replay-(\d)$/.exec(of) ?? []
  return { ...(number ? { level: { number: Number(number), of: Number(levels) } } : {}), ...(replay ? { replay: Number(replay) } : {}) }
}
