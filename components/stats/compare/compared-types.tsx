'use client'

import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { ComparedBars } from '#components/stats/compare/compared-bars.tsx'
import { ComparedPanel } from '#components/stats/compare/compared-panel.tsx'
import { compared, type Side } from '#components/stats/compare/side.ts'
import { typeMeasures, typeSections } from '#components/stats/compare/type-sections.ts'
import { comparedCells, comparedHeads, differenceWords } from '#components/stats/compare/words.ts'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { Panel, Skeleton } from '#components/ui/panel.tsx'
import { Tabs } from '#components/ui/tabs.tsx'

/** Bars of one chart. */
const shownTypes = 30

/** A measure of each type on both sides, those that differ most first: as a chart, and as a table with the rows behind each number. */
export function ComparedTypes({ left, right }: { left: Side; right: Side }) {
  const [measure, setMeasure] = useQueryState('measure', parseAsStringLiteral(typeMeasures).withDefault('mix').withOptions({ history: 'push' }))
  const { label, note, section } = typeSections[measure]
  const rows = compared(section, left, right)?.toSorted((x, y) => Math.abs(y.difference ?? 0) - Math.abs(x.difference ?? 0))
  const title = measure === 'facets' ? 'Facets, side by side' : 'Types, side by side'
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Tabs label="What of each type" value={measure} onValueChange={(next) => void setMeasure(next)} items={typeMeasures.map((value) => ({ value, label: typeSections[value].label }))} />
        <p className="text-[13px] text-faint">{note}</p>
      </div>
      {rows ? (
        <FigurePanel
          title={title}
          heads={comparedHeads}
          rows={rows.map((row) => ({ key: row.key, cells: comparedCells(row) }))}
          empty="Neither side has any."
          hasValues
          note={`Upper bar: ${left.name}; lower bar: ${right.name}. Those that differ most first${rows.length > shownTypes ? `, ${shownTypes} of ${rows.length}; the table below has all` : ''}.`}
        >
          <ComparedBars
            title={`${label} by type on both sides`}
            rows={rows.slice(0, shownTypes)}
            sides={[left, right]}
            differenceOf={({ difference, kind }) => differenceWords(difference, kind)}
          />
        </FigurePanel>
      ) : (
        <Panel title={title}><Skeleton className="h-72" /></Panel>
      )}
      <ComparedPanel title={`${label}, type by type`} section={section} left={left} right={right} />
    </>
  )
}
