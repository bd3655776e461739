import { alpaca } from './alpaca.ts'
import { crab } from './crab.ts'
import { messages } from './messages.ts'
import { oasst2 } from './oasst2.ts'
import { orca } from './orca.ts'
import { sharegpt } from './sharegpt.ts'
import { table } from './table.ts'
import { wizardlm } from './wizardlm.ts'
import type { PairFormat } from './format.ts'

/** Every import format. A new one is one new file and one line here. */
export const pairFormats: readonly PairFormat[] = [alpaca, messages, sharegpt, crab, oasst2, wizardlm, orca, table]

/** A format by its id; undefined for an id nobody knows. */
export function pairFormat(id: string): PairFormat | undefined {
  return pairFormats.find((format) => format.id === id)
}
