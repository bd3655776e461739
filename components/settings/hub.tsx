'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { toast } from 'sonner'
import { api, ApiError } from '#components/api/client.ts'
import { hubPath, useHub } from '#components/api/hub.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import { SecretInput } from '#components/ui/secret-input.tsx'
import type { HubState } from '#lib/hub/contract.ts'

/** Where pushes go, and the token for it, which is written and never shown. */
export function Hub() {
  const { data, error, refetch } = useHub()
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader title="Hugging Face Hub" description="Finished exports can be pushed to dataset repositories. Each export’s page has the form for it." />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <Panel title="Token">
          <div className="flex max-w-2xl flex-col gap-4">
            <p className="flex flex-wrap items-center gap-2">
              {data.token === 'environment' ? <Badge tone="info">From the environment</Badge> : <Badge>{data.token === 'kept' ? 'A token is kept' : 'No token'}</Badge>}
              <span className="text-muted">
                for <span className="font-mono text-[13px]">{data.server}</span>
              </span>
            </p>
            {data.problem ? <ErrorNotice error={new Error(data.problem)} /> : null}
            {!data.manages ? (
              <p className="text-muted">The owner and admins enter it and push.</p>
            ) : data.token === 'environment' ? (
              <p className="text-muted">
                It comes from <code>HF_TOKEN</code>: change it there and start Pincer again.
              </p>
            ) : (
              <TokenForm state={data} />
            )}
          </div>
        </Panel>
      ) : error ? null : (
        <Skeleton className="h-40" />
      )}
    </div>
  )
}

function TokenForm({ state }: { state: HubState }) {
  const queries = useQueryClient()
  const [token, setToken] = useState('')
  const [removing, setRemoving] = useState(false)
  const taken = (next: HubState): void => void queries.setQueryData(['hub'], next)
  const save = useMutation({
    mutationFn: () => api<HubState>(hubPath, { method: 'PUT', body: { token } }),
    onSuccess: (next) => {
      taken(next)
      setToken('')
      toast.success('The token is kept.')
    },
  })
  const remove = useMutation({
    mutationFn: () => api<HubState>(hubPath, { method: 'DELETE' }),
    onSuccess: (next) => {
      taken(next)
      toast.success('The token is removed.')
    },
    onError: (thrown) => toast.error(thrown.message),
  })
  const wrong = save.error instanceof ApiError ? save.error.details[0]?.reason : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3" aria-label="Token">
      {save.error && !wrong ? <ErrorNotice error={save.error} /> : null}
      <Field label="Token that may write" error={wrong ? `It ${wrong}.` : undefined} hint="Kept encrypted, as keys of endpoints are, and never shown again. Make one at the Hub under Settings, Access Tokens.">
        {(ids) => <SecretInput {...ids} isKept={state.token === 'kept'} placeholder="hf_…" value={token} onChange={({ target }) => setToken(target.value)} />}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={token.trim() === ''} loading={save.isPending}>
          Keep
        </Button>
        {state.token === 'kept' ? (
          <Button variant="danger" loading={remove.isPending} onClick={() => setRemoving(true)}>
            Remove
          </Button>
        ) : null}
      </div>
      <ConfirmDialog open={removing} onOpenChange={setRemoving} title="Remove the token?" confirmLabel="Remove it" danger onConfirm={() => remove.mutate()}>
        <p>Nothing can be pushed until another one is entered.</p>
      </ConfirmDialog>
    </form>
  )
}
