import { createHash } from 'node:crypto'
import { version } from '#lib/config/version.ts'
import type { ExportFile, ExportManifest, NearDuplicateSearch } from '#lib/exports/contract.ts'
import { Counts } from '#lib/exports/counts.ts'
import type { WrittenByModel } from '#lib/exports/models.ts'
import type { Piece } from '#lib/exports/pieces/piece.ts'
import { evaluationPrompts } from '#lib/exports/sequence.ts'
import type { StrataCounts } from '#lib/exports/strata.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'

/** Counts what goes into a manifest while the rows pass by, and hashes what names its snapshot. */
export class ManifestCounter {
  readonly counts = new Counts()
  readonly #snapshot = createHash('sha256')

  constructor(accepted: Snapshot['accepted']) {
    this.#snapshot.update(`${JSON.stringify([accepted.pairs, sorted(accepted.byType)])}\n`)
  }

  /** Of all files but that of evaluation prompts, which are of rows of another. */
  get rows(): number {
    return Object.values(this.counts.files).reduce((sum, n) => sum + n, 0) - (this.counts.made[evaluationPrompts] ?? 0)
  }

  /** Takes up the next piece of the export. The same snapshot, recipe and seed are the same bytes. */
  merge({ counts, traces }: Pick<Piece, 'counts' | 'traces'>): void {
    this.counts.merge(counts)
    this.#snapshot.update(traces)
  }

  manifest(of: {
    dataset: { name: string; license: string | null }
    recipe: Record<string, unknown>
    seed: number
    /** Stages or levels, in order. */
    order: string[]
    nearDuplicates: NearDuplicateSearch | null
    strata: StrataCounts | null
    models: WrittenByModel[]
    warnings: string[]
    files: ExportFile[]
  }): ExportManifest {
    if (of.nearDuplicates) this.#snapshot.update(`${JSON.stringify(['near-duplicates', of.nearDuplicates])}\n`)
    const { counts } = this
    return {
      pincer: { version, manifestVersion: 1 },
      dataset: { name: of.dataset.name, license: of.dataset.license },
      snapshot: this.#snapshot.digest('hex'),
      recipe: of.recipe,
      seed: of.seed,
      counts: { in: counts.in, out: counts.out, dropped: sorted(counts.dropped) },
      constraints: {
        accepted: counts.constraints + Object.values(counts.leftOut).reduce((sum, n) => sum + n, 0),
        total: counts.constraints,
        leftOut: sorted(counts.leftOut),
        byType: sorted(counts.byType),
        proven: counts.proven,
        judgedByPeople: counts.constraints - counts.proven,
      },
      made: sorted(counts.made),
      licenses: sorted(counts.licenses),
      sources: sorted(counts.sources),
      order: of.order,
      nearDuplicates: of.nearDuplicates,
      strata: of.strata,
      models: of.models,
      ...(of.warnings.length > 0 ? { warnings: of.warnings } : {}),
      files: of.files,
    }
  }
}

function sorted(record: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
