import type { FaultLog } from '#lib/exports/audit/faults.ts'
import { shortResponse } from '#lib/exports/audit/repeated-keys.ts'
import type { RowFacts } from '#lib/exports/audit/row-shapes.ts'
import { partOfFile } from '#lib/exports/sequence.ts'
import { bandHashes, bandingFor, jaccard, minHash, shinglesOf } from '#lib/text/minhash.ts'

/** Instruction and response together are near-duplicates from this Jaccard similarity on: what the step that marks them takes by default. */
const threshold = 0.8
const banding = bandingFor(threshold)

interface Held {
  file: string
  split: string
  line: number
  shingles: Set<number>
  /** Told once: one twin is enough to see that it leaks. */
  told: boolean
}

/**
 * Finds rows that are held out and nearly the same as one of another split. Rows that are held out are all taken up first; they alone stay in
 * memory, about two kilobytes each. Then every row is compared with those of other splits that share a band of their MinHash signatures.
 */
export class NearLeakFinder {
  readonly #held = new Map<bigint, Held[]>()
  readonly #twins: { held: Held; file: string; line: number }[] = []

  /** Takes up a row that is held out. */
  hold(file: string, line: number, facts: RowFacts): void {
    const shown = shownBy(facts)
    if (!shown) return
    const held: Held = { file, split: partOfFile(file).split, line, shingles: shown.shingles, told: false }
    for (const key of shown.bands) this.#held.set(key, [...(this.#held.get(key) ?? []), held])
  }

  /** Compares a row with those that are held out. */
  compare(file: string, line: number, facts: RowFacts): void {
    if (this.#held.size === 0) return
    const shown = shownBy(facts)
    const { split } = partOfFile(file)
    for (const held of new Set(shown?.bands.flatMap((key) => this.#held.get(key) ?? []))) {
      if (held.told || held.split === split || !shown || jaccard(held.shingles, shown.shingles) < threshold) continue
      held.told = true
      this.#twins.push({ held, file, line })
    }
  }

  /** `isTold`: whether a row has been found to leak by itself. */
  report(log: FaultLog, isTold: (file: string, line: number) => boolean): void {
    for (const { held, file, line } of this.#twins) {
      if (isTold(held.file, held.line) || isTold(file, line)) continue
      log.add('leak-near-duplicate', { file: held.file, line: held.line }, `is nearly the same as line ${line} of ${file}, which is in another split`)
    }
  }
}

/** What of a row is compared: what was asked, where the row says so, and the response. Null where that is too short to tell. */
function shownBy({ id, asked, prompt, response, task }: RowFacts): { shingles: Set<number>; bands: bigint[] } | null {
  // A row that may be turned round and does not say of what: its answer may be a list of constraints, which many pairs share.
  if (task === null || id === undefined) return null
  const answer = task?.kind === 'reverse' ? task.subject : response?.text
  const text = [asked ?? (answer === undefined ? prompt.text : ''), answer ?? ''].join('\n')
  if (text.length < shortResponse) return null
  const shingles = shinglesOf(text)
  const signature = minHash(shingles)
  // The band's number keeps equal hashes of different bands apart.
  return signature && { shingles, bands: bandHashes(signature, banding).map((hash, band) => (BigInt.asUintN(58, hash) << 6n) | BigInt(band)) }
}
