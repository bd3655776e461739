'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { EvaluationForm } from '#components/evaluation/evaluation-form.tsx'
import { FilesRead } from '#components/evaluation/files-read.tsx'
import { GainFigure } from '#components/evaluation/gain-figure.tsx'
import { evaluationsQuery } from '#components/evaluation/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { formatDate, formatNumber, formatPercent } from '#components/ui/format.ts'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { EvaluationView, Gains } from '#lib/evaluation/contract.ts'
import { formatPoints } from '#lib/evaluation/points.ts'
import type { ExportView } from '#lib/exports/contract.ts'

const ways = [{ value: 'strict', label: 'Strict' }, { value: 'loose', label: 'Loose' }] as const

/** What training on an export gained: its evaluations, and of one of them the gain by type. */
export function EvaluationPanel({ export: made }: { export: ExportView }) {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(evaluationsQuery(made.id))
  const [chosenId, choose] = useQueryState('evaluation', parseAsString)
  const [way, setWay] = useQueryState('verified', parseAsStringLiteral(['strict', 'loose']).withDefault('strict'))
  const [isAdding, setAdding] = useState(false)
  const chosen = data?.find(({ id }) => id === chosenId) ?? data?.[0]
  const changed = () => Promise.all([queries.invalidateQueries({ queryKey: ['exports', made.id, 'evaluations'] }), queries.invalidateQueries({ queryKey: ['datasets', made.datasetId, 'type-gains'] })])
  const remove = useMutation({
    mutationFn: (id: string) => api<void>(`/api/v1/evaluations/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await choose(null)
      await changed()
    },
  })
  return (
    <>
      <Panel title="Gain after training" actions={data && data.length > 0 ? <Tabs label="Verdicts" value={way} onValueChange={(next) => void setWay(next)} items={ways} /> : null}>
        <div className="flex flex-col gap-4">
          {error ?? remove.error ? <ErrorNotice error={error ?? remove.error} onRetry={() => void refetch()} /> : null}
          {!data ? error ? null : <Skeleton className="h-16" /> : data.length === 0 ? (
            <p className="text-muted">Nothing is known of it yet. The answers of a model before it was trained on this export and after, to the same prompts, tell how much better it follows constraints of each type.</p>
          ) : (
            <Evaluations evaluations={data} chosen={chosen} way={way} onChosen={(id) => void choose(id)} onRemoved={(id) => remove.mutate(id)} />
          )}
          {isAdding ? (
            <EvaluationForm
              export={made}
              onLeft={() => setAdding(false)}
              onAdded={async ({ id }) => {
                setAdding(false)
                await changed()
                await choose(id)
              }}
            />
          ) : (
            <div>
              <Button onClick={() => setAdding(true)}>Add an evaluation</Button>
            </div>
          )}
        </div>
      </Panel>
      {chosen ? <Chosen evaluation={chosen} way={way} datasetId={made.datasetId} /> : null}
    </>
  )
}

interface EvaluationsProps {
  evaluations: readonly EvaluationView[]
  chosen: EvaluationView | undefined
  way: 'strict' | 'loose'
  onChosen: (id: string) => void
  onRemoved: (id: string) => void
}

function Evaluations({ evaluations, chosen, way, onChosen, onRemoved }: EvaluationsProps) {
  const [asked, setAsked] = useState<EvaluationView | null>(null)
  return (
    <>
      <Table aria-label="Evaluations">
        <thead>
          <tr>
            <Th>Models</Th>
            <Th>Prompts</Th>
            <Th numeric>Compared</Th>
            <Th numeric>Prompts met</Th>
            <Th numeric>Instructions met</Th>
            <Th>Added</Th>
            <Th>
              <span className="sr-only">Acts</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {evaluations.map((evaluation) => (
            <tr key={evaluation.id}>
              <Td className="break-words">
                <button type="button" aria-pressed={evaluation.id === chosen?.id} className="cursor-pointer text-start text-accent hover:underline aria-pressed:font-semibold aria-pressed:text-ink" onClick={() => onChosen(evaluation.id)}>
                  {evaluation.trainedModel}
                </button>
                <span className="block text-[13px] text-muted">over {evaluation.baseModel}</span>
              </Td>
              <Td className="break-words">{evaluation.benchmark}</Td>
              <Td numeric>{formatNumber(evaluation[way]?.prompts.n ?? 0)}</Td>
              <Td numeric><Shares gains={evaluation[way]} of="prompts" /></Td>
              <Td numeric><Shares gains={evaluation[way]} of="instructions" /></Td>
              <Td>
                <span className="whitespace-nowrap">{formatDate(evaluation.createdAt)}</span>
                {evaluation.by === null ? null : <span className="block text-[13px] text-muted">by {evaluation.by}</span>}
              </Td>
              <Td>
                {evaluation.mayDelete ? (
                  <Button size="sm" aria-label={`Delete the evaluation of ${evaluation.trainedModel}`} onClick={() => setAsked(evaluation)}>
                    Delete
                  </Button>
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <ConfirmDialog open={asked !== null} onOpenChange={(isOpen) => (isOpen ? null : setAsked(null))} title="Delete the evaluation?" confirmLabel="Delete it" danger onConfirm={() => (asked ? onRemoved(asked.id) : null)}>
        <p>
          What {asked?.trainedModel} gained over {asked?.baseModel} goes from here and from the report cards of {formatNumber((asked?.strict ?? asked?.loose)?.types.length ?? 0)} types. The files of the export stay as they are. Pincer keeps no answers: to have it again, add the same files.
        </p>
      </ConfirmDialog>
    </>
  )
}

function Shares({ gains, of }: { gains: Gains | null; of: 'prompts' | 'instructions' }) {
  if (!gains) return <span className="text-muted">no such verdicts</span>
  const { before, after, gain } = gains[of]
  return (
    <>
      <span className="whitespace-nowrap">
        {formatPercent(before)} → {formatPercent(after)}
      </span>{' '}
      <span className="whitespace-nowrap text-muted">({formatPoints(gain)})</span>
    </>
  )
}

const whose = {
  checked: 'Pincer verified all answers itself.',
  recorded: 'All verdicts are taken as recorded in the files; Pincer verified none of them.',
  mixed: 'Some verdicts are taken as recorded in the files; Pincer verified the other answers itself.',
} as const

function Chosen({ evaluation, way, datasetId }: { evaluation: EvaluationView; way: 'strict' | 'loose'; datasetId: string }) {
  const { baseModel, trainedModel, verdicts } = evaluation
  const gains = evaluation[way]
  const rows = gains
    ? [
        { key: 'prompts', label: 'All prompts', gain: gains.prompts },
        { key: 'instructions', label: 'All instructions', gain: gains.instructions },
        ...gains.types.map(({ type, label, instructions, gain }) => ({ key: type, label, gain, href: `/datasets/${datasetId}/types/${encodeURIComponent(type)}`, more: instructions.join(', ') })),
      ]
    : []
  return (
    <>
      <GainFigure
        title="Gain by type"
        head="Type"
        moreHead="Instructions"
        rows={rows}
        empty={`The files hold no ${way} verdicts.`}
        note={`${trainedModel} less ${baseModel}, in points of the share that is followed, ${way}ly verified. ${whose[verdicts]} The line is Newcombe’s 95 % interval of paired differences; one that does not reach 0 says that the two differ.`}
      />
      <FilesRead evaluation={evaluation} />
    </>
  )
}
