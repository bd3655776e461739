import { ColumnChart } from '#components/stats/column-chart.tsx'
import { BarsChart } from '#components/stats/figures/bars-chart.tsx'
import { FigurePanel, type FigureRow } from '#components/stats/figures/figure-panel.tsx'
import { sampleWords } from '#components/stats/sample-words.ts'
import { useRowsHref } from '#components/stats/scope.tsx'
import { everyBand, everyNumber, type Datum } from '#components/stats/series.ts'
import { printBuildFilter, printTaken, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import type { Built, Sample } from '#lib/stats/contract.ts'

const mostTypes = 25

/** What a build keeps: how long its responses are, how many constraints its pairs have, and of which types. */
export function BuiltFigures({ built, sample, recipe }: { built: Built; sample: Sample; recipe: BuildRecipe }) {
  const build = printBuildFilter('kept', recipe)
  const rowsHref = useRowsHref()
  const words: Datum[] = everyBand(built.words).map(({ from, to, pairs }) => ({
    label: to === null ? `${from} words and more` : `${from}–${to} words`,
    short: to === null ? `${from}+` : String(from),
    value: pairs,
    href: rowsHref({ build, minWords: from, ...(to === null ? {} : { maxWords: to }) }),
  }))
  const perPair: Datum[] = everyNumber(built.perPair).map(({ constraints, pairs }) => ({ label: constraints === 1 ? '1 constraint' : `${constraints} constraints`, short: String(constraints), value: pairs }))
  const types = built.types.map(({ type, label, constraints }) => ({ key: type, label, value: constraints, href: rowsHref({ build, type, taken: printTaken(recipe) }) }))
  const note = sampleWords(sample)
  return (
    <>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <FigurePanel title="Kept: length of responses" heads={['Length', 'Pairs']} rows={rowsOf(words)} empty="Nothing is kept." note={note}>
          <ColumnChart title="Pairs kept, by words of the response" axis="words, in bands of 50" unit="pairs" data={words} />
        </FigurePanel>
        <FigurePanel title="Kept: constraints per pair" heads={['Constraints', 'Pairs']} rows={rowsOf(perPair)} empty="Nothing is kept." note={`Constraints that meet all that the build asks of them. ${note}`}>
          <ColumnChart title="Pairs kept, by how many constraints the build takes of them" axis="constraints" unit="pairs" data={perPair} labelWidth={22} />
        </FigurePanel>
      </div>
      <FigurePanel
        title="Kept: types of constraints"
        heads={['Type', 'Constraints']}
        rows={types.map(({ key, label, value, href }) => ({ key, cells: [label, value], href }))}
        empty="Nothing is kept."
        note={`${types.length > mostTypes ? `The first ${mostTypes} of ${types.length}; the table has all. ` : ''}${note}`}
      >
        <BarsChart title="Constraints that the build takes, by type" unit="constraints" bars={types.slice(0, mostTypes)} />
      </FigurePanel>
    </>
  )
}

function rowsOf(data: readonly Datum[]): FigureRow[] {
  return data.map(({ label, value, href }) => ({ key: label, cells: [label, value], href }))
}
