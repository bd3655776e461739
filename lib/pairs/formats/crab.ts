import { importFormatLabels } from '../format-names.ts'
import { assemble } from './assemble.ts'
import { columnNamesOf, guessSideColumns } from './columns.ts'
import { conversationMeta, readConversation } from './conversation.ts'
import { fault, isBlank, isObject, ownField, share } from './format.ts'
import { messagesShape } from './messages.ts'
import type { PairFormat, RowFault } from './format.ts'
import type { ImportedConstraint } from '../record.ts'

const refinedField = 'Aug_instruction.Refined_Instruction'
const additionalField = 'Aug_instruction.Additional_Instruction'

/**
 * Crab's intermediate rows: messages, the refined instruction and the constraints that were back-translated from
 * the response.
 */
export const crab: PairFormat = {
  id: 'crab',
  label: importFormatLabels.crab,
  detect(sample) {
    return share(sample, (row) => isObject(row['Aug_instruction']) && 'messages' in row)
  },
  toPair(row, columns) {
    if (!isObject(row)) return fault(null, 'is not an object')
    const cut = readConversation(row['messages'], messagesShape)
    if ('error' in cut || 'skip' in cut) return cut
    const augmented = row['Aug_instruction']
    if (augmented !== undefined && augmented !== null && !isObject(augmented)) {
      return fault('Aug_instruction', 'is not an object')
    }
    const refined = ownField(augmented, 'Refined_Instruction') ?? null
    if (refined !== null && typeof refined !== 'string') return fault(refinedField, 'is not text')
    const constraints = readConstraints(ownField(augmented, 'Additional_Instruction') ?? {})
    if ('error' in constraints) return constraints
    const found = { ...cut, refinedInstruction: refined, constraints: constraints.list, meta: conversationMeta(cut) }
    return assemble(row, found, ['messages', 'Aug_instruction'], columns)
  },
  defaultMapping(sample) {
    return { format: 'crab', columns: guessSideColumns(columnNamesOf(sample)) }
  },
}

/** Type name to sentence, or to several. Its authors' prompts say NULL where a type has no constraint. */
function readConstraints(additional: unknown): { list: ImportedConstraint[] } | RowFault {
  if (!isObject(additional)) return fault(additionalField, 'is not an object')
  const list: ImportedConstraint[] = []
  for (const [rawType, value] of Object.entries(additional)) {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const text of texts) {
      if (text === null) continue
      if (typeof text !== 'string') return fault(`${additionalField}.${rawType.slice(0, 100)}`, 'is not text')
      if (!isBlank(text) && text !== 'NULL') list.push({ rawType, text })
    }
  }
  return { list }
}
