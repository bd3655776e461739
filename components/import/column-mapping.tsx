import { Field, Select } from '#components/ui/field.tsx'
import { columnRoles, type ColumnRole } from '#lib/pairs/formats/columns.ts'
import type { Preview } from '#lib/pairs/detect.ts'
import type { ColumnMapping as Columns } from '#lib/pairs/record.ts'

const labels: Record<ColumnRole, string> = {
  instruction: 'Instruction',
  input: 'Input',
  response: 'Response',
  system: 'System prompt',
  id: 'Id',
  source: 'Source',
  language: 'Language',
  license: 'Licence',
}
const required: readonly ColumnRole[] = ['instruction', 'response']
/** In all others the texts stand where the format says, and only what stands beside them is chosen. */
const tableLike: readonly string[] = ['table', 'alpaca']
const beside: readonly ColumnRole[] = ['id', 'source', 'language', 'license']

/** The parts of a pair whose columns a person chooses in this format. */
export function rolesOf(format: string): readonly ColumnRole[] {
  return tableLike.includes(format) ? columnRoles : beside
}

/** Parts that have to have a column before rows can become pairs, and have none. */
export function missingRoles({ format, mapping }: Pick<Preview, 'format' | 'mapping'>): string[] {
  return tableLike.includes(format) ? required.filter((role) => !mapping.columns?.[role]).map((role) => labels[role]) : []
}

interface ColumnMappingProps {
  preview: Preview
  busy: boolean
  onColumns: (columns: Columns) => void
}

/** Which column holds which part of a pair. */
export function ColumnMapping({ preview, busy, onColumns }: ColumnMappingProps) {
  const columns = preview.mapping.columns ?? {}
  const missing = missingRoles(preview)
  return (
    <fieldset disabled={busy}>
      <legend className="mb-2 font-semibold">Columns</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-4">
        {rolesOf(preview.format).map((role) => (
          <Field
            key={role}
            label={labels[role]}
            error={missing.includes(labels[role]) ? 'Choose the column that holds it.' : undefined}
          >
            {(ids) => (
              <Select
                {...ids}
                value={columns[role] ?? ''}
                onChange={(event) => onColumns({ ...columns, [role]: event.target.value || undefined })}
              >
                <option value="">None</option>
                {choices(preview.columns, columns[role]).map((column) => (
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

/** The file's columns, with the chosen one among them even where the first rows lack it. */
function choices(columns: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || columns.includes(chosen) ? columns : [chosen, ...columns]
}
