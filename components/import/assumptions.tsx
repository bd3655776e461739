import { LicenseInput } from '#components/datasets/license-input.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'

export interface Assumed {
  source: string
  license: string
}

interface AssumptionsProps {
  assumed: Assumed
  onChange: (assumed: Assumed) => void
  fileName: string
}

/** What to write down for pairs that do not say it themselves. */
export function Assumptions({ assumed, onChange, fileName }: AssumptionsProps) {
  return (
    <Panel title="For pairs that do not say it themselves">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <Field label="Source" hint={`Empty means the file's name, ${fileName}.`}>
          {(ids) => <Input {...ids} value={assumed.source} maxLength={100} placeholder={fileName} onChange={(event) => onChange({ ...assumed, source: event.target.value })} />}
        </Field>
        <Field label="Licence" hint="Empty means the dataset's own. Exports count the licences they hold.">
          {(ids) => <LicenseInput {...ids} value={assumed.license} onChange={(event) => onChange({ ...assumed, license: event.target.value })} />}
        </Field>
      </div>
    </Panel>
  )
}
