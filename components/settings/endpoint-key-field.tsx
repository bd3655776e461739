'use client'

import type { EndpointForm } from '#components/settings/endpoint-form.ts'
import { Checkbox, Field } from '#components/ui/field.tsx'
import { SecretInput } from '#components/ui/secret-input.tsx'

interface EndpointKeyFieldProps {
  form: Pick<EndpointForm, 'key' | 'removeKey'>
  /** Whether one is kept. It is never shown: it does not come to the browser. */
  hasKey: boolean
  hint: string | undefined
  error: string | undefined
  onChange: (change: Partial<EndpointForm>) => void
}

/** Takes a key and never gives one back. */
export function EndpointKeyField({ form, hasKey, hint, error, onChange }: EndpointKeyFieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <Field label="Key" error={error} hint={hasKey ? 'A key is kept; type to replace it.' : (hint ?? 'Kept encrypted, and never shown again.')}>
        {(ids) => <SecretInput {...ids} isKept={hasKey} disabled={form.removeKey} value={form.key} onChange={(event) => onChange({ key: event.target.value })} />}
      </Field>
      {hasKey ? <Checkbox label="Remove the key" checked={form.removeKey} onChange={(event) => onChange({ removeKey: event.target.checked })} /> : null}
    </div>
  )
}
