import type { ComponentProps } from 'react'
import { useId } from 'react'
import { Input } from '#components/ui/field.tsx'

/** Licences that instruction data often comes under, by SPDX id where there is one. */
const common = ['Apache-2.0', 'MIT', 'CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'ODC-By-1.0', 'proprietary']

/** A text field for a licence that proposes the common ones and takes any other. */
export function LicenseInput(props: ComponentProps<typeof Input>) {
  const list = useId()
  return (
    <>
      <Input placeholder="CC-BY-4.0" maxLength={100} autoComplete="off" {...props} list={list} />
      <datalist id={list}>
        {common.map((license) => (
          <option key={license} value={license}>
            {license}
          </option>
        ))}
      </datalist>
    </>
  )
}
