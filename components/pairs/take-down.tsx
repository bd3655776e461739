'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { browseHref } from '#components/browse/filter.ts'
import { HoldingExports } from '#components/pairs/pair-exports.tsx'
import { exportsOfPairQuery } from '#components/pairs/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'

const formId = 'take-down'

/** For the owner and admins: a pair that has to go on request, and stay away. */
export function TakeDown({ id, datasetId }: { id: string; datasetId: string }) {
  const { data } = useQuery(exportsOfPairQuery(id, false))
  const [asking, setAsking] = useState(false)
  if (!data?.mayTakeDown) return null
  return (
    <Panel title="Take down">
      <p className="mb-3 text-muted">For what has to go on request: it goes from every dataset, stays out of later imports, and the exports that hold it say so.</p>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Take this pair down
      </Button>
      {asking ? <TakeDownDialog id={id} datasetId={datasetId} onClose={() => setAsking(false)} /> : null}
    </Panel>
  )
}

function TakeDownDialog({ id, datasetId, onClose }: { id: string; datasetId: string; onClose: () => void }) {
  const router = useRouter()
  const queries = useQueryClient()
  const { data } = useQuery(exportsOfPairQuery(id, false))
  const [reason, setReason] = useState('')
  const take = useMutation({
    mutationFn: () => api<{ exports: number }>(`/api/v1/pairs/${id}/take-down`, { body: { reason } }),
    onSuccess: async ({ exports }) => {
      toast.success(`The pair is taken down. ${exports === 0 ? 'No export holds it.' : exports === 1 ? 'One export holds it: its page offers to make it again without.' : `${formatNumber(exports)} exports hold it: their pages offer to make them again without.`}`)
      // What is known of the pair itself would be asked for again, and is gone.
      await queries.invalidateQueries({ queryKey: ['datasets'] })
      queries.removeQueries({ queryKey: ['exports'] })
      router.push(browseHref(datasetId))
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    take.mutate()
  }
  const elsewhere = [...new Set((data?.elsewhere ?? []).map(({ datasetName }) => datasetName))]
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Take the pair down?"
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" form={formId} variant="danger" disabled={reason.trim() === ''} loading={take.isPending}>
            Take it down
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        {take.error ? <ErrorNotice error={take.error} /> : null}
        <p>
          The pair goes with all that was made of it{elsewhere.length > 0 ? `, also from ${elsewhere.join(', ')}` : ''}. This cannot be undone, and what it said is kept nowhere: only its hash is, so that it is known when it comes again.
        </p>
        {data ? <HoldingExports of={data} /> : null}
        {data && data.notLookedThrough > 0 ? <p className="text-muted">Exports without an index are looked through for it first, which may take a while.</p> : null}
        <Field label="Why" hint="Shown with the exports that hold it. Name nobody who does not want to be named.">
          {(ids) => <Input {...ids} required maxLength={500} value={reason} autoComplete="off" onChange={({ target }) => setReason(target.value)} />}
        </Field>
      </form>
    </Dialog>
  )
}
