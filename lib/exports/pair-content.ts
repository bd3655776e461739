import { composeExample } from '#lib/exports/compose-example.ts'
import { drawDemonstrators } from '#lib/exports/demonstrators.ts'
import type { ExportContent } from '#lib/exports/content.ts'
import type { ExportExample, ExportFormat } from '#lib/exports/formats/format.ts'
import type { Snapshot } from '#lib/exports/snapshot.ts'
import type { ExportParams } from '#lib/runs/contract.ts'

/** The pairs with an accepted constraint, each composed into one row. */
export function pairContent(snapshot: Snapshot, format: ExportFormat, of: { recipe: ExportParams; seed: number; datasetLicense: string | null }): ExportContent {
  const { pairs, byType } = snapshot.accepted
  return {
    kind: 'sft',
    total: snapshot.total,
    accepted: snapshot.accepted,
    async *items() {
      const demonstrators = await drawDemonstrators(snapshot, format, of.recipe, of.seed)
      const composition = { ...of, format, demonstrators, shareOfPairs: (type: string) => (byType[type] ?? 0) / Math.max(1, pairs) }
      for await (const pair of snapshot.pairs()) {
        const composed = composeExample(pair, composition)
        if ('dropped' in composed) {
          yield composed
          continue
        }
        const { contentHash, group, source, license, language, refinedInstruction, constraints } = pair
        const trace = [contentHash, group, source, license, language, refinedInstruction, constraints.map(({ fingerprint }) => fingerprint)]
        yield { example: composed.example, rows: [format.toRow(composed.example)], group, trace, leftOut: composed.leftOut, made: madeOf(composed.example) }
      }
    },
    notAccepted: { 'no accepted constraint': snapshot.total - pairs },
    companions: format.companions,
  }
}

/** What the recipe asked for beside plain rows, counted. */
function madeOf({ demonstrations, task }: ExportExample): Record<string, number> {
  return {
    ...(demonstrations ? { demonstrations: demonstrations.length, 'prompts with demonstrations': demonstrations.length > 0 ? 1 : 0 } : {}),
    ...(task ? { [`${task.kind} rows`]: 1 } : {}),
  }
}
