import { hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import { normalised } from '#lib/exports/audit/repeated-keys.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'

/** A row of a contrast of prompts, until its other row comes. */
interface Waiting {
  file: string
  line: number
  isFalse: boolean
  facts: Pick<RowFacts, 'prompt' | 'constraints' | 'rejected'>
  /** A hash of all that both rows have alike. */
  alike: string
}

/** Holds each prompt with a false constraint to the true one of its pair: the same text under the same words, but for that constraint. Of rows in order one waits at a time. */
export class TwinFinder {
  readonly #waiting = new Map<string, Waiting>()

  add(file: string, line: number, row: unknown, facts: RowFacts, log: FaultLog): void {
    if (facts.method !== 'prompts' || facts.id === undefined) return
    const key = facts.id.replace(/-(?:chosen|rejected)$/, '')
    const one = { file, line, isFalse: facts.isTwin === true, facts: { prompt: facts.prompt, ...(facts.constraints ? { constraints: facts.constraints } : {}), ...(facts.rejected ? { rejected: facts.rejected } : {}) }, alike: alikeIn(row, facts) }
    const other = this.#waiting.get(key)
    // A row twice is told by its id.
    if (other?.isFalse === one.isFalse) return
    if (!other) {
      this.#waiting.set(key, one)
      return
    }
    this.#waiting.delete(key)
    const [truth, lie] = one.isFalse ? [other, one] : [one, other]
    const tell = (field: string, problem: string): void => log.add('contrast', { file: lie.file, line: lie.line, field }, problem)
    if (truth.alike !== lie.alike) tell('completion', `or something beside its prompt is not that of line ${truth.line} of ${truth.file}, whose prompt it contrasts`)
    const place = lie.facts.rejected?.violated[0]
    const [said, saidFalse] = [truth.facts.constraints ?? [], lie.facts.constraints ?? []]
    if (said.length !== saidFalse.length || said.some((constraint, n) => n !== place && !isDeepStrictEqual(constraint, saidFalse[n]))) tell('meta.constraints', `are not those of line ${truth.line} of ${truth.file} but for the false one`)
    else if (place !== undefined && !isReworded(truth.facts.prompt.text, lie.facts.prompt.text, said[place]?.text ?? '', saidFalse[place]?.text ?? '')) tell(lie.facts.prompt.field, `differs from that of line ${truth.line} of ${truth.file} in more than the false constraint`)
  }

  report(log: FaultLog): void {
    for (const { file, line, isFalse } of this.#waiting.values()) log.add('contrast', { file, line, field: 'id' }, `has no row with the ${isFalse ? 'true' : 'false'} prompt beside it`)
  }
}

function alikeIn(row: unknown, { earlier, prompt: _, response, rejected, license, source, own, composed }: RowFacts): string {
  const tags: unknown = typeof row === 'object' && row !== null && 'meta' in row && typeof row.meta === 'object' && row.meta !== null ? Reflect.get(row.meta, 'tags') : undefined
  return hash('sha256', JSON.stringify([earlier, response?.text ?? rejected?.text, license, source, own, composed, tags]))
}

/** Whether a prompt is the other with one text put in the place of another, but for the signs that end it. */
function isReworded(prompt: string, other: string, text: string, otherText: string): boolean {
  const wanted = normalised(other)
  const said = text.trim()
  for (let at = prompt.indexOf(said); at >= 0 && said !== ''; at = prompt.indexOf(said, at + 1)) {
    if (normalised(`${prompt.slice(0, at)}${otherText.trim()}${prompt.slice(at + said.length)}`) === wanted) return true
  }
  return false
}
