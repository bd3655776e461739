'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ComponentProps, type FormEvent } from 'react'
import { toast } from 'sonner'
import { api, ApiError } from '#components/api/client.ts'
import { endpointsPath } from '#components/api/endpoints.ts'
import { formOf, readForm, withPreset, type EndpointForm } from '#components/settings/endpoint-form.ts'
import { EndpointKeyField } from '#components/settings/endpoint-key-field.tsx'
import { endpointPresets } from '#components/settings/endpoint-presets.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Input, Select, Textarea } from '#components/ui/field.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { EndpointView } from '#lib/endpoints/contract.ts'

const formId = 'endpoint'

interface EndpointDialogProps {
  /** The one to change; null: a new one. */
  endpoint: EndpointView | null
  onClose: () => void
  onSaved: (endpoint: EndpointView) => void
}

/** Asks for an endpoint's addresses, model, key, limits and prices. */
export function EndpointDialog({ endpoint, onClose, onSaved }: EndpointDialogProps) {
  const queries = useQueryClient()
  const [form, setForm] = useState(() => formOf(endpoint))
  const [preset, setPreset] = useState(endpointPresets[0])
  const [errors, setErrors] = useState<Partial<Record<keyof EndpointForm, string>>>({})
  const save = useMutation({
    mutationFn: (body: object) =>
      endpoint ? api<EndpointView>(`${endpointsPath}/${endpoint.id}`, { method: 'PATCH', body }) : api<EndpointView>(endpointsPath, { body }),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['endpoints'] })
      toast.success(`${saved.name} is saved.`)
      onSaved(saved)
    },
    onError: (error) => setErrors(error instanceof ApiError ? Object.fromEntries(error.details.map(({ field, reason }) => [field.split('.')[0], reason])) : {}),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const read = readForm(form, endpoint)
    setErrors(read.errors ?? {})
    if (read.value) save.mutate(read.value)
  }
  const set = (change: Partial<EndpointForm>): void => setForm({ ...form, ...change })
  const text = (name: 'name' | 'model' | 'concurrency' | 'timeoutSeconds' | 'requestsPerMinute' | 'tokensPerMinute' | 'inputPrice' | 'outputPrice' | 'currency') => ({
    value: form[name],
    onChange: ((event) => set({ [name]: event.target.value })) satisfies ComponentProps<'input'>['onChange'],
  })
  const fixed = endpoint?.fromEnvironment ?? false
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={endpoint ? `Change ${endpoint.name}` : 'Add an endpoint'}
      description="A model behind the OpenAI API, on this machine or elsewhere."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={save.isPending}>
            Save and test
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-3 sm:grid-cols-2">
        {save.error && Object.keys(errors).length === 0 ? (
          <div className="sm:col-span-2">
            <ErrorNotice error={save.error} />
          </div>
        ) : null}
        {endpoint ? null : (
          <Field label="Kind of server" hint="Fills in what is usual; all of it can be changed.">
            {(ids) => (
              <Select
                {...ids}
                value={preset.id}
                onChange={(event) => {
                  const chosen = endpointPresets.find(({ id }) => id === event.target.value)
                  if (!chosen) return
                  setPreset(chosen)
                  setForm(withPreset(form, chosen))
                }}
              >
                {endpointPresets.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Field label="Name" error={errors.name} hint="As runs and lists show it.">
          {(ids) => <Input {...ids} {...text('name')} maxLength={100} />}
        </Field>
        {fixed ? (
          <p className="text-muted sm:col-span-2">
            Its address, model and key come from <code>OPENAI_BASE_URL</code>, <code>PINCER_MODEL</code> and <code>OPENAI_API_KEY</code>: change them there and start Pincer
            again. The rest is set here.
          </p>
        ) : (
          <>
            <Field
              className="sm:col-span-2"
              label="Addresses, one a line"
              error={errors.baseUrls}
              hint="What comes before /chat/completions. Several servers of the same model share the load."
            >
              {(ids) => (
                <Textarea {...ids} className="min-h-16 font-mono text-[13px]" spellCheck={false} value={form.baseUrls} onChange={(event) => set({ baseUrls: event.target.value })} />
              )}
            </Field>
            <Field label="Model" error={errors.model} hint={endpoint ? 'As the server calls it.' : preset.hint}>
              {(ids) => <Input {...ids} {...text('model')} className="font-mono text-[13px]" placeholder={endpoint ? '' : preset.model} spellCheck={false} />}
            </Field>
            <EndpointKeyField form={form} hasKey={endpoint?.hasKey ?? false} hint={endpoint ? undefined : preset.key} error={errors.key} onChange={set} />
          </>
        )}
        <Field label="Calls at once" error={errors.concurrency} hint="Over all its servers. Fewer go out when it complains.">
          {(ids) => <Input {...ids} {...text('concurrency')} inputMode="numeric" />}
        </Field>
        <Field label="Seconds to wait for an answer" error={errors.timeoutSeconds}>
          {(ids) => <Input {...ids} {...text('timeoutSeconds')} inputMode="numeric" />}
        </Field>
        <Field label="Requests a minute, at most" error={errors.requestsPerMinute} hint="Empty: no limit.">
          {(ids) => <Input {...ids} {...text('requestsPerMinute')} inputMode="numeric" />}
        </Field>
        <Field label="Tokens a minute, at most" error={errors.tokensPerMinute} hint="Empty: no limit.">
          {(ids) => <Input {...ids} {...text('tokensPerMinute')} inputMode="numeric" />}
        </Field>
        <div className="grid grid-cols-[1fr_1fr_5rem] gap-3 sm:col-span-2">
          <Field label="Price per million tokens in" error={errors.inputPrice} hint="Empty: costs nothing.">
            {(ids) => <Input {...ids} {...text('inputPrice')} inputMode="decimal" />}
          </Field>
          <Field label="Price per million tokens out" error={errors.outputPrice}>
            {(ids) => <Input {...ids} {...text('outputPrice')} inputMode="decimal" />}
          </Field>
          <Field label="Currency" error={errors.currency}>
            {(ids) => <Input {...ids} {...text('currency')} maxLength={3} />}
          </Field>
        </div>
      </form>
    </Dialog>
  )
}
