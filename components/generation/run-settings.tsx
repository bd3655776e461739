import type { GenerationDraft } from '#components/generation/generation-draft.ts'
import { Checkbox, Field, Input, Select } from '#components/ui/field.tsx'
import type { EndpointView } from '#lib/endpoints/contract.ts'

interface RunSettingsProps {
  draft: GenerationDraft
  errors: Partial<Record<'endpointId' | 'limit' | 'budgetTokens' | 'budgetCost', string>>
  endpoints: readonly EndpointView[]
  /** Of the chosen endpoint. */
  currency: string
  onChange: (change: Partial<GenerationDraft>) => void
}

/** Which model a run asks, of how many pairs, and when it stops for money. */
export function RunSettings({ draft, errors, endpoints, currency, onChange }: RunSettingsProps) {
  return (
    <div className="flex flex-col gap-3">
      {endpoints.length > 0 ? (
        <Field label="Endpoint" error={errors.endpointId}>
          {(ids) => (
            <Select {...ids} value={draft.endpointId} onChange={(event) => onChange({ endpointId: event.target.value })}>
              <option value="">None</option>
              {endpoints.map(({ id, name, model }) => (
                <option key={id} value={id}>
                  {name === model ? name : `${name} (${model})`}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Field label="Pairs, at most" error={errors.limit} hint="Empty: all. For a trial, 50 spread over the dataset say much.">
        {(ids) => <Input {...ids} inputMode="numeric" value={draft.limit} onChange={(event) => onChange({ limit: event.target.value })} />}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Pause at tokens" error={errors.budgetTokens} hint="Empty: no limit.">
          {(ids) => <Input {...ids} inputMode="numeric" value={draft.budgetTokens} onChange={(event) => onChange({ budgetTokens: event.target.value })} />}
        </Field>
        <Field label={`Pause at cost (${currency})`} error={errors.budgetCost} hint="Empty: no limit.">
          {(ids) => <Input {...ids} inputMode="decimal" value={draft.budgetCost} onChange={(event) => onChange({ budgetCost: event.target.value })} />}
        </Field>
      </div>
      <Checkbox label="Pay again for what was asked before" checked={draft.again} onChange={(event) => onChange({ again: event.target.checked })} />
      <p className="text-[13px] text-faint">Otherwise a question that a model has answered once is not asked again.</p>
    </div>
  )
}
