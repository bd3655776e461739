import { Field, Input } from '#components/ui/field.tsx'
import type { ReviewPolicy } from '#lib/review/policy.ts'

interface PolicyNumberProps {
  name: 'goal' | 'goldRate' | 'overlap' | 'seed' | 'share'
  label: string
  hint: string
  min: number
  max: number
  /** Whole numbers where nothing is said. */
  step?: number
  policy: ReviewPolicy
  onChange: (policy: ReviewPolicy) => void
}

/** A number of the policy, which stays within its bounds whatever is typed. */
export function PolicyNumber({ name, label, hint, min, max, step = 1, policy, onChange }: PolicyNumberProps) {
  const within = (typed: string): number => {
    const value = Number(typed) || min
    return Math.min(max, Math.max(min, step < 1 ? value : Math.trunc(value)))
  }
  return (
    <Field label={label} hint={hint}>
      {(ids) => <Input {...ids} type="number" {...{ min, max, step }} value={policy[name]} onChange={({ target }) => onChange({ ...policy, [name]: within(target.value) })} />}
    </Field>
  )
}
