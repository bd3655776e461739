import type { DraftValue } from '#components/generation/recipe-draft.ts'
import type { StepField } from '#components/generation/step-fields.ts'
import { Checkbox, Field, Input, Select } from '#components/ui/field.tsx'

interface StepSettingProps {
  field: StepField
  value: DraftValue
  error: string | undefined
  onChange: (value: DraftValue) => void
}

/** The control of one setting of a step. */
export function StepSetting({ field, value, error, onChange }: StepSettingProps) {
  switch (field.kind) {
    case 'number':
      return (
        <Field label={field.label} error={error}>
          {(ids) => (
            <Input
              {...ids}
              type="number"
              step={field.step ?? 1}
              className="w-28"
              placeholder={field.optional ? 'usual' : ''}
              value={String(value)}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      )
    case 'switch':
      return <Checkbox className="basis-full" label={field.label} checked={value === true} onChange={(event) => onChange(event.target.checked)} />
    case 'one':
      return (
        <Field label={field.label} error={error}>
          {(ids) => (
            <Select {...ids} value={String(value)} onChange={(event) => onChange(event.target.value)}>
              {field.choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )
    case 'several': {
      const chosen = Array.isArray(value) ? value.map(String) : []
      return (
        <fieldset className="flex flex-col gap-1">
          <legend className="text-[13px] font-medium text-muted">{field.label}</legend>
          <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
            {field.choices.map((choice) => (
              <Checkbox
                key={choice.value}
                label={choice.label}
                checked={chosen.includes(choice.value)}
                // In the order of the choices, whatever the order of the clicks: the same recipe is the same request.
                onChange={() => onChange(field.choices.map((one) => one.value).filter((one) => (one === choice.value) !== chosen.includes(one)))}
              />
            ))}
          </div>
          {error ? (
            <p role="alert" className="text-[13px] text-bad">
              {error}
            </p>
          ) : null}
        </fieldset>
      )
    }
  }
}
