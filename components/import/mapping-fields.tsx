import { Field, Select } from '#components/ui/field.tsx'
import type { Preview } from '#lib/pairs/detect.ts'
import type { ColumnMapping, FieldMapping } from '#lib/pairs/record.ts'

const fields: { name: keyof ColumnMapping; label: string; needed?: true }[] = [
  { name: 'instruction', label: 'Instruction', needed: true },
  { name: 'input', label: 'Input' },
  { name: 'response', label: 'Response', needed: true },
  { name: 'system', label: 'System prompt' },
  { name: 'id', label: 'Id' },
  { name: 'source', label: 'Source' },
  { name: 'language', label: 'Language' },
  { name: 'license', label: 'Licence' },
]

/** Which column is which field, where rows are table-like. */
export function MappingFields({ preview, onChange, busy }: { preview: Preview; onChange: (mapping: FieldMapping) => void; busy: boolean }) {
  const columns = preview.mapping.columns ?? {}
  return (
    <fieldset className="rounded-md border border-line p-3" disabled={busy}>
      <legend className="px-1 text-[13px] font-medium text-muted">Columns</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {fields.map(({ name, label, needed }) => (
          <Field key={name} label={needed ? `${label} (needed)` : label}>
            {(ids) => (
              <Select
                {...ids}
                value={columns[name] ?? ''}
                onChange={(event) => onChange({ format: preview.format, columns: { ...columns, [name]: event.target.value || undefined } })}
              >
                <option value="">none</option>
                {preview.columns.map((column) => (
                  <option key={column} value={column}>
                    {column}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  )
}
