'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsString, useQueryState } from 'nuqs'
import { datasetsQuery } from '#components/api/datasets.ts'
import { ComparedChoice } from '#components/stats/compared-choice.tsx'
import { ComparedPanel } from '#components/stats/compare/compared-panel.tsx'
import { ComparedTypes } from '#components/stats/compare/compared-types.tsx'
import { byOrigin, decided, funnelShares, languages, lengths, makers, perPair, rates, reasons, sources, verdicts, volume } from '#components/stats/compare/sections.ts'
import { useFilterChoices } from '#components/stats/compare/use-filter-choices.ts'
import { useSide } from '#components/stats/compare/use-side.ts'
import { agreement, cost, coverage, rarity, texts } from '#components/stats/compare/worth-sections.ts'
import { useScope } from '#components/stats/scope.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'
import { parseFilter, printFilter } from '#lib/datasets/filter-language.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'

const ratesNote = 'Below a rate is Wilson’s 95 % interval; below a difference Newcombe’s, as if the sides had no constraint in common.'

/** What is counted above, beside another view, run or filter of this dataset or of another one, with the differences. */
export function CompareTab({ onFilter }: { onFilter: (filter: PairFilter) => void }) {
  const { datasetId, filter } = useScope()
  const [text, setText] = useQueryState('against', parseAsString.withDefault('').withOptions({ history: 'push' }))
  const [chosenDataset, setDataset] = useQueryState('of', parseAsString.withDefault('').withOptions({ history: 'push' }))
  const otherId = chosenDataset || datasetId
  const { data: datasets = [] } = useQuery(datasetsQuery)
  const { filter: other, problems } = parseFilter(text)
  const [choices, otherChoices] = [useFilterChoices(datasetId), useFilterChoices(otherId)]
  const nameOf = (id: string, printed: string): string => {
    const known = (id === datasetId ? choices : otherChoices).find((choice) => choice.value === printed)?.label
    const dataset = otherId === datasetId ? undefined : datasets.find((each) => each.id === id)?.name
    return [dataset, known ?? printed].filter(Boolean).join(': ')
  }
  const { side: left, ...first } = useSide(datasetId, nameOf(datasetId, printFilter(filter)), filter)
  const { side: right, ...second } = useSide(otherId, nameOf(otherId, printFilter(other)), other)
  const error = first.error ?? second.error
  const both = { left, right }
  return (
    <>
      <ComparedChoice
        key={`${otherId} ${text}`}
        datasets={datasets}
        datasetId={otherId}
        leftText={printFilter(filter)}
        leftChoices={choices}
        text={text}
        choices={otherChoices}
        problem={problems[0]?.message}
        onChooseLeft={(next) => onFilter(parseFilter(next).filter)}
        onChoose={(next) => void setText(next)}
        onChooseDataset={(id) => {
          void setDataset(id === datasetId ? null : id)
          // Views and runs are a dataset's own.
          void setText(null)
        }}
      />
      {error ? <ErrorNotice error={error} onRetry={() => [first, second].forEach(({ retry }) => retry())} /> : null}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <ComparedPanel title="Compared" section={volume} {...both} />
        <ComparedPanel title="From import to export" section={funnelShares} {...both} note="Shares of all pairs. What an import left out and the last export are known of whole datasets only." />
        <ComparedPanel title="Accepted, edited, rejected" section={rates} {...both} note={ratesNote} />
        <ComparedPanel title="Agreement between people" section={agreement} {...both} />
        <ComparedPanel title="Verdicts" section={verdicts} {...both} />
        <ComparedPanel title="Decisions" section={decided} {...both} />
      </div>
      <ComparedTypes {...both} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <ComparedPanel title="Accepted as it was, by model" section={makers('models')} {...both} empty="No model proposed what was decided." />
        <ComparedPanel title="Accepted as it was, by prompt version" section={makers('prompts')} {...both} empty="No model proposed what was decided." />
        <ComparedPanel title="Why constraints stand rejected" section={reasons} {...both} empty="Nothing stands rejected." />
        <ComparedPanel title="Origins" section={byOrigin} {...both} />
        <ComparedPanel title="Constraints per pair" section={perPair} {...both} />
        <ComparedPanel title="Length of responses" section={lengths} {...both} />
        <ComparedPanel title="Rarity of constraints" section={rarity} {...both} note="Of the constraints whose rarity is known." />
        <ComparedPanel title="Coverage" section={coverage} {...both} />
        <ComparedPanel title="Texts" section={texts} {...both} />
        <ComparedPanel title="Cost" section={cost} {...both} />
        <ComparedPanel title="Sources" section={sources} {...both} />
        <ComparedPanel title="Languages" section={languages} {...both} />
      </div>
    </>
  )
}
