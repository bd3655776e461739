import { BarsChart, type Bar } from '#components/stats/figures/bars-chart.tsx'
import { FigurePanel, type FigureRow } from '#components/stats/figures/figure-panel.tsx'
import { Part } from '#components/stats/part.tsx'
import { partQuery } from '#components/stats/queries.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import type { Funnel, FunnelStage } from '#lib/stats/contract.ts'

/** The stages of the way from import to export, in words. */
export const stageLabels: Record<FunnelStage['key'], string> = {
  imported: 'Imported',
  constraints: 'With constraints',
  verdict: 'Checked, or decided',
  decision: 'Looked at by people',
  accepted: 'With something accepted',
  exported: 'In the last export',
}

/** How many pairs come how far, and why the others stay behind. */
export function FunnelFigure() {
  const { datasetId, filter } = useScope()
  return (
    <Part title="From import to export" query={partQuery(datasetId, 'funnel', filter)}>
      {(funnel) => <Drawn funnel={funnel} />}
    </Part>
  )
}

function Drawn({ funnel: { stages } }: { funnel: Funnel }) {
  const rowsHref = useRowsHref()
  const { datasetId } = useScope()
  const bars: Bar[] = stages.flatMap(({ key, pairs, filter, drops }) => {
    const href = rowsHref(filter)
    const left = drops.filter((drop) => drop.pairs !== 0).map((drop, index): Bar => ({
      key: `${key} ${index}`, label: drop.reason, value: Math.abs(drop.pairs), href: drop.filter ? rowsHref(drop.filter) : drop.told ? `/${drop.told.kind}s/${drop.told.id}` : key === 'imported' ? `/runs?dataset=${datasetId}` : undefined, fill: 'fill-faint', indent: true,
      aside: key === 'imported' ? 'not taken' : 'left',
    }))
    return key === 'imported' ? [{ key, label: stageLabels[key], value: pairs, href }, ...left] : [...left, { key, label: stageLabels[key], value: pairs, href }]
  })
  const rows: FigureRow[] = bars.map(({ key, label, value, href, indent }) => ({ key, cells: [label, value, indent ? 'left behind' : 'stage'], href }))
  return (
    <FigurePanel title="From import to export" heads={['Stage or reason', 'Pairs', 'Which']} rows={rows} empty="No pairs." note="A stage and what is left before it are the stage above it. Each stage counts pairs that came so far or further.">
      <BarsChart title="Pairs from import to export" bars={bars} unit="pairs" />
    </FigurePanel>
  )
}
