'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox, Field, Input } from '#components/ui/field.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { ExportView } from '#lib/exports/contract.ts'
import { pushParams, type HubState, type PushView } from '#lib/hub/contract.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** Asks where an export is to be pushed, starts the run and goes to it. The last push's repository is proposed again. */
export function PushForm({ export: made, hub, last }: { export: ExportView; hub: HubState; last: PushView | null }) {
  const router = useRouter()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<string | null>(null)
  const [form, setForm] = useState({ branch: '', private: true, replace: false })
  const [errors, setErrors] = useState<{ repository?: string; branch?: string }>({})
  const repository = typed ?? last?.repository ?? ''
  const start = useMutation({
    mutationFn: (input: StartRunInput) => api<RunView>('/api/v1/runs', { body: input }),
    onSuccess: async (run) => {
      await queries.invalidateQueries({ queryKey: ['exports', made.id, 'pushes'] })
      router.push(`/runs/${run.id}`)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const params = pushParams.safeParse({ exportId: made.id, repository, private: form.private, replace: form.replace, ...(form.branch.trim() === '' ? {} : { branch: form.branch }) })
    setErrors(Object.fromEntries((params.error?.issues ?? []).map(({ path, message }) => [String(path[0]), `${message.charAt(0).toUpperCase()}${message.slice(1)}.`])))
    if (params.success) start.mutate({ kind: 'push', datasetId: made.datasetId, params: params.data })
  }
  return (
    <form onSubmit={submit} noValidate aria-label="Push to the Hub" className="flex max-w-3xl flex-col gap-3">
      {start.error ? <ErrorNotice error={start.error} /> : null}
      <div className="grid items-start gap-3 sm:grid-cols-[2fr_1fr]">
        <Field label="Repository" error={errors.repository} hint={`A dataset at ${new URL(hub.server).host}; made if it is not there.`}>
          {(ids) => <Input {...ids} value={repository} placeholder="owner/name" autoComplete="off" spellCheck={false} onChange={({ target }) => setTyped(target.value)} />}
        </Field>
        <Field label="Branch" error={errors.branch} hint="Empty: main.">
          {(ids) => <Input {...ids} value={form.branch} autoComplete="off" spellCheck={false} onChange={({ target }) => setForm({ ...form, branch: target.value })} />}
        </Field>
      </div>
      <Checkbox label="Private: only its owner and whom they let see it" checked={form.private} onChange={({ target }) => setForm({ ...form, private: target.checked })} />
      <Checkbox label="Replace files of the same names that Pincer did not put there" checked={form.replace} onChange={({ target }) => setForm({ ...form, replace: target.checked })} />
      <div>
        <Button type="submit" variant="primary" loading={start.isPending}>
          Push to the Hub
        </Button>
      </div>
    </form>
  )
}
