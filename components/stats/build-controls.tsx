import { useId } from 'react'
import { Checkbox, Field, Select } from '#components/ui/field.tsx'
import { formatPercent } from '#components/ui/format.ts'
import { buildRecipe, type BuildRecipe } from '#lib/datasets/build-filter.ts'

interface BuildControlsProps {
  recipe: BuildRecipe
  licenses: readonly string[]
  onChange: (recipe: BuildRecipe) => void
}

const { decision, verdict } = buildRecipe.shape
const decisionLabels = { accepted: 'Accepted by people', open: 'Accepted, or not decided yet' } as const
const verdictLabels = { any: 'Any', unrefuted: 'No program says it is false', held: 'A program or a judge says it holds', proven: 'A program proves it' } as const

/** What is asked of pairs and of constraints, as sliders and choices. */
export function BuildControls({ recipe, licenses, onChange }: BuildControlsProps) {
  const set = (patch: Partial<BuildRecipe>): void => onChange({ ...recipe, ...patch })
  return (
    <div className="flex flex-col gap-3">
      <Field label="Decision">
        {(ids) => (
          <Select {...ids} value={recipe.decision} onChange={(event) => set({ decision: decision.catch('accepted').parse(event.target.value) })}>
            {Object.entries(decisionLabels).map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          </Select>
        )}
      </Field>
      <Field label="Verdict">
        {(ids) => (
          <Select {...ids} value={recipe.verdict} onChange={(event) => set({ verdict: verdict.catch('any').parse(event.target.value) })}>
            {Object.entries(verdictLabels).map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          </Select>
        )}
      </Field>
      <Slider label="Constraints a pair needs" min={1} max={12} step={1} value={recipe.least} said={String(recipe.least)} onChange={(least) => set({ least })} />
      <Slider label="Rarity of each, at least" min={0} max={10} step={0.25} value={recipe.bits} said={`${recipe.bits} bits`} onChange={(bits) => set({ bits })} />
      <Slider label="Met unasked by models, at most" min={0} max={1} step={0.05} value={recipe.natural} said={formatPercent(recipe.natural)} onChange={(natural) => set({ natural })} />
      <Slider label="Reviewers who agree, at least" min={0} max={1} step={0.05} value={recipe.agreement} said={formatPercent(recipe.agreement)} onChange={(agreement) => set({ agreement })} />
      <Field label="Licence">
        {(ids) => (
          <Select {...ids} value={recipe.license} onChange={(event) => set({ license: event.target.value })}>
            <option value="">Any</option>
            {licenses.map((license) => <option key={license} value={license}>{license}</option>)}
          </Select>
        )}
      </Field>
      <Checkbox label="Without near-duplicates" checked={recipe.duplicates === 'no'} onChange={(event) => set({ duplicates: event.target.checked ? 'no' : 'yes' })} />
      <Checkbox label="Without what is contaminated" checked={recipe.contaminated === 'no'} onChange={(event) => set({ contaminated: event.target.checked ? 'no' : 'yes' })} />
    </div>
  )
}

interface SliderProps {
  label: string
  min: number
  max: number
  step: number
  value: number
  /** The value as it is read out. */
  said: string
  onChange: (value: number) => void
}

function Slider({ label, min, max, step, value, said, onChange }: SliderProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2 text-[13px]">
        <label htmlFor={id} className="font-medium text-muted">{label}</label>
        <output htmlFor={id} className="tabular-nums">{said}</output>
      </div>
      <input id={id} type="range" {...{ min, max, step, value }} aria-valuetext={said} onChange={(event) => onChange(event.target.valueAsNumber)} className="w-full accent-[var(--accent)]" />
    </div>
  )
}
