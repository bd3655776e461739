'use client'

import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { StepSetting } from '#components/generation/step-setting.tsx'
import { fieldsOf } from '#components/generation/step-fields.ts'
import { stepExplained, stepLabel } from '#components/generation/step-words.ts'
import type { StepDraft, StepErrors } from '#components/generation/recipe-draft.ts'
import { IconButton } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import type { EndpointView } from '#lib/endpoints/contract.ts'
import { stepsWithoutEndpoint } from '#lib/generation/recipe.ts'

interface StepCardProps {
  draft: StepDraft
  errors: StepErrors
  index: number
  last: boolean
  endpoints: readonly EndpointView[]
  onChange: (draft: StepDraft) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

const icon = { size: 15, 'aria-hidden': true } as const

/** One step of a recipe: what it does and its settings. */
export function StepCard({ draft, errors, index, last, endpoints, onChange, onMove, onRemove }: StepCardProps) {
  const { step, settings } = draft
  const label = stepLabel(step)
  const fields = fieldsOf(step)
  const ownEndpoint = !stepsWithoutEndpoint.includes(step) && endpoints.length > 1
  return (
    <li aria-label={`Step ${index + 1}: ${label}`} className="rounded-md border border-line">
      <div className="flex items-start gap-3 px-3 py-2">
        <span aria-hidden="true" className="w-4 shrink-0 text-end text-faint tabular-nums">
          {index + 1}
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="font-medium">{label}</h3>
          <p className="text-[13px] text-muted">{stepExplained(step)}</p>
        </div>
        <div className="flex">
          <IconButton label={`Move ${label} up`} disabled={index === 0} onClick={() => onMove(-1)}>
            <ArrowUp {...icon} />
          </IconButton>
          <IconButton label={`Move ${label} down`} disabled={last} onClick={() => onMove(1)}>
            <ArrowDown {...icon} />
          </IconButton>
          <IconButton label={`Remove ${label}`} onClick={onRemove}>
            <X {...icon} />
          </IconButton>
        </div>
      </div>
      {fields.length > 0 || ownEndpoint ? (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line px-3 py-2 pl-10">
          {fields.map((field) => (
            <StepSetting
              key={field.name}
              field={field}
              value={settings[field.name] ?? ''}
              error={errors[field.name]}
              onChange={(value) => onChange({ ...draft, settings: { ...settings, [field.name]: value } })}
            />
          ))}
          {ownEndpoint ? (
            <Field label="Endpoint" error={errors.endpointId}>
              {(ids) => (
                <Select {...ids} value={draft.endpointId} onChange={(event) => onChange({ ...draft, endpointId: event.target.value })}>
                  <option value="">The run’s</option>
                  {endpoints.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}
