import type { ReactNode } from 'react'
import { GoldField } from '#components/datasets/gold-field.tsx'
import { GoalField } from '#components/datasets/goal-field.tsx'
import { OverlapFields } from '#components/datasets/overlap-fields.tsx'
import { RoutingFields } from '#components/datasets/routing-fields.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import { queueOrders, type QueueOrder, type ReviewPolicy } from '#lib/review/policy.ts'

const orders: Record<QueueOrder, { label: string; hint: string }> = {
  id: { label: 'As imported', hint: 'The oldest pair first.' },
  random: { label: 'Shuffled', hint: 'What has been reviewed so far is then a fair sample of all pairs.' },
  uncertain: { label: 'Doubtful first', hint: 'By degrees: pairs with a constraint that is refuted, or of which judges and programs are unsure, then those that nothing has checked; what is proven comes last.' },
  gaps: { label: 'Gaps first', hint: 'Pairs that bring most of what is missing come first: by type against the target, and by facet, length and language. What is accepted counts as there, so that others come first as gaps fill.' },
  rare: { label: 'Rare types first', hint: 'Pairs with a type of constraint that few others have come first. On very large datasets each next pair takes longer to find.' },
}

/** In which order a dataset's pairs come to its reviewers, and to how many. `gaps` is what is said of those that are left, where the queue goes by them. */
export function PolicyFields({ policy, onChange, gaps }: { policy: ReviewPolicy; onChange: (policy: ReviewPolicy) => void; gaps: ReactNode }) {
  return (
    <div className="flex flex-col gap-3">
      <Field label="Order of the pairs" hint={orders[policy.order].hint}>
        {(ids) => (
          <Select
            {...ids}
            value={policy.order}
            onChange={(event) => {
              const order = queueOrders.find((known) => known === event.target.value)
              if (order) onChange({ ...policy, order })
            }}
          >
            {queueOrders.map((order) => (
              <option key={order} value={order}>
                {orders[order].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {policy.order === 'random' ? (
        <Field label="Seed" hint="A number of your choice: another one begins at another place among the shuffled pairs.">
          {(ids) => (
            <Input
              {...ids}
              type="number"
              min={0}
              max={999_999}
              value={policy.seed}
              onChange={(event) => onChange({ ...policy, seed: Math.min(999_999, Math.max(0, Math.trunc(Number(event.target.value) || 0))) })}
            />
          )}
        </Field>
      ) : null}
      {policy.order === 'gaps' ? (
        <>
          <GoalField policy={policy} onChange={onChange} />
          {gaps}
        </>
      ) : null}
      <OverlapFields policy={policy} onChange={onChange} />
      <RoutingFields policy={policy} onChange={onChange} />
      <GoldField policy={policy} onChange={onChange} />
    </div>
  )
}
