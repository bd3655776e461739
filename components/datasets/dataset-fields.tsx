import { ApiError } from '#components/api/client.ts'
import { LicenseInput } from '#components/datasets/license-input.tsx'
import { Field, Input, Textarea } from '#components/ui/field.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'

export interface DatasetForm {
  name: string
  description: string
  license: string
}

export const emptyDataset: DatasetForm = { name: '', description: '', license: '' }

interface DatasetFieldsProps {
  form: DatasetForm
  onChange: (form: DatasetForm) => void
  error: Error | null
}

/** What every dataset has: name, description, licence. */
export function DatasetFields({ form, onChange, error }: DatasetFieldsProps) {
  const reason = (field: string): string | undefined => {
    if (!(error instanceof ApiError)) return undefined
    const found = error.details.find((detail) => detail.field === field)?.reason
    return found === 'taken' ? error.message : found
  }
  return (
    <div className="flex flex-col gap-3">
      {error && !(error instanceof ApiError && error.details.length > 0) ? <ErrorNotice error={error} /> : null}
      <Field label="Name" error={reason('name')}>
        {(ids) => <Input {...ids} value={form.name} required maxLength={100} onChange={(event) => onChange({ ...form, name: event.target.value })} />}
      </Field>
      <Field label="Description" error={reason('description')}>
        {(ids) => (
          <Textarea {...ids} value={form.description} rows={2} maxLength={2000} onChange={(event) => onChange({ ...form, description: event.target.value })} />
        )}
      </Field>
      <Field label="Licence" error={reason('license')} hint="Of pairs that name none themselves, such as CC-BY-4.0. It goes into every export.">
        {(ids) => <LicenseInput {...ids} value={form.license} onChange={(event) => onChange({ ...form, license: event.target.value })} />}
      </Field>
    </div>
  )
}
