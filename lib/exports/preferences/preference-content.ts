import type { BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { Caps } from '#lib/exports/caps.ts'
import { wordsIn } from '#lib/exports/conversation-words.ts'
import type { ExportContent } from '#lib/exports/content.ts'
import { rowOfFields } from '#lib/exports/export-row.ts'
import { extraFields } from '#lib/exports/extra-columns.ts'
import type { Held } from '#lib/exports/holding/row-index.ts'
import type { PreferenceExample, PreferenceFormat } from '#lib/exports/preferences/formats.ts'
import { unwantedRows, wantedRows } from '#lib/exports/preferences/balance.ts'
import { preferenceExample } from '#lib/exports/preferences/preference-example.ts'
import type { PreferenceSnapshot } from '#lib/exports/preferences/snapshot.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/**
 * The accepted preferences. Formats that write each text alone write it once for a prompt, however many preferences of the pair it is in; one
 * whose texts have all been written leaves with no row of its own and is counted so.
 */
export function preferenceContent(snapshot: PreferenceSnapshot, format: PreferenceFormat, of: { recipe: ExportParams; datasetLicense: string | null; benchmarks: BenchmarkGrams | null }): ExportContent {
  const { pending, accepted, dropped } = snapshot.counts
  return {
    kind: 'preferences',
    total: pending + accepted + dropped,
    accepted: { pairs: accepted, byType: {} },
    nearDuplicates: snapshot.nearDuplicates,
    strata: snapshot.strata,
    groups: snapshot.groups,
    models: snapshot.models,
    async *items() {
      const caps = new Caps(of.recipe)
      let pair = ''
      let written = new Set<string>()
      for await (const row of snapshot.preferences()) {
        if (row.contentHash !== pair) written = new Set()
        pair = row.contentHash
        const made = preferenceExample(row, { ...of, format })
        if ('dropped' in made) {
          yield [{ ...made, leftOut: [] }]
          continue
        }
        const { example } = made
        const saidIn = (each: Record<string, unknown>): string => JSON.stringify([each.messages, each.prompt, each.completion ?? [each.chosen, each.rejected]])
        const rows = format.toRows(example).map((each) => ({ ...each, ...extraFields(of.recipe, example.constraints, example.violated) })).filter((each) => !written.has(saidIn(each)))
        const why = rows.length === 0 ? 'its texts are in the rows of another preference' : caps.refuse(example, () => longestIn(example, format))
        if (why !== null) {
          yield [{ dropped: why, leftOut: [] }]
          continue
        }
        for (const each of rows) written.add(saidIn(each))
        yield [{ example, rows: rows.map(rowOfFields), group: row.group, held: heldIn(example, format), made: labelsOf(rows), trace: JSON.stringify([row.group, row.fingerprint, example.license, example.language, example]), leftOut: [] }]
      }
    },
    companions: format.companions,
    notAccepted: { 'not decided': pending, 'dropped by a person': dropped },
  }
}

/** How many of a preference's rows say that their text is wanted, and how many that it is not; nothing of formats without labels. */
function labelsOf(rows: readonly Record<string, unknown>[]): Record<string, number> {
  const n = (label: boolean): number => rows.filter((row) => row['label'] === label).length
  return Object.fromEntries(Object.entries({ [wantedRows]: n(true), [unwantedRows]: n(false) }).filter(([, count]) => count > 0))
}

/** Words of the longer of its two conversations, or of the only one that the format has. */
function longestIn({ system, history, prompt, chosen, rejected }: PreferenceExample, { isWithoutRejected }: PreferenceFormat): number {
  const shown = [system ?? '', ...history.map(({ content }) => content), prompt].reduce((sum, text) => sum + wordsIn(text), 0)
  return shown + Math.max(wordsIn(chosen), isWithoutRejected ? 0 : wordsIn(rejected))
}

/** By what its rows are found: their own id, and the pairs whose texts they hold. */
function heldIn({ id, pair, chosenPair, rejectedPair }: Pick<PreferenceExample, 'id' | 'pair' | 'chosenPair' | 'rejectedPair'>, { isWithoutRejected }: PreferenceFormat): Held[] {
  return [{ id, as: 'row' }, ...[pair, chosenPair, isWithoutRejected ? undefined : rejectedPair].flatMap((each): Held[] => (each ? [{ id: each, as: 'preference' }] : []))]
}
