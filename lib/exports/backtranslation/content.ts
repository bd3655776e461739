import { hash } from 'node:crypto'
import type { BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { answersOf, decidedList, isChanged, scopePrompts, type AnswerScope, type ToldProposal } from '#lib/exports/backtranslation/answer-lists.ts'
import type { AnswerSnapshot, ModelAnswer } from '#lib/exports/backtranslation/snapshot.ts'
import { Caps } from '#lib/exports/caps.ts'
import { exampleId } from '#lib/exports/compose-example.ts'
import { asWritten, contaminatedAsWritten, contaminationOf } from '#lib/exports/contaminated-by.ts'
import { wordsIn, wordsOf } from '#lib/exports/conversation-words.ts'
import type { ContaminatedPair, ExportContent } from '#lib/exports/content.ts'
import { rowOfFields } from '#lib/exports/export-row.ts'
import { originOf, promptMessages as turnsBefore, type PromptedExample } from '#lib/exports/formats/format.ts'
import type { BacktranslationFormatId } from '#lib/exports/format-names.ts'
import { licenseRefusal } from '#lib/exports/license-refusal.ts'
import { pairData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages } from '#lib/generation/prompts/prompt.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** One answer of a model that back-translated, beside what people made of it. */
export interface AnswerExample extends PromptedExample {
  /** The list that is to be written. */
  response: string
  /** The list as the model wrote it. */
  rejected: string
  /** The id that the rows of its pair have. */
  pair: string
  /** The response that the constraints are of. */
  subject: string
  scope: AnswerScope
  promptVersion: string
  model: string
  proposed: ToldProposal[]
}

/** How an example becomes a row. Only changed lists make a preference; what was accepted as it stood can be trained on, too. */
const toRows: Record<BacktranslationFormatId, (example: AnswerExample) => Record<string, unknown>> = {
  'backtranslation-sft': (example) => ({ id: example.id, source: example.source, messages: [...turnsBefore(example), { role: 'assistant', content: example.response }], meta: provenance(example) }),
  'backtranslation-dpo': (example) => ({
    id: example.id,
    source: example.source,
    prompt: turnsBefore(example),
    chosen: [{ role: 'assistant', content: example.response }],
    rejected: [{ role: 'assistant', content: example.rejected }],
    meta: provenance(example),
  }),
}

function provenance({ license, language, originalInstruction, originalInput, pair, subject, scope, promptVersion, model, proposed, constraints }: AnswerExample): Record<string, unknown> {
  return { license, language, original_instruction: originalInstruction, original_input: originalInput, pair, response: subject, scope, prompt_version: promptVersion, model, proposed, constraints }
}

/** What models back-translated, as training data for the next one: the same question, and the list that people made of its answer. */
export function backtranslationContent(snapshot: AnswerSnapshot, format: BacktranslationFormatId, of: { recipe: ExportParams; datasetLicense: string | null; benchmarks: BenchmarkGrams | null }): ExportContent {
  return {
    kind: 'backtranslation',
    total: snapshot.total,
    accepted: { pairs: snapshot.total, byType: {} },
    nearDuplicates: () => snapshot.nearDuplicates(),
    strata: snapshot.strata,
    groups: snapshot.groups,
    models: snapshot.models,
    async *items() {
      const caps = new Caps(of.recipe)
      for await (const answer of snapshot.answers()) {
        const made = answerExample(answer, format, of)
        const why = 'dropped' in made ? null : caps.refuse(made, () => wordsOf(made) + (format === 'backtranslation-dpo' ? Math.max(0, wordsIn(made.rejected) - wordsIn(made.response)) : 0))
        if ('dropped' in made) yield [{ ...made, leftOut: [] }]
        else if (why !== null) yield [{ dropped: why, leftOut: [] }]
        else yield [{ example: made, rows: [rowOfFields(toRows[format](made))], group: answer.group, trace: JSON.stringify([answer.group, format, made]), leftOut: [], held: [{ id: made.id, as: 'row' }, { id: made.pair, as: 'row' }] }]
      }
    },
    notAccepted: {},
  }
}

function answerExample(answer: ModelAnswer, format: BacktranslationFormatId, { recipe, datasetLicense, benchmarks }: { recipe: ExportParams; datasetLicense: string | null; benchmarks: BenchmarkGrams | null }): AnswerExample | { dropped: string; contaminated?: ContaminatedPair } {
  const { contentHash, scope, model, proposals, response, isNearDuplicate, license } = answer
  const contamination = contaminationOf(answer, recipe)
  if (contamination !== null) return { dropped: contamination, contaminated: { id: exampleId(answer), benchmarks: answer.contaminatedBy ?? '' } }
  const refused = licenseRefusal(license ?? datasetLicense, recipe)
  if (refused !== null) return { dropped: refused }
  if (recipe.dropNearDuplicates && isNearDuplicate) return { dropped: 'near-duplicate of another pair' }
  const list = decidedList(proposals, response)
  if ('dropped' in list) return list
  const { proposed, constraints } = list
  if (constraints.length === 0) return { dropped: 'every constraint was rejected' }
  if (constraints.length < recipe.minConstraints) return { dropped: `fewer than ${recipe.minConstraints} constraints` }
  if (format === 'backtranslation-dpo' && !isChanged(proposed)) return { dropped: 'nothing was edited or rejected' }
  const prompt = scopePrompts[scope]
  const [system, question] = promptMessages(prompt, { contentHash, data: pairData(answer) })
  const { chosen, rejected } = answersOf(scope, proposed)
  const prompted = contaminatedAsWritten({ history: answer.history, prompt: `${question?.content ?? ''}\n${chosen}` }, benchmarks)
  if (prompted !== null) return { dropped: asWritten(prompted), contaminated: { id: exampleId(answer), benchmarks: prompted, asWritten: true } }
  return {
    id: `pincer-${hash('sha256', JSON.stringify([contentHash, scope, model, proposed])).slice(0, 16)}`,
    ...originOf(answer, datasetLicense),
    system: system?.content ?? null,
    // Earlier turns are among what the question shows.
    history: [],
    prompt: question?.content ?? '',
    response: chosen,
    rejected,
    pair: exampleId(answer),
    subject: response,
    scope,
    promptVersion: prompt.version,
    model,
    proposed,
    constraints,
  }
}
