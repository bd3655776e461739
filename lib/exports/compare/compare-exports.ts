import { differentFields, differentManifests } from '#lib/exports/compare/compare-manifests.ts'
import type { ChangedRow, ChangeKind, ExportComparison } from '#lib/exports/compare/contract.ts'
import { exportRows, matchRows, nameOf, type ComparedExport, type MatchedRow, type PlacedRow, type RowMatches } from '#lib/exports/compare/match-rows.ts'

/** So many rows of each kind are named. */
const mostExamples = 20

/** What changed from one export to another, told from their folders alone. Reads row by row. `matches`: where they are known already. Throws as `matchRows` does. */
export async function compareExports(before: ComparedExport, after: ComparedExport, matches?: RowMatches): Promise<ExportComparison> {
  const { counts, rows } = matches ?? (await matchRows(before, after))
  return { rows: counts, examples: await examplesOf(before, after, rows), ...differentManifests(before.manifest, after.manifest) }
}

/** The first rows of each kind, by name and place. */
async function examplesOf(before: ComparedExport, after: ComparedExport, rows: RowMatches['rows']): Promise<ExportComparison['examples']> {
  const first = (kind: ChangeKind): MatchedRow[] => rows[kind].slice(0, mostExamples)
  const [changed, added, removed, moved] = [first('changed'), first('added'), first('removed'), first('moved')]
  const all = await bothSides(before, after, [...changed, ...added, ...removed, ...moved])
  const told = (matches: MatchedRow[]): ChangedRow[] =>
    matches.flatMap((match) => {
      const { before: was, after: is } = all(match)
      const here = is ?? was
      return here ? [{ id: nameOf(here.value), place: `${here.file}:${here.line}`, fields: was && is ? differentFields(was.value, is.value) : [] }] : []
    })
  return { added: told(added), removed: told(removed), changed: told(changed), moved: told(moved) }
}

/** Reads the rows of some matches on both sides, each side once and no further than the last of them. */
export async function bothSides(before: ComparedExport, after: ComparedExport, matches: readonly MatchedRow[]): Promise<(match: MatchedRow) => { before: PlacedRow | null; after: PlacedRow | null }> {
  const was = await rowsAt(before, matches.map((match) => match.before))
  const is = await rowsAt(after, matches.map((match) => match.after))
  return (match) => ({ before: was.get(match.before) ?? null, after: is.get(match.after) ?? null })
}

async function rowsAt(of: ComparedExport, places: readonly number[]): Promise<Map<number, PlacedRow>> {
  const wanted = new Set(places.filter((place) => place >= 0))
  const found = new Map<number, PlacedRow>()
  if (wanted.size === 0) return found
  let place = 0
  for await (const row of exportRows(of)) {
    if (wanted.has(place)) found.set(place, row)
    if (found.size === wanted.size) break
    place++
  }
  return found
}
