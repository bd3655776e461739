import { CrowdedTexts } from '#lib/exports/audit/crowded-texts.ts'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import { shortResponse } from '#lib/exports/audit/repeated-keys.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import type { NearDuplicateSearch } from '#lib/exports/contract.ts'
import { partOfFile } from '#lib/exports/sequence.ts'
import { longestText } from '#lib/generation/near-duplicate-bands.ts'
import { bandHashes, bandingFor, minHash, reachesJaccard, shinglesOf, type Banding } from '#lib/text/minhash.ts'

/** What is compared where the manifest does not say what was kept together: what the step that marks near-duplicates takes by default. */
const usual: NearDuplicateSearch = { field: 'both', threshold: 0.8 }

/** A row that is held out. */
interface HeldRow {
  file: string
  split: string
  line: number
  /** The first row that is nearly the same: one twin is enough to see that it leaks. `isPromised`: the export says that it keeps such together. */
  twin?: { file: string; line: number; isPromised: boolean }
}

/** A text as the runs of words that it is compared by. */
export interface Shingled {
  shingles: ReadonlySet<number>
}

/** A text of it, until it is known of the row what there is to know of this text. */
interface Held extends Shown {
  row: HeldRow
}

/** A text of a row that is compared. */
interface Shown extends Shingled {
  bands: bigint[]
  /** It is what was compared when pairs were kept together: the pair's own instruction and response, not an answer of a conversation or preference. */
  isOwn: boolean
}

/** Where so many texts share a band, their rarest words tell which of them are looked at; and so many of these, at most, for each text. */
export interface NearLeakLimits {
  crowd: number
  most: number
}

const usualLimits: NearLeakLimits = { crowd: 64, most: 2000 }

/**
 * Finds rows that are held out and nearly the same as one of another split, by the very measure that pairs were kept together by. Rows that are
 * held out are all taken up first; they alone stay in memory, about two kilobytes each text. Then every row is compared with those of other splits
 * that share a band of their MinHash signatures: each with some thousand at most, however many are almost alike, and where that leaves any out, the report says so. Of a conversation of levels and of a preference each answer is compared.
 */
export class NearLeakFinder {
  readonly #search: NearDuplicateSearch
  readonly #isPromised: boolean
  readonly #banding: Banding
  /** By split, and by bands of their signatures. */
  readonly #held = new Map<string, Map<bigint, Held[]>>()
  readonly #rows: HeldRow[] = []
  readonly #notCompared = new Map<string, number>()
  readonly #limits: NearLeakLimits
  /** By split, the texts of which many share a band; made when first asked for. */
  readonly #crowds = new Map<string, CrowdedTexts<Held>>()

  /** `search`: by what the export says that its splits keep near-duplicates together; null: it does not say so. */
  constructor(search: NearDuplicateSearch | null, limits = usualLimits) {
    this.#search = search ?? usual
    this.#limits = limits
    this.#isPromised = search !== null
    this.#banding = bandingFor(this.#search.threshold)
  }

  /** Takes up a row that is held out. */
  hold(file: string, line: number, facts: RowFacts): void {
    const row: HeldRow = { file, split: partOfFile(file).split, line }
    this.#rows.push(row)
    const ofSplit = this.#held.get(row.split) ?? new Map<bigint, Held[]>()
    this.#held.set(row.split, ofSplit)
    for (const shown of this.#shownBy(facts)) {
      if (typeof shown === 'string') continue
      const held = { row, ...shown }
      for (const key of shown.bands) {
        const alike = ofSplit.get(key)
        if (alike) alike.push(held)
        else ofSplit.set(key, [held])
      }
    }
    this.#crowds.delete(row.split)
  }

  /** Compares a row with those that are held out. */
  compare(file: string, line: number, facts: RowFacts): void {
    if (this.#rows.length === 0) return
    const { split } = partOfFile(file)
    for (const shown of this.#shownBy(facts)) {
      if (typeof shown === 'string') this.#count(shown)
      else this.#find({ file, line, split }, shown)
    }
  }

  #find({ file, line, split }: Pick<HeldRow, 'file' | 'line' | 'split'>, shown: Shown): void {
    for (const ofSplit of this.#held.keys()) {
      if (ofSplit === split) continue
      for (const held of this.#alike(ofSplit, shown)) this.#look(held, shown, { file, line })
      this.#lookInCrowd(ofSplit, shown, { file, line })
    }
  }

  /** Answers whether a text turns out to be nearly the same as one that is held out, and more is known of its row. */
  #look({ row, shingles, isOwn }: Held, shown: Shown, at: Pick<HeldRow, 'file' | 'line'>): boolean {
    const isPromised = this.#isPromised && shown.isOwn && isOwn
    if (row.twin?.isPromised || (row.twin && !isPromised) || !reachesJaccard(shingles, shown.shingles, this.#search.threshold)) return false
    row.twin = { ...at, isPromised }
    return true
  }

  /** What of a split shares a band with few. */
  #alike(split: string, { bands }: Shown): Set<Held> {
    const found = new Set<Held>()
    const held = this.#held.get(split)
    for (const key of bands) {
      const alike = held?.get(key)
      if (!alike || alike.length > this.#limits.crowd) continue
      const waiting = alike.filter((one) => !this.#isKnown(one))
      // What is known is not looked at again: thousands of rows may say the same.
      held?.set(key, waiting)
      for (const one of waiting) found.add(one)
    }
    return found
  }

  /** Compares with what shares a band with many: what turns out to be the same is known from then on, of the rest some thousand are looked at. */
  #lookInCrowd(split: string, shown: Shown, at: Pick<HeldRow, 'file' | 'line'>): void {
    const held = this.#held.get(split)
    if (!held || !shown.bands.some((key) => (held.get(key)?.length ?? 0) > this.#limits.crowd)) return
    const looked = new Set<Held>()
    for (const one of this.#crowdOf(split, held).near(shown.shingles, (text) => this.#isKnown(text))) {
      if (looked.has(one)) continue
      if (one.bands.some((key, band) => key === shown.bands[band]) && this.#look(one, shown, at)) continue
      if (looked.size === this.#limits.most) {
        this.#count(`compared with no more than ${this.#limits.most.toLocaleString('en')} of the texts that they are like`)
        return
      }
      looked.add(one)
    }
  }

  #crowdOf(split: string, held: ReadonlyMap<bigint, readonly Held[]>): CrowdedTexts<Held> {
    const known = this.#crowds.get(split)
    if (known) return known
    const made = new CrowdedTexts([...new Set([...held.values()].flatMap((alike) => (alike.length > this.#limits.crowd ? alike : [])))], this.#search.threshold)
    this.#crowds.set(split, made)
    return made
  }

  #count(why: string): void {
    this.#notCompared.set(why, (this.#notCompared.get(why) ?? 0) + 1)
  }

  /** Whether nothing more can be found of a row by this text. */
  #isKnown({ row: { twin }, isOwn }: Held): boolean {
    return twin !== undefined && (twin.isPromised || !this.#isPromised || !isOwn)
  }

  /**
   * Tells of each as a fault where the export says that it keeps such rows together. Of others it has kept its word: the answer says in sentences
   * how many there are, and what was not compared. `isTold`: whether a row has been found to leak by itself.
   */
  report(log: FaultLog, isTold: (file: string, line: number) => boolean): string[] {
    let others = 0
    for (const { file, line, twin } of this.#rows) {
      if (!twin || isTold(file, line) || isTold(twin.file, twin.line)) continue
      if (twin.isPromised) log.add('leak-near-duplicate', { file, line }, `is nearly the same as line ${twin.line} of ${twin.file}, which is in another split`)
      else others++
    }
    const rows = others === 1 ? '1 row that is held out is' : `${others.toLocaleString('en')} rows that are held out are`
    const found = this.#isPromised
      ? `${rows} nearly the same as one of another split by an answer of a conversation or preference. The manifest promises only that what pairs ask and answer themselves is kept together.`
      : `${rows} nearly the same as one of another split. The manifest does not say that such are kept together: mark near-duplicates in a generation run and export again.`
    const left = [...this.#notCompared].map(([why, n]) => `${n.toLocaleString('en')} ${why}`)
    return [...(others > 0 ? [found] : []), ...(left.length > 0 ? [`Rows and answers not compared with what is held out: ${left.join(', ')}.`] : [])]
  }

  /** What of a row is compared, or why it is not. */
  #shownBy({ asked, response, rejected, rungs = [], task, isAnswer, composed, instruction, own: pair }: RowFacts): (Shown | string)[] {
    // A row that may be turned round and does not say of what: its answer may be a list of constraints, which many pairs share.
    if (task === null) return ['that may be turned round']
    // Pairs of another dataset, which nobody compared with this one.
    if (task?.kind === 'general') return ['of a general set']
    const { field } = this.#search
    if (field !== 'response' && asked === undefined) return ['that do not say what their pair was asked']
    // By a refined one nobody compared the pairs.
    const refined = composed?.instruction === 'refined' && instruction !== undefined ? [this.#shown(`${instruction} ${pair?.input ?? ''}`, false)] : []
    if (field === 'instruction') return [this.#shown(asked ?? '', true), ...refined]
    const own = task?.kind === 'reverse' ? task.subject : isAnswer ? undefined : response?.text
    const answers = [...rungs.flatMap((rung) => rung.response ?? []), ...(isAnswer && response ? [response.text] : []), ...(rejected ? [rejected.text] : [])]
    const text = (answer: string): string => (field === 'response' ? answer : `${asked ?? ''}\n${answer}`)
    if (own === undefined && answers.length === 0) return ['that do not hold a response']
    return [...(own === undefined ? [] : [this.#shown(text(own), true)]), ...answers.map((answer) => this.#shown(text(answer), false))]
  }

  #shown(text: string, isOwn: boolean): Shown | string {
    if (text.length < shortResponse && !this.#isPromised) return `of less than ${shortResponse} characters`
    if (text.length > longestText) return `of more than ${longestText.toLocaleString('en')} characters`
    const shingles = shinglesOf(text)
    const signature = minHash(shingles)
    // The band's number keeps equal hashes of different bands apart: there are at most 128.
    return signature ? { shingles, isOwn, bands: bandHashes(signature, this.#banding).map((hash, band) => (BigInt.asUintN(57, hash) << 7n) | BigInt(band)) } : 'without words'
  }
}
