import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Checkbox, Input } from '#components/ui/field.tsx'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'

/** Which pairs go only to people who know something: their language, or what a filter finds. */
export function RoutingFields({ policy, onChange }: { policy: ReviewPolicy; onChange: (policy: ReviewPolicy) => void }) {
  const { routes } = policy
  const change = (index: number, change: Partial<ReviewPolicy['routes'][number]>): void => onChange({ ...policy, routes: routes.map((route, at) => (at === index ? { ...route, ...change } : route)) })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[13px] font-medium">Who is handed what</legend>
      <Checkbox
        label="A pair goes only to people who know its language"
        checked={policy.byLanguage}
        onChange={(event) => onChange({ ...policy, byLanguage: event.target.checked })}
      />
      {routes.map(({ filter, skill }, index) => {
        const problem = filter.trim() === '' ? null : parseFilter(filter).problems[0]?.message
        return (
          <div key={index}>
            <div className="flex flex-wrap items-center gap-2 text-[13px]">
              <span className="text-muted">Pairs with</span>
              <Input
                aria-label={`Filter of route ${index + 1}`}
                className="min-w-40 flex-1 font-mono text-[13px]"
                placeholder="source:&quot;clinic&quot;"
                required
                maxLength={500}
                value={filter}
                aria-invalid={problem ? true : undefined}
                onChange={(event) => change(index, { filter: event.target.value })}
              />
              <span className="text-muted">need</span>
              <Input aria-label={`Skill for route ${index + 1}`} className="w-32" placeholder="medicine" required maxLength={50} value={skill} onChange={(event) => change(index, { skill: event.target.value })} />
              <IconButton label={`Remove route ${index + 1}`} onClick={() => onChange({ ...policy, routes: routes.filter((_, at) => at !== index) })}>
                <X size={14} aria-hidden="true" />
              </IconButton>
            </div>
            {problem ? (
              <p role="alert" className="mt-1 text-[13px] text-bad">
                {problem}
              </p>
            ) : null}
          </div>
        )
      })}
      <div>
        <Button size="sm" disabled={routes.length >= 20} onClick={() => onChange({ ...policy, routes: [...routes, { filter: '', skill: '' }] })}>
          <Plus size={14} aria-hidden="true" /> Pairs that need a skill
        </Button>
      </div>
      <p className="text-[13px] text-muted">What people know is set under People. Who names no language there is handed pairs in all of them.</p>
    </fieldset>
  )
}
