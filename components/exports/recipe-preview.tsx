'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { previewQuery } from '#components/exports/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { useSettled } from '#components/ui/use-settled.ts'
import type { PreviewItem } from '#lib/exports/preview-contract.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** Some rows as the export would write them by the recipe as it stands, with what is left out and why. `params` is null while the recipe is not valid. */
export function RecipePreview({ datasetId, params, seed }: { datasetId: string; params: ExportParams | null; seed: number }) {
  const [draw, setDraw] = useState(0)
  const asked = useSettled({ params, seed })
  // While somebody types, what is shown is not what the form says.
  const isTyping = JSON.stringify(asked) !== JSON.stringify({ params, seed })
  const { data, error, isFetching, refetch } = useQuery({ ...previewQuery({ datasetId, draw, ...asked }), placeholderData: keepPreviousData })
  return (
    <Panel
      title="Preview"
      actions={
        <Button size="sm" disabled={params === null} onClick={() => setDraw(draw + 1)}>
          Other pairs
        </Button>
      }
    >
      <p className="mb-3 text-[13px] text-muted" role="status">
        {params === null ? 'The recipe has to be mended first.' : data ? `${formatNumber(data.items.length)} of ${formatNumber(data.of)}, as the export would write them now with this seed.${data.looked === null ? '' : ` Looked at the first ${formatNumber(data.looked)} pairs in the order drawn; ${formatNumber(data.of)} of them can leave, others of the dataset may, too.`}${data.isSample ? ' The dataset is large: splits, demonstrations and how rare types are come from a sample of it, so that a row may turn out otherwise.' : ''}${isFetching || isTyping ? ' Writing…' : ''}` : 'Writing…'}
      </p>
      {error && params ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <ol className="flex flex-col gap-3">
          {data.items.map((item, n) => (
            <li key={item.rows[0]?.json ?? n}>
              <Item item={item} place={n + 1} />
            </li>
          ))}
        </ol>
      ) : error || params === null ? null : (
        <Skeleton className="h-40" />
      )}
    </Panel>
  )
}

function Item({ item: { rows, dropped, leftOut }, place }: { item: PreviewItem; place: number }) {
  return (
    <div className="rounded-md border border-line">
      {dropped === null ? null : <p className="rounded-t-md bg-warn-soft px-3 py-1.5 text-[13px] text-warn">Left out: {dropped}</p>}
      {rows.map(({ file, json }) => (
        <Row key={file + json} label={`Pair ${place}: a row of ${file}`} file={file} json={json} />
      ))}
      {leftOut.length === 0 ? null : (
        <details className="border-t border-line px-3 py-1.5 text-[13px]">
          <summary className="cursor-pointer text-muted">
            {leftOut.length} accepted {leftOut.length === 1 ? 'constraint is' : 'constraints are'} not stated
          </summary>
          <ul className="mt-1 flex flex-col gap-1">
            {leftOut.map(({ type, text, reason }) => (
              <li key={type + text + reason}>
                {text} <span className="text-muted">({typeLabel(type)}: {reason})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** Line breaks are shown as such: people read the texts, and the bytes are a click away. */
function Row({ label, file, json }: { label: string; file: string; json: string }) {
  const [asWritten, setAsWritten] = useState(false)
  return (
    <div className="border-t border-line first:border-t-0">
      <div className="flex items-center justify-between gap-2 px-3 pt-1.5 text-[13px] text-muted">
        <span>{file}</span>
        <Button size="sm" variant="ghost" aria-pressed={asWritten} onClick={() => setAsWritten(!asWritten)}>
          As written
        </Button>
      </div>
      <div tabIndex={0} role="region" aria-label={label} className="max-h-80 overflow-auto px-3 pb-2 focus-visible:-outline-offset-2">
        <pre className="font-mono text-[12px] break-words whitespace-pre-wrap">{asWritten ? json : readable(json)}</pre>
      </div>
    </div>
  )
}

function readable(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2).replaceAll('\\n', '\n').replaceAll('\\"', '"')
}
