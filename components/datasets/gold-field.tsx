import { Field, Input } from '#components/ui/field.tsx'
import type { ReviewPolicy } from '#lib/review/policy.ts'

/** How many checks are mixed into what reviewers are handed. */
export function GoldField({ policy, onChange }: { policy: ReviewPolicy; onChange: (policy: ReviewPolicy) => void }) {
  return (
    <Field
      label="Checks mixed in, of a hundred constraints"
      hint="0 to 10. Checks are constraints of which a program knows whether they hold; they are not marked, never exported and never counted as data. Reviewers are told that there are some."
    >
      {(ids) => (
        <Input
          {...ids}
          type="number"
          min={0}
          max={10}
          step={0.5}
          value={policy.goldRate}
          onChange={(event) => onChange({ ...policy, goldRate: Math.min(10, Math.max(0, Number(event.target.value) || 0)) })}
        />
      )}
    </Field>
  )
}
