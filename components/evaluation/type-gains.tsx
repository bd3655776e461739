'use client'

import { useQuery } from '@tanstack/react-query'
import { GainFigure } from '#components/evaluation/gain-figure.tsx'
import { typeGainsQuery } from '#components/evaluation/queries.ts'
import { formatDate } from '#components/ui/format.ts'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'

/** How much better models follow constraints of a type after training on this dataset's exports, the latest evaluation first. */
export function TypeGains({ datasetId, type }: { datasetId: string; type: string }) {
  const { data, error, refetch } = useQuery(typeGainsQuery(datasetId, type))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-24" />
  const recorded = data.filter(({ verdicts }) => verdicts !== 'checked').length
  const rows = data.flatMap(({ id, exportId, baseModel, trainedModel, benchmark, createdAt, strict, loose }) => {
    const gain = strict ?? loose
    return gain ? [{ key: id, label: `${trainedModel}${strict ? '' : ' (loose)'}`, gain, href: `/exports/${exportId}?evaluation=${id}${strict ? '' : '&verified=loose'}`, more: `over ${baseModel}, ${benchmark}, ${formatDate(createdAt)}` }] : []
  })
  return (
    <GainFigure
      title="Gain after training"
      head="Model after"
      moreHead="Over which model, on which prompts, added when"
      rows={rows}
      empty="No evaluation of this dataset’s exports has prompts that ask for it. On an export’s page you add the answers of a model before and after training on it."
      note={`Instructions of this type followed after training on an export of this dataset, less before, in points, strictly verified; each leads to its export, the latest first. ${recorded === 0 ? '' : `Of ${recorded} of them verdicts are taken as recorded, not verified by Pincer. `}Whatever filter is set, it is of all exports. The line is Newcombe’s 95 % interval of paired differences.`}
    />
  )
}
