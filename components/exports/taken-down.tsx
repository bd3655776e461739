'use client'

import { useQuery } from '@tanstack/react-query'
import { takenDownQuery } from '#components/exports/queries.ts'
import { useExportAgain } from '#components/exports/use-export-again.ts'
import { placeWords } from '#components/pairs/place-words.ts'
import { Button } from '#components/ui/button.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'
import type { ExportView } from '#lib/exports/contract.ts'
import { exportRecipe, repeatable } from '#lib/exports/recipe.ts'

/** What an export holds that was taken down since, and the way to one without. Nothing where there is none. */
export function TakenDown({ export: { id, datasetId, manifest } }: { export: ExportView }) {
  const { data, error, refetch } = useQuery(takenDownQuery(id))
  const again = useExportAgain()
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data || data.length === 0) return null
  const recipe = exportRecipe.safeParse(repeatable(manifest.recipe)).data
  return (
    <Panel title="Taken down">
      <div className="flex flex-col gap-3">
        {again.error ? <ErrorNotice error={again.error} /> : null}
        <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">
          This export holds {data.length === 1 ? 'a pair that was' : `${formatNumber(data.length)} pairs that were`} taken down on request. Use it no further. Made again by the same recipe and seed, it is without {data.length === 1 ? 'it' : 'them'}; where this one
          was pushed or handed on, the new one has to follow it.
        </p>
        <ul aria-label="Pairs that were taken down" className="flex flex-col gap-2">
          {data.map((row) => (
            <li key={row.contentHash}>
              <p>
                {row.reason} <span className="text-muted">({formatDate(row.at)}{row.by ? `, by ${row.by}` : ''})</span>
              </p>
              <p className="text-[13px] break-words text-muted">{placeWords(row)}</p>
            </li>
          ))}
        </ul>
        {recipe ? (
          <div>
            <Button variant="primary" loading={again.isPending} onClick={() => again.mutate({ kind: 'export', datasetId, seed: manifest.seed, params: recipe })}>
              Make it again without {data.length === 1 ? 'it' : 'them'}
            </Button>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}
