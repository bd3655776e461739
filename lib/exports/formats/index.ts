import { alpaca } from '#lib/exports/formats/alpaca.ts'
import { axolotl } from '#lib/exports/formats/axolotl.ts'
import { crab } from '#lib/exports/formats/crab.ts'
import type { ExportFormat } from '#lib/exports/formats/format.ts'
import { ktoPrompts } from '#lib/exports/formats/kto-prompts.ts'
import { llamaFactory } from '#lib/exports/formats/llama-factory.ts'
import { openaiFineTuning } from '#lib/exports/formats/openai.ts'
import { promptCompletion } from '#lib/exports/formats/prompt-completion.ts'
import { sftMessages } from '#lib/exports/formats/sft-messages.ts'
import { sharegpt } from '#lib/exports/formats/sharegpt.ts'
import { ifevalPrompts, rlvr, rlvrPincer } from '#lib/exports/formats/verifiable.ts'

/** Every format that an export of pairs can have; those of preferences are in lib/exports/preferences. */
export const exportFormats: readonly ExportFormat[] = [sftMessages, promptCompletion, alpaca, sharegpt, llamaFactory, axolotl, openaiFineTuning, crab, rlvr, rlvrPincer, ktoPrompts, ifevalPrompts]
