import { Field, Input } from '#components/ui/field.tsx'
import type { ReviewPolicy } from '#lib/review/policy.ts'

/** How many constraints are wanted in all, where the queue hands out gaps first. */
export function GoalField({ policy, onChange }: { policy: ReviewPolicy; onChange: (policy: ReviewPolicy) => void }) {
  return (
    <Field
      label="Accepted constraints wanted"
      hint="In all. Each type is wanted in its share of the dataset’s own target, or of Crab’s mix where it has none. 0: more than are accepted, at first 100, and twice as many whenever there are that many."
    >
      {(ids) => (
        <Input
          {...ids}
          type="number"
          min={0}
          max={10_000_000}
          value={policy.goal}
          onChange={(event) => onChange({ ...policy, goal: Math.min(10_000_000, Math.max(0, Math.trunc(Number(event.target.value) || 0))) })}
        />
      )}
    </Field>
  )
}
