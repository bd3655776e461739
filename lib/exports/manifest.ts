import { createHash } from 'node:crypto'
import { version } from '#lib/config/version.ts'
import type { ExportFile, ExportManifest, NearDuplicateSearch } from '#lib/exports/contract.ts'
import type { ExportExample } from '#lib/exports/formats/format.ts'
import { notStated } from '#lib/licenses/facts.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'

/** In characters. */
const tracesAtOnce = 1 << 18

/** Counts what goes into a manifest while the rows pass by. */
export class ManifestCounter {
  in = 0
  out = 0
  readonly #dropped: Record<string, number> = {}
  readonly #snapshot = createHash('sha256')
  /** Of what was added since the snapshot's hash was last brought up to date: many at once cost less. */
  #traces = ''
  readonly #byType: Record<string, number> = {}
  readonly #licenses: Record<string, number> = {}
  readonly #sources: Record<string, number> = {}
  readonly #files = new Map<string, number>()
  #constraints = 0
  #proven = 0
  readonly #leftOut: Record<string, number> = {}
  readonly #made: Record<string, number> = {}

  constructor(accepted: Snapshot['accepted']) {
    this.#snapshot.update(`${JSON.stringify([accepted.pairs, sorted(accepted.byType)])}\n`)
  }

  /** Of a file, by its name without its type. */
  rowsOf(file: string): number {
    return this.#files.get(file) ?? 0
  }

  /** Of all files. */
  get rows(): number {
    return [...this.#files.values()].reduce((sum, n) => sum + n, 0)
  }

  /** What leaves, a pair or a preference. `trace` is all that its rows can hold: it names the snapshot. */
  add(example: Pick<ExportExample, 'license' | 'source' | 'constraints'>, trace: readonly unknown[], { isGeneral = false } = {}): void {
    if (!isGeneral) {
      this.in++
      this.out++
    }
    // The same snapshot, recipe and seed are the same bytes.
    this.#traces += `${JSON.stringify(trace)}\n`
    if (this.#traces.length > tracesAtOnce) this.#takeUp()
    count(this.#licenses, example.license ?? notStated)
    count(this.#sources, example.source)
    for (const constraint of example.constraints) {
      this.#constraints++
      if (constraint.proven) this.#proven++
      count(this.#byType, constraint.type)
    }
  }

  #takeUp(): void {
    this.#snapshot.update(this.#traces)
    this.#traces = ''
  }

  /** A row in a file. */
  addRow(file: string): void {
    this.#files.set(file, this.rowsOf(file) + 1)
  }

  /** Those that do not leave, and why. */
  drop(reason: string, n = 1): void {
    if (n === 0) return
    this.in += n
    count(this.#dropped, reason, n)
  }

  /** Accepted constraints that are not stated: the reason of each. */
  leaveOut(reasons: readonly string[]): void {
    for (const reason of reasons) count(this.#leftOut, reason)
  }

  /** More numbers of what left. */
  note(made: Readonly<Record<string, number>>): void {
    for (const [name, n] of Object.entries(made)) count(this.#made, name, n)
  }

  manifest(of: {
    dataset: { name: string; license: string | null }
    recipe: Record<string, unknown>
    seed: number
    /** Stages or levels, in order. */
    order: string[]
    nearDuplicates: NearDuplicateSearch | null
    files: ExportFile[]
  }): ExportManifest {
    if (of.nearDuplicates) this.#traces += `${JSON.stringify(['near-duplicates', of.nearDuplicates])}\n`
    this.#takeUp()
    return {
      pincer: { version, manifestVersion: 1 },
      dataset: { name: of.dataset.name, license: of.dataset.license },
      snapshot: this.#snapshot.digest('hex'),
      recipe: of.recipe,
      seed: of.seed,
      counts: { in: this.in, out: this.out, dropped: sorted(this.#dropped) },
      constraints: {
        accepted: this.#constraints + Object.values(this.#leftOut).reduce((sum, n) => sum + n, 0),
        total: this.#constraints,
        leftOut: sorted(this.#leftOut),
        byType: sorted(this.#byType),
        proven: this.#proven,
        judgedByPeople: this.#constraints - this.#proven,
      },
      made: sorted(this.#made),
      licenses: sorted(this.#licenses),
      sources: sorted(this.#sources),
      order: of.order,
      nearDuplicates: of.nearDuplicates,
      files: of.files,
    }
  }
}

function count(into: Record<string, number>, key: string, n = 1): void {
  into[key] = (into[key] ?? 0) + n
}

function sorted(record: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
