'use client'

import { StepCard } from '#components/generation/step-card.tsx'
import { draftOf, movedDraft, presets, type StepDraft, type StepErrors } from '#components/generation/recipe-draft.ts'
import { stepLabel, stepNames } from '#components/generation/step-words.ts'
import { announce } from '#components/shell/announcer.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import type { EndpointView } from '#lib/endpoints/contract.ts'

interface RecipeBuilderProps {
  drafts: readonly StepDraft[]
  /** Of each step, in the same order. */
  errors: readonly StepErrors[]
  endpoints: readonly EndpointView[]
  onChange: (drafts: readonly StepDraft[]) => void
}

/** The steps of a run, put in order: from a recipe that is usual, or one by one. */
export function RecipeBuilder({ drafts, errors, endpoints, onChange }: RecipeBuilderProps) {
  const preset = presets.find(({ steps }) => steps.length === drafts.length && steps.every((step, index) => drafts[index]?.step === step))
  const move = (index: number, by: -1 | 1): void => {
    onChange(movedDraft(drafts, index, by))
    announce(`${stepLabel(drafts[index]?.step ?? '')} is step ${index + by + 1} now.`)
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-3">
        <Field label="Recipe" className="min-w-0">
          {(ids) => (
            <Select
              {...ids}
              className="max-w-full"
              value={preset?.id ?? ''}
              onChange={(event) => {
                const chosen = presets.find(({ id }) => id === event.target.value)
                if (chosen) onChange(chosen.steps.map(draftOf))
              }}
            >
              <option value="">Of your own</option>
              {presets.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Add a step">
          {(ids) => (
            <Select
              {...ids}
              value=""
              onChange={(event) => {
                const step = stepNames.find((name) => name === event.target.value)
                if (step) onChange([...drafts, draftOf(step)])
              }}
            >
              <option value="">Choose…</option>
              {stepNames.map((step) => (
                <option key={step} value={step}>
                  {stepLabel(step)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {drafts.length === 0 ? (
        <p className="text-muted">No step yet: choose a recipe, or add a step.</p>
      ) : (
        <ol aria-label="Steps" className="flex flex-col gap-2">
          {drafts.map((draft, index) => (
            <StepCard
              key={draft.id}
              draft={draft}
              errors={errors[index] ?? {}}
              index={index}
              last={index === drafts.length - 1}
              endpoints={endpoints}
              onChange={(changed) => onChange(drafts.with(index, changed))}
              onMove={(by) => move(index, by)}
              onRemove={() => onChange(drafts.filter((other) => other !== draft))}
            />
          ))}
        </ol>
      )}
    </div>
  )
}
