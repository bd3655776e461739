import { differentFields, differentManifests } from '#lib/exports/compare/compare-manifests.ts'
import type { ChangedRow, ChangeKind, ExportComparison } from '#lib/exports/compare/contract.ts'
import { matchRows, nameOf, rowsAt, type ComparedExport, type Following, type MatchedRow, type PlacedRow, type RowMatches } from '#lib/exports/compare/match-rows.ts'

/** So many rows of each kind are named. */
const mostExamples = 20

/** What changed from one export to another, told from their folders alone. Reads row by row. `matches`: where they are known already. Throws as `matchRows` does. */
export async function compareExports(before: ComparedExport, after: ComparedExport, { matches, ...following }: Following & { matches?: RowMatches } = {}): Promise<ExportComparison> {
  const known = matches ?? (await matchRows(before, after, following))
  return { rows: known.counts, examples: await examplesOf(before, after, known, following.signal), ...differentManifests(before.manifest, after.manifest) }
}

/** The first rows of each kind, by name and place. */
async function examplesOf(before: ComparedExport, after: ComparedExport, { rows, sizes }: RowMatches, signal?: AbortSignal): Promise<ExportComparison['examples']> {
  const first = (kind: ChangeKind): MatchedRow[] => rows[kind].slice(0, mostExamples)
  const [changed, added, removed, moved] = [first('changed'), first('added'), first('removed'), first('moved')]
  const all = await bothSides(before, after, sizes, [...changed, ...added, ...removed, ...moved], signal)
  const told = (matches: MatchedRow[]): ChangedRow[] =>
    matches.flatMap((match) => {
      const { before: was, after: is } = all(match)
      const here = is ?? was
      return here ? [{ id: nameOf(here.value), place: `${here.file}:${here.line}`, fields: was && is ? differentFields(was.value, is.value) : [] }] : []
    })
  return { added: told(added), removed: told(removed), changed: told(changed), moved: told(moved) }
}

/** Reads the rows of some matches on both sides, as `rowsAt` does. */
export async function bothSides(before: ComparedExport, after: ComparedExport, sizes: RowMatches['sizes'], matches: readonly MatchedRow[], signal?: AbortSignal): Promise<(match: MatchedRow) => { before: PlacedRow | null; after: PlacedRow | null }> {
  const was = await rowsAt(before, sizes.before, matches.map((match) => match.before), signal)
  const is = await rowsAt(after, sizes.after, matches.map((match) => match.after), signal)
  return (match) => ({ before: was.get(match.before) ?? null, after: is.get(match.after) ?? null })
}
