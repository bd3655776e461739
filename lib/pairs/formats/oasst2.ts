import { importFormatLabels } from '../format-names.ts'
import { assemble } from './assemble.ts'
import { fault, isBlank, isObject, ownField, share } from './format.ts'
import type { JsonObject, PairFormat } from './format.ts'

/**
 * OpenAssistant's message trees (the `ready` export). The pair is the root prompt and its direct assistant reply
 * of rank 0, one for each tree and in every language, which is how Crab chose its seeds.
 */
export const oasst2: PairFormat = {
  id: 'oasst2',
  label: importFormatLabels.oasst2,
  detect(sample) {
    const trees = share(sample, (row) => 'message_tree_id' in row && isObject(row['prompt']))
    return Math.max(trees, share(sample, isFlatMessage) * 0.95)
  },
  toPair(row, columns) {
    if (!isObject(row)) return fault(null, 'is not an object')
    if (isFlatMessage(row)) {
      const advice = 'use the file of message trees (…_ready.trees.jsonl.gz) instead'
      return fault('message_id', `this is OASST2's flat list with one row a message: ${advice}`)
    }
    const prompt = row['prompt']
    if (!isObject(prompt)) return fault('prompt', 'is not an object')
    if (prompt['role'] !== 'prompter') return fault('prompt.role', "is not 'prompter'")
    const instruction = prompt['text']
    if (typeof instruction !== 'string') return fault('prompt.text', 'is not text')
    if (isBlank(instruction)) return fault('prompt.text', 'is empty')
    const replies = prompt['replies'] ?? []
    if (!Array.isArray(replies)) return fault('prompt.replies', 'is not a list')
    const list: readonly unknown[] = replies
    if (!list.some((reply) => ownField(reply, 'role') === 'assistant')) return { skip: 'no assistant turn' }
    const best = list.findIndex((reply) => ownField(reply, 'role') === 'assistant' && ownField(reply, 'rank') === 0)
    const reply = list[best]
    if (!isObject(reply)) return { skip: 'no ranked answer' }
    const response = reply['text']
    if (typeof response !== 'string') return fault(`prompt.replies[${best}].text`, 'is not text')
    if (isBlank(response)) return fault(`prompt.replies[${best}].text`, 'is empty')
    const meta = ids({ prompt_id: prompt['message_id'], response_id: reply['message_id'], rank: 0 })
    const found = {
      instruction,
      response,
      externalId: text(row['message_tree_id']),
      language: text(reply['lang']) ?? text(prompt['lang']),
      meta,
    }
    return assemble(row, found, ['prompt', 'message_tree_id'], columns)
  },
  defaultMapping() {
    return { format: 'oasst2', columns: { id: 'message_tree_id' } }
  },
}

function isFlatMessage(row: JsonObject): boolean {
  return 'message_id' in row && 'parent_id' in row && 'text' in row && !('prompt' in row)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : null
}

function ids(fields: JsonObject): JsonObject {
  const kept = Object.entries(fields).filter(([, value]) => typeof value === 'number' || text(value) !== null)
  return Object.fromEntries(kept)
}
