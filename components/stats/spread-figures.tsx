import { sampleWords } from '#components/stats/sample-words.ts'
import { BarsChart, type Bar } from '#components/stats/figures/bars-chart.tsx'
import { ColumnChart } from '#components/stats/column-chart.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { Part } from '#components/stats/part.tsx'
import { partQuery } from '#components/stats/queries.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { Datum } from '#components/stats/series.ts'
import { bandFilter, difficultyBandFilter } from '#lib/stats/band-filter.ts'
import { gradeFilter, gradeLabel } from '#lib/stats/grades/grade-filter.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { Spread } from '#lib/stats/contract.ts'

/** How rare the constraints are, how hard the responses read and the pairs are to answer, and which pairs say nearly the same. */
export function SpreadFigures() {
  const { datasetId, filter } = useScope()
  return (
    <Part title="Rarity" query={partQuery(datasetId, 'spread', filter)}>
      {(spread) => (
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <Rarity spread={spread} />
          <Reading spread={spread} />
          <Difficulty spread={spread} />
          <Clusters spread={spread} />
        </div>
      )}
    </Part>
  )
}

function Rarity({ spread: { bits, sample } }: { spread: Spread }) {
  const rowsHref = useRowsHref()
  const known = bits.flatMap(({ from, constraints }) => (from === null ? [] : [{ from, constraints }]))
  const last = Math.max(-0.5, ...known.map(({ from }) => from))
  const data: Datum[] = Array.from({ length: Math.round(last * 2) + 1 }, (_, index) => {
    const from = index / 2
    return { label: from >= 10 ? '10 bits and more' : `${from} to ${from + 0.5} bits`, short: String(from), value: known.find((band) => band.from === from)?.constraints ?? 0, href: rowsHref(bandFilter(from, from >= 10 ? null : from + 0.5)) }
  })
  const unknown = bits.find(({ from }) => from === null)?.constraints ?? 0
  return (
    <FigurePanel
      title="Rarity of constraints"
      heads={['Bits', sample.whole ? 'Constraints' : 'Constraints, about']}
      rows={data.map(({ label, value, href }) => ({ key: label, cells: [label, value], href }))}
      empty="No constraint is of a kind whose rarity is known."
      note={`One bit: half of all other responses meet it; each further bit halves that. ${formatNumber(unknown)} are of unknown rarity. ${sampleWords(sample, '; numbers are about what it stands for')}`}
    >
      <ColumnChart title="Constraints by how rarely other responses meet them" axis="bits" unit="constraints" data={data} labelWidth={26} />
    </FigurePanel>
  )
}

function Reading({ spread: { reading: { grades, unknown, waiting } } }: { spread: Spread }) {
  const rowsHref = useRowsHref()
  const [first, last] = [Math.min(...grades.map(({ grade }) => grade)), Math.max(...grades.map(({ grade }) => grade))]
  const data: Datum[] = grades.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => {
    const grade = first + index
    return { label: `grade ${gradeLabel(grade)}`, short: String(grade), value: grades.find((known) => known.grade === grade)?.texts ?? 0, href: rowsHref(gradeFilter(grade)) }
  })
  const none = rowsHref({ graded: 'no' })
  return (
    <FigurePanel
      title="Readability"
      heads={['Grade', 'Responses']}
      rows={data.map(({ label, value, href }) => ({ key: label, cells: [label, value], href }))}
      empty={waiting > 0 && unknown === 0 ? `No response has been measured yet; the worker goes on with ${formatNumber(waiting)}.` : 'No response is English prose of thirty words or more, which is what the grade is defined for.'}
      note={
        <>
          Years of school that a reader needs (Flesch-Kincaid). {unknown === 0 ? 'Every measured response has a grade.' : <><a href={none} className="underline underline-offset-3 hover:text-accent">{formatNumber(unknown)} {unknown === 1 ? 'response' : 'responses'}</a> {unknown === 1 ? 'has' : 'have'} none: too short, or no English prose.</>}
          {waiting === 0 ? null : ` ${formatNumber(waiting)} ${waiting === 1 ? 'is' : 'are'} not measured yet.`}
        </>
      }
    >
      <ColumnChart title="Responses by reading level" axis="grade" unit="responses" data={data} labelWidth={22} />
    </FigurePanel>
  )
}

function Difficulty({ spread: { difficulty } }: { spread: Spread }) {
  const rowsHref = useRowsHref()
  const [first, last] = [difficulty[0]?.from ?? 0, difficulty.at(-1)?.from ?? -0.5]
  const data: Datum[] = Array.from({ length: Math.round((last - first) * 2) + 1 }, (_, index) => {
    const from = first + index / 2
    return { label: `${from} to ${from + 0.5}`, short: String(from), value: difficulty.find((band) => band.from === from)?.pairs ?? 0, href: rowsHref(difficultyBandFilter(from)) }
  })
  return (
    <FigurePanel
      title="Difficulty"
      heads={['Difficulty', 'Pairs']}
      rows={data.map(({ label, value, href }) => ({ key: label, cells: [label, value], href }))}
      empty="No model has rated the difficulty of these pairs: a run with the step “Rate the difficulty” does."
      note="From 1 to 5, as a model rated it last: the mean of its ratings. Pairs that none has rated are not counted."
    >
      <ColumnChart title="Pairs by difficulty" axis="difficulty" unit="pairs" data={data} labelWidth={26} />
    </FigurePanel>
  )
}

const mostSizes = 20

/** A bar for each size; the greater ones, beyond twenty sizes, share the last. */
function clusterBars(clusters: Spread['clusters'], rowsHref: ReturnType<typeof useRowsHref>): Bar[] {
  const bars = clusters.slice(0, mostSizes).map(({ size, clusters: n }) => ({ key: String(size), label: `${size} pairs`, value: n, href: rowsHref(ofSize(size)) }))
  const [beyond] = clusters.slice(mostSizes)
  if (!beyond) return bars
  return [...bars, { key: 'beyond', label: `${beyond.size} pairs and more`, value: clusters.slice(mostSizes).reduce((sum, { clusters: n }) => sum + n, 0), href: rowsHref({ minCluster: beyond.size }) }]
}

/** What finds the pairs of clusters of this size. */
function ofSize(size: number): PairFilter {
  return { minCluster: size, maxCluster: size }
}

function Clusters({ spread: { clusters, marked } }: { spread: Spread }) {
  const rowsHref = useRowsHref()
  const href = rowsHref({ nearDuplicate: 'yes' })
  return (
    <FigurePanel
      title="Near-duplicates"
      heads={['Pairs in the cluster', 'Clusters']}
      rows={clusters.map(({ size, clusters: n }) => ({ key: String(size), cells: [`${size} pairs`, n], href: rowsHref(ofSize(size)) }))}
      empty="No near-duplicates are known. A generation run with the step “near-duplicates” looks for them."
      note={
        <>
          <a href={href} className="underline underline-offset-3 hover:text-accent">{formatNumber(marked)} pairs</a> say nearly what an earlier one says.
        </>
      }
    >
      <BarsChart title="Clusters of near-duplicates by size" unit="clusters" bars={clusterBars(clusters, rowsHref)} />
    </FigurePanel>
  )
}
