'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { endpointsPath, useEndpoints } from '#components/api/endpoints.ts'
import { EndpointCard } from '#components/settings/endpoint-card.tsx'
import { EndpointDialog } from '#components/settings/endpoint-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import type { EndpointList, EndpointView } from '#lib/endpoints/contract.ts'

/** The models that runs may ask: listed, added, tried, changed and removed. */
export function Endpoints({ manages }: { manages: boolean }) {
  const { data, error, refetch } = useEndpoints()
  const queries = useQueryClient()
  /** What the dialog is open for: an endpoint, a new one, or it is not. */
  const [editing, setEditing] = useState<EndpointView | 'new' | null>(null)
  const [removing, setRemoving] = useState<EndpointView | null>(null)
  const [testing, setTesting] = useState<readonly string[]>([])
  const test = useMutation({
    mutationFn: (id: string) => api<EndpointView>(`${endpointsPath}/${id}/test`, { method: 'POST' }),
    onMutate: (id) => setTesting((ids) => [...ids, id]),
    onSuccess: (tested) =>
      queries.setQueryData<EndpointList>(['endpoints'], (list) => list && { ...list, endpoints: list.endpoints.map((one) => (one.id === tested.id ? tested : one)) }),
    onError: (thrown) => toast.error(thrown.message),
    onSettled: (_, __, id) => setTesting((ids) => ids.filter((other) => other !== id)),
  })
  const remove = useMutation({
    mutationFn: ({ id }: EndpointView) => api(`${endpointsPath}/${id}`, { method: 'DELETE' }),
    onSuccess: (_, { name }) => toast.success(`${name} is removed.`),
    onError: (thrown) => toast.error(thrown.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['endpoints'] }),
  })
  const add = (
    <Button variant="primary" onClick={() => setEditing('new')}>
      Add an endpoint
    </Button>
  )
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Endpoints"
        description={`The models that runs may ask: any server with the OpenAI API, such as vLLM on a GPU of yours.${manages ? '' : ' The owner and admins add and change them.'}`}
        actions={manages && data && data.endpoints.length > 0 ? add : null}
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data?.environmentProblem ? <ErrorNotice error={new Error(data.environmentProblem)} /> : null}
      {!data && !error ? <Skeleton className="h-40" /> : null}
      {data?.endpoints.length === 0 ? (
        <div className="rounded-lg border border-line bg-panel">
          <EmptyState title="No endpoint yet" action={manages ? add : null}>
            Generation runs need a model to ask. Start one, on a GPU with <code>vllm serve</code> or on this machine with llama.cpp or Ollama (docs/gpu.md has the
            commands), and add its address. Everything else in Pincer works without.
          </EmptyState>
        </div>
      ) : null}
      {data?.endpoints.map((endpoint) => (
        <EndpointCard
          key={endpoint.id}
          endpoint={endpoint}
          manages={manages}
          testing={testing.includes(endpoint.id)}
          onTest={() => test.mutate(endpoint.id)}
          onEdit={() => setEditing(endpoint)}
          onRemove={() => setRemoving(endpoint)}
        />
      ))}
      {editing ? (
        <EndpointDialog
          endpoint={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={(saved) => {
            setEditing(null)
            test.mutate(saved.id)
          }}
        />
      ) : null}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing?.name ?? 'the endpoint'}?`}
        confirmLabel="Remove it"
        danger
        onConfirm={() => removing && remove.mutate(removing)}
      >
        <p>
          {removing?.hasKey ? 'Its key is deleted, and no' : 'No'} run can ask it any more; a run that names it cannot be taken up again. What it has answered so far stays, with prompts and
          costs, and so does everything that was made of it.
        </p>
      </ConfirmDialog>
    </div>
  )
}
