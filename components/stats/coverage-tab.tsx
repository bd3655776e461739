'use client'

import { ContaminationFigure } from '#components/stats/contamination-figure.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { HeatMap } from '#components/stats/figures/heat-map.tsx'
import { Part } from '#components/stats/part.tsx'
import { partQuery } from '#components/stats/queries.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { about, pairsHead, sampleWords } from '#components/stats/sample-words.ts'
import { SpreadFigures } from '#components/stats/spread-figures.tsx'
import { TargetMixes } from '#components/stats/target-mixes.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { Coverage, Patterns } from '#lib/stats/contract.ts'
import { bandWords } from '#lib/stats/length-bands.ts'
import { languageLabel } from '#lib/text/language-label.ts'

/** What the constraints cover and what they do not: types, facets, lengths, languages, and what stands together. */
export function CoverageTab() {
  const { datasetId, filter } = useScope()
  return (
    <>
      <Part title="Types against a target" query={partQuery(datasetId, 'coverage', filter)}>
        {(coverage) => (
          <>
            <TargetMixes coverage={coverage} />
            <Grid coverage={coverage} />
          </>
        )}
      </Part>
      <Part title="Types that stand together" query={partQuery(datasetId, 'patterns', filter)}>
        {(patterns) => <Together patterns={patterns} />}
      </Part>
      <SpreadFigures />
      <ContaminationFigure />
    </>
  )
}

/** How numbers of a sample are to be read. */
const standsFor = '; numbers are about what it stands for, the rows behind them are all there are'

/** A gap is a cell with fewer pairs than a tenth of what it would have if all cells of the languages that are there were alike. */
function Grid({ coverage: { grid: { facets, bands, languages, cells }, sample } }: { coverage: Coverage }) {
  const rowsHref = useRowsHref()
  const shown = facets.filter((facet) => facet !== 'unmapped')
  const columns = languages.flatMap((language) => bands.map((from, band) => ({ language, band, label: `${languageLabel(language)} ${bandWords(bands, band)}`, filter: bandFilter(bands, from, band, language) })))
  const count = (facet: string, band: number, language: string | null): number => cells.find((cell) => cell.facet === facet && cell.band === band && cell.language === language)?.pairs ?? 0
  const all = shown.flatMap((facet, row) => columns.map(({ band, language, label, filter }, column) => ({ row, column, facet, label, filter, pairs: count(facet, band, language) })))
  const most = Math.max(1, ...all.map(({ pairs }) => pairs))
  const least = all.reduce((sum, { pairs }) => sum + pairs, 0) / Math.max(1, all.length) / 10
  const gaps = all.filter(({ pairs }) => pairs < least).length
  return (
    <FigurePanel
      title="Coverage grid"
      heads={['Facet', pairsHead(sample), 'Language and length', 'Gap']}
      rows={columns.length === 0 || cells.length === 0 ? [] : all.map(({ facet, label, pairs, filter }) => ({ key: `${facet} ${label}`, cells: [facet, pairs, label, pairs < least ? 'gap' : ''], href: rowsHref({ ...filter, with: `${facet}.*` }) }))}
      empty="No constraint covers anything yet."
      note={`Pairs with a constraint of the facet, by language and words of the response. ${gaps === 0 ? 'No cell is a gap.' : `${formatNumber(gaps)} of ${formatNumber(all.length)} cells are gaps`}${gaps === 0 ? '' : `, framed: fewer pairs than a tenth of the average cell.`} ${sampleWords(sample, standsFor)}`}
    >
      <HeatMap
        title="Pairs by facet, language and length"
        rows={shown}
        columns={columns.map(({ label }) => label)}
        cells={all.map(({ row, column, facet, label, pairs, filter }) => ({
          row, column, strength: Math.sqrt(pairs / most), gap: pairs < least, text: formatNumber(pairs), said: `${facet}, ${label}: ${about(sample)}${formatNumber(pairs)} pairs${pairs < least ? ', a gap' : ''}`,
          href: pairs > 0 ? rowsHref({ ...filter, with: `${facet}.*` }) : undefined,
        }))}
      />
    </FigurePanel>
  )
}

function bandFilter(bands: readonly number[], from: number, band: number, language: string | null): PairFilter {
  const to = bands[band + 1]
  return { language: language ?? 'unknown', ...(from === 0 ? {} : { minWords: from }), ...(to === undefined ? {} : { maxWords: to - 1 }) }
}

function Together({ patterns: { types, cells, sample } }: { patterns: Patterns }) {
  const rowsHref = useRowsHref()
  const place = new Map(types.map(({ type }, index) => [type, index]))
  const label = (type: string): string => types.find((known) => known.type === type)?.label ?? type
  const most = Math.max(1, ...cells.map(({ pairs }) => pairs))
  const drawn = cells.flatMap(({ a, b, pairs, lift }) => {
    const said = `${label(a)} with ${label(b)}: ${about(sample)}${formatNumber(pairs)} pairs, ${lift.toFixed(2)} times chance`
    const [x = 0, y = 0] = [place.get(a), place.get(b)]
    return [{ row: Math.max(x, y) - 1, column: Math.min(x, y), strength: pairs / most, said, text: formatNumber(pairs), href: rowsHref({ type: a, decision: 'standing', with: b }) }]
  })
  return (
    <FigurePanel
      title="Types that stand together"
      heads={['Type', pairsHead(sample), 'With', 'Times chance']}
      rows={cells.toSorted((x, y) => y.pairs - x.pairs).map(({ a, b, pairs, lift }) => ({ key: `${a} ${b}`, cells: [label(a), pairs, label(b), lift], href: rowsHref({ type: a, decision: 'standing', with: b }) }))}
      empty="No pair carries two types."
      format={(value, column) => (column === 3 ? value.toFixed(2) : formatNumber(value))}
      note={`Pairs that carry both, of constraints that are neither rejected nor superseded; the ${types.length} most frequent types. Once chance means that the types are independent. ${sampleWords(sample, standsFor)}`}
    >
      <HeatMap title="Pairs by the types that they carry together" rows={types.slice(1).map((type) => type.label)} columns={types.slice(0, -1).map((type) => type.label)} cells={drawn.toSorted((x, y) => x.row - y.row || x.column - y.column)} />
    </FigurePanel>
  )
}

