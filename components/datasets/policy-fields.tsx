import type { ReactNode } from 'react'
import { OverlapFields } from '#components/datasets/overlap-fields.tsx'
import { PolicyNumber } from '#components/datasets/policy-number.tsx'
import { RoutingFields } from '#components/datasets/routing-fields.tsx'
import { Field, Select } from '#components/ui/field.tsx'
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
        <PolicyNumber name="seed" label="Seed" hint="A number of your choice: another one begins at another place among the shuffled pairs." min={0} max={999_999} policy={policy} onChange={onChange} />
      ) : null}
      {policy.order === 'gaps' ? (
        <>
          <PolicyNumber
            name="goal"
            label="Accepted constraints wanted"
            hint="In all. Each type is wanted in its share of the dataset’s own target, or of Crab’s mix where it has none. 0: more than are accepted, at first 100, and twice as many whenever there are that many."
            min={0}
            max={10_000_000}
            policy={policy}
            onChange={onChange}
          />
          {gaps}
        </>
      ) : null}
      <OverlapFields policy={policy} onChange={onChange} />
      <RoutingFields policy={policy} onChange={onChange} />
      <PolicyNumber
        name="goldRate"
        label="Checks mixed in, of a hundred constraints"
        hint="0 to 10. Checks are constraints of which a program knows whether they hold; they are not marked, never exported and never counted as data. Reviewers are told that there are some."
        min={0}
        max={10}
        step={0.5}
        policy={policy}
        onChange={onChange}
      />
    </div>
  )
}
