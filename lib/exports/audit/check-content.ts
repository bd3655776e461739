import type { Tell } from '#lib/exports/audit/check-row.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { contentHash } from '#lib/pairs/content-hash.ts'

/** What a row's id begins with, whatever stands behind it. */
const ofPair = /^pincer-[0-9a-f]{16}/

/**
 * Holds the id of a row to the texts of its pair, which it is made of: system prompt, earlier turns, instruction, input and response. Whoever changes one of them, or takes it
 * from another row, has another pair. Rows that do not have all of these are passed over: turned round, of levels in one conversation, of early versions.
 */
export function checkContent({ id, own, response, isAnswer, rungs, task, earlier = [], demonstrations = [] }: RowFacts, tell: Tell): void {
  const [told] = ofPair.exec(id ?? '') ?? []
  if (told === undefined || !own || own.input === undefined || !response || isAnswer || rungs || task === null || task?.kind === 'reverse') return
  const { instruction, input } = own
  const [first, ...rest] = earlier
  const [systems, turns] = first?.role === 'system' ? [[first.content], rest] : [[null, ''], earlier]
  // Demonstrations stand between the system prompt and the pair's own turns.
  const history = turns.slice(2 * demonstrations.length)
  const isPair = (system: string | null): boolean => rowIdOf(contentHash({ system, history, instruction, input, response: response.text })) === told
  if (!systems.some(isPair)) tell('content', 'id', 'is not that of a pair with this instruction, input and response, and these turns before them')
}
