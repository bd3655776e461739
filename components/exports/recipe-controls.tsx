'use client'

import type { ReactNode } from 'react'
import { Field, Input, Select } from '#components/ui/field.tsx'
import type { RecipeErrors, RecipeForm } from '#components/exports/recipe-form.ts'

/** What every part of the recipe's form has: what is said, what is wrong with it, and how to say something else. */
export interface RecipePart {
  form: RecipeForm
  errors: RecipeErrors
  change: (part: Partial<RecipeForm>) => void
}

/** Fields of the form that hold text. */
type TextKey = { [K in keyof RecipeForm]: RecipeForm[K] extends string ? (string extends RecipeForm[K] ? K : never) : never }[keyof RecipeForm]

/** A stretch of the form. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 border-t border-line pt-3 first:border-t-0 first:pt-0">
      <legend className="float-left mb-3 w-full text-[13px] font-semibold">{title}</legend>
      <div className="clear-both grid grid-cols-1 items-start gap-x-4 gap-y-3 sm:grid-cols-2">{children}</div>
    </fieldset>
  )
}

/** A number, of the form's field `name`. */
export function NumberField({ part, name, label, hint, min, max, step = 1, required = true }: { part: RecipePart; name: TextKey; label: string; hint?: string; min: number; max?: number; step?: number | 'any'; required?: boolean }) {
  return (
    <Field label={label} hint={hint} error={part.errors[name]}>
      {(ids) => <Input {...ids} type="number" inputMode="decimal" {...{ min, max, step, required }} value={part.form[name]} onChange={({ target }) => part.change({ [name]: target.value })} />}
    </Field>
  )
}

/** One of a few words; `words` names every value there is, `among` those that can be chosen where not all can. */
export function ChoiceField<T extends string>({ label, hint, error, words, among, value, onChoose }: { label: string; hint?: string; error?: string | undefined; words: Record<T, string>; among?: readonly T[]; value: T; onChoose: (value: T) => void }) {
  const values = among ?? Object.keys(words).filter((key): key is T => key in words)
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <Select {...ids} value={value} onChange={({ target }) => onChoose(values.find((each) => each === target.value) ?? value)}>
          {values.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
