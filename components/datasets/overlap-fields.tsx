'use client'

import { useQuery } from '@tanstack/react-query'
import { peopleQuery } from '#components/comments/queries.ts'
import { PolicyNumber } from '#components/datasets/policy-number.tsx'
import { Checkbox } from '#components/ui/field.tsx'
import type { ReviewPolicy } from '#lib/review/policy.ts'

interface OverlapFieldsProps {
  policy: ReviewPolicy
  onChange: (policy: ReviewPolicy) => void
}

/** How many people decide a pair, whether they see each other's decisions, and who settles what they differ on. */
export function OverlapFields({ policy, onChange }: OverlapFieldsProps) {
  const several = policy.overlap > 1
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <PolicyNumber name="overlap" label="People for each pair" hint={several ? 'Each decides alone; what all agree on stands.' : 'One person’s decision stands.'} min={1} max={20} policy={policy} onChange={onChange} />
        {several ? <PolicyNumber name="share" label="Of how many pairs in a hundred" hint="The other pairs have one reviewer." min={1} max={100} policy={policy} onChange={onChange} /> : null}
      </div>
      {several ? (
        <>
          <Checkbox
            label="Nobody sees what others decided before they have decided the whole pair"
            checked={policy.blind}
            onChange={(event) => onChange({ ...policy, blind: event.target.checked })}
          />
          <Adjudicators policy={policy} onChange={onChange} />
          <p className="text-[13px] text-muted">
            With a higher number, pairs that fewer have decided wait again, and their constraints are not exported until then; with a lower one, what is decided is enough. Nobody’s decisions are lost.
          </p>
        </>
      ) : null}
    </>
  )
}

function Adjudicators({ policy, onChange }: OverlapFieldsProps) {
  const { data } = useQuery(peopleQuery)
  const chosen = new Set(policy.adjudicators)
  const choose = (id: string, wanted: boolean): void => {
    const others = policy.adjudicators.filter((other) => other !== id)
    onChange({ ...policy, adjudicators: wanted ? [...others, id] : others })
  }
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-[13px] font-medium">Who settles what people differ on</legend>
      {(data ?? []).map(({ id, name }) => (
        <Checkbox key={id} label={name} checked={chosen.has(id)} onChange={(event) => choose(id, event.target.checked)} />
      ))}
      <p className="text-[13px] text-muted">{chosen.size === 0 ? 'Nobody is named: the owner and admins do.' : 'Only those named do.'}</p>
    </fieldset>
  )
}
