import { alpaca } from '#lib/exports/formats/alpaca.ts'
import type { ExportFormat } from '#lib/exports/formats/format.ts'
import { sftMessages } from '#lib/exports/formats/sft-messages.ts'

/** Every format an export can have. */
export const exportFormats: readonly ExportFormat[] = [sftMessages, alpaca]
