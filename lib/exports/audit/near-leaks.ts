import type { FaultLog } from '#lib/exports/audit/faults.ts'
import { shortResponse } from '#lib/exports/audit/repeated-keys.ts'
import type { RowFacts } from '#lib/exports/audit/row-shapes.ts'
import type { NearDuplicateSearch } from '#lib/exports/contract.ts'
import { partOfFile } from '#lib/exports/sequence.ts'
import { longestText } from '#lib/generation/near-duplicate-bands.ts'
import { bandHashes, bandingFor, jaccard, minHash, shinglesOf, type Banding } from '#lib/text/minhash.ts'

/** What is compared where the manifest does not say what was kept together: what the step that marks near-duplicates takes by default. */
const usual: NearDuplicateSearch = { field: 'both', threshold: 0.8 }

interface Held {
  file: string
  split: string
  line: number
  shingles: Set<number>
  /** Told once: one twin is enough to see that it leaks. */
  told: boolean
}

/**
 * Finds rows that are held out and nearly the same as one of another split, by the very measure that pairs were kept together by. Rows that are
 * held out are all taken up first; they alone stay in memory, about two kilobytes each. Then every row is compared with those of other splits that
 * share a band of their MinHash signatures.
 */
export class NearLeakFinder {
  readonly #search: NearDuplicateSearch
  readonly #isPromised: boolean
  readonly #banding: Banding
  readonly #held = new Map<bigint, Held[]>()
  readonly #twins: { held: Held; file: string; line: number }[] = []

  /** `search`: by what the export says that its splits keep near-duplicates together; null: it does not say so. */
  constructor(search: NearDuplicateSearch | null) {
    this.#search = search ?? usual
    this.#isPromised = search !== null
    this.#banding = bandingFor(this.#search.threshold)
  }

  /** Takes up a row that is held out. */
  hold(file: string, line: number, facts: RowFacts): void {
    const shown = this.#shownBy(facts)
    if (!shown) return
    const held: Held = { file, split: partOfFile(file).split, line, shingles: shown.shingles, told: false }
    for (const key of shown.bands) this.#held.set(key, [...(this.#held.get(key) ?? []), held])
  }

  /** Compares a row with those that are held out. */
  compare(file: string, line: number, facts: RowFacts): void {
    if (this.#held.size === 0) return
    const shown = this.#shownBy(facts)
    const { split } = partOfFile(file)
    for (const held of new Set(shown?.bands.flatMap((key) => this.#held.get(key) ?? []))) {
      if (held.told || held.split === split || !shown || jaccard(held.shingles, shown.shingles) < this.#search.threshold) continue
      held.told = true
      this.#twins.push({ held, file, line })
    }
  }

  /**
   * Tells of each as a fault where the export says that it keeps such rows together. Otherwise it has kept its word: the answer is how many there
   * are. `isTold`: whether a row has been found to leak by itself.
   */
  report(log: FaultLog, isTold: (file: string, line: number) => boolean): number {
    const untold = this.#twins.filter(({ held, file, line }) => !isTold(held.file, held.line) && !isTold(file, line))
    if (!this.#isPromised) return untold.length
    for (const { held, file, line } of untold) log.add('leak-near-duplicate', { file: held.file, line: held.line }, `is nearly the same as line ${line} of ${file}, which is in another split`)
    return 0
  }

  /** What of a row is compared. Null where that is too short to tell, or where the row does not say it. */
  #shownBy({ asked, response, task, isAnswer }: RowFacts): { shingles: Set<number>; bands: bigint[] } | null {
    // A row that may be turned round and does not say of what: its answer may be a list of constraints, which many pairs share. Rows of a general
    // set are pairs of another dataset, which nobody compared with this one.
    if (task === null || task?.kind === 'general') return null
    const answer = task?.kind === 'reverse' ? task.subject : isAnswer ? undefined : response?.text
    const { field } = this.#search
    if ((field !== 'response' && asked === undefined) || (field !== 'instruction' && answer === undefined)) return null
    const text = { instruction: asked ?? '', response: answer ?? '', both: `${asked ?? ''}\n${answer ?? ''}` }[field]
    if ((text.length < shortResponse && !this.#isPromised) || text.length > longestText) return null
    const shingles = shinglesOf(text)
    const signature = minHash(shingles)
    // The band's number keeps equal hashes of different bands apart: there are at most 128.
    return signature && { shingles, bands: bandHashes(signature, this.#banding).map((hash, band) => (BigInt.asUintN(57, hash) << 7n) | BigInt(band)) }
  }
}
