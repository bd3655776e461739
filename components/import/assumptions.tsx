import { LicenseInput } from '#components/datasets/license-input.tsx'
import { Field, Input } from '#components/ui/field.tsx'

export interface Assumed {
  source: string
  license: string
}

interface AssumptionsProps {
  assumed: Assumed
  onChange: (assumed: Assumed) => void
  fileName: string
  datasetLicense: string | null
}

/** What to write down for pairs that do not say it themselves. */
export function Assumptions({ assumed, onChange, fileName, datasetLicense }: AssumptionsProps) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">For pairs that do not say it themselves</legend>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <Field label="Source" hint={`Empty means the file's name, ${fileName}.`}>
          {(ids) => <Input {...ids} value={assumed.source} maxLength={100} placeholder={fileName} onChange={(event) => onChange({ ...assumed, source: event.target.value })} />}
        </Field>
        <Field label="Licence" hint={datasetLicense ? `Empty means the dataset's, ${datasetLicense}.` : 'Empty means none is known; the dataset states none either.'}>
          {(ids) => <LicenseInput {...ids} placeholder={datasetLicense ?? 'CC-BY-4.0'} value={assumed.license} onChange={(event) => onChange({ ...assumed, license: event.target.value })} />}
        </Field>
      </div>
    </fieldset>
  )
}
