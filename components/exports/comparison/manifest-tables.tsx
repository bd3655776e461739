import type { ReactNode } from 'react'
import { parted, sideBySide, type Beside } from '#components/exports/comparison/side-by-side.ts'
import { recipeRows } from '#components/exports/export-words.ts'
import { rowsOfExport } from '#components/exports/rows-of-export.ts'
import { formatNumber } from '#components/ui/format.ts'
import { NamedCount } from '#components/ui/named-count.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { ExportManifest, ExportView } from '#lib/exports/contract.ts'
import { thingsOf } from '#lib/exports/format-names.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

interface Sides {
  before: ExportView
  after: ExportView
}

/** What both manifests say, side by side: what differs stands above, what does not is folded away. `typeShift`: in bits; null while it is being counted. */
export function ManifestTables({ before, after, typeShift }: Sides & { typeShift: number | null }) {
  const both = <T,>(of: (manifest: ExportManifest) => [string, T][]): Beside<T>[] => sideBySide(of(before.manifest), of(after.manifest))
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <Panel title="Recipe" className="[&>div:last-child]:!p-0">
        <BesideTable label="Recipe" heads="words" rows={both(recipeOf)} nothing="Recipe, seed and decisions are the same." />
      </Panel>
      <Panel title="Counts" className="[&>div:last-child]:!p-0">
        <BesideTable label="Counts" heads="numbers" rows={both(countsOf)} hrefs={{ before: hrefsOf(before), after: hrefsOf(after) }} nothing="All counts are the same." />
      </Panel>
      <Panel title="Constraints by type" className="[&>div:last-child]:!p-0">
        <BesideTable label="Constraints by type" heads="numbers" rows={both(({ constraints }) => Object.entries(constraints.byType).map(([type, n]) => [typeLabel(type), n]))} nothing="Every type has as many." />
        {typeShift === null ? null : <p className="border-t border-line px-4 py-2 text-[13px] text-muted">The mixes of types are {typeShift.toFixed(3)} bits apart: 0 is the same mix, 1 nothing in common.</p>}
      </Panel>
      <Panel title="Files, licences and sources" className="[&>div:last-child]:!p-0">
        <BesideTable label="Files, licences and sources" heads="numbers" rows={both(filesOf)} nothing="Files, licences and sources have as many rows." />
      </Panel>
    </div>
  )
}

function recipeOf({ recipe, seed, snapshot, pincer }: ExportManifest): [string, string][] {
  return [...recipeRows(recipe), ['Seed', String(seed)], ['Decisions (snapshot)', snapshot.slice(0, 12)], ['Pincer', pincer.version]]
}

/** Where the pairs behind a count of an export are, by the count's name. */
function hrefsOf(made: ExportView): ReadonlyMap<string, string> {
  if (thingsOf(made.format) !== 'pairs') return new Map()
  const { held, dropped } = rowsOfExport(made)
  return new Map([['Left', held], ...Object.keys(made.manifest.counts.dropped).flatMap((reason): [string, string][] => {
    const href = dropped(reason)
    return href === undefined ? [] : [[`Left out: ${reason}`, href]]
  })])
}

function countsOf({ counts, constraints }: ExportManifest): [string, number][] {
  return [
    ['Could leave', counts.in],
    ['Left', counts.out],
    ...Object.entries(counts.dropped).map(([reason, n]): [string, number] => [`Left out: ${reason}`, n]),
    ['Accepted constraints', constraints.accepted],
    ['Stated', constraints.total],
    ['Of them proven by program', constraints.proven],
    ...Object.entries(constraints.leftOut).map(([reason, n]): [string, number] => [`Not stated: ${reason}`, n]),
  ]
}

function filesOf({ files, licenses, sources, made }: ExportManifest): [string, number][] {
  return [
    ...files.flatMap(({ name, rows }): [string, number][] => (rows === null ? [] : [[name, rows]])),
    ...Object.entries(made),
    ...Object.entries(licenses).map(([license, n]): [string, number] => [`Licence: ${license}`, n]),
    ...Object.entries(sources).map(([source, n]): [string, number] => [`Source: ${source}`, n]),
  ]
}

/** Addresses of what numbers count, by the names of rows. */
type Hrefs = Record<'before' | 'after', ReadonlyMap<string, string>>

type TableOf = { heads: 'words'; rows: Beside<string>[] } | { heads: 'numbers'; rows: Beside<number>[]; hrefs?: Hrefs }

function BesideTable({ label, nothing, ...of }: TableOf & { label: string; nothing: string }) {
  const { different, same } = of.heads === 'numbers' ? { different: numbers(parted(of.rows).different, of.hrefs), same: numbers(parted(of.rows).same, of.hrefs) } : { different: words(parted(of.rows).different), same: words(parted(of.rows).same) }
  return (
    <>
      {different.length === 0 ? <p className="px-4 py-3 text-muted">{nothing}</p> : <Rows label={`${label}: what differs`} numeric={of.heads === 'numbers'} rows={different} />}
      {same.length === 0 ? null : (
        <details className="border-t border-line first:border-t-0">
          <summary className="cursor-pointer px-4 py-2 text-[13px] text-muted">{formatNumber(same.length)} the same</summary>
          <Rows label={`${label}: what is the same`} numeric={of.heads === 'numbers'} rows={same} />
        </details>
      )}
    </>
  )
}

/** A row's cells: before, after, and of numbers the difference. */
interface ShownRow {
  name: string
  cells: ReactNode[]
}

function words(rows: Beside<string>[]): ShownRow[] {
  return rows.map(({ name, before, after }) => ({ name, cells: [before ?? 'not said', after ?? 'not said'] }))
}

function numbers(rows: Beside<number>[], hrefs?: Hrefs): ShownRow[] {
  return rows.map(({ name, before, after }) => {
    const [was, is] = [before ?? 0, after ?? 0]
    return { name, cells: [<NamedCount key="was" n={was} name={name} href={hrefs?.before.get(name)} />, <NamedCount key="is" n={is} name={name} href={hrefs?.after.get(name)} />, is === was ? '±0' : `${is > was ? '+' : '−'}${formatNumber(Math.abs(is - was))}`] }
  })
}

function Rows({ label, numeric, rows }: { label: string; numeric: boolean; rows: ShownRow[] }) {
  return (
    <Table aria-label={label} className="[&_tbody_tr:last-child_td]:border-b-0 [&_tbody_tr:last-child_th]:border-b-0">
      <thead>
        <tr>
          <Th>What</Th>
          <Th numeric={numeric}>Before</Th>
          <Th numeric={numeric}>After</Th>
          {numeric ? <Th numeric>Difference</Th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row" className="border-b border-line px-3 py-1.5 text-start font-normal break-words text-muted">
              {name}
            </th>
            {cells.map((cell, column) => (
              <Td key={column} numeric={numeric} className={column === 2 ? '!py-1.5 text-muted' : '!py-1.5'}>
                {cell}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
