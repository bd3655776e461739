'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useState, type Ref } from 'react'
import { facetsQuery } from '#components/browse/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/field.tsx'
import { tagName } from '#lib/tags/tag-name.ts'

interface TagInputProps {
  datasetId: string
  label: string
  /** What the button beside it says. */
  confirm: string
  /** Names that are not offered: the pair has them. */
  without?: readonly string[]
  busy?: boolean
  onName: (name: string) => void
  inputRef?: Ref<HTMLInputElement>
}

/** Takes the name of a tag, offering those that the dataset has; what is no name of a tag is said below. */
export function TagInput({ datasetId, label, confirm, without = [], busy = false, onName, inputRef }: TagInputProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { data: facets } = useQuery(facetsQuery(datasetId))
  const offered = (facets?.tags ?? []).filter(({ value }) => !without.includes(value))
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const name = tagName.safeParse(text)
        if (!name.success) return setProblem(name.error.issues[0]?.message ?? 'This is no name of a tag.')
        setText('')
        onName(name.data)
      }}
    >
      <Input
        ref={inputRef}
        aria-label={label}
        placeholder={label}
        list={`${id}-tags`}
        autoComplete="off"
        maxLength={60}
        value={text}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => {
          setText(event.target.value)
          setProblem(null)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.currentTarget.blur()
        }}
        className="w-44"
      />
      <datalist id={`${id}-tags`}>
        {offered.map(({ value }) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </datalist>
      <Button type="submit" size="sm" loading={busy}>
        {confirm}
      </Button>
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="basis-full text-[13px] text-bad">
          {problem}
        </p>
      ) : null}
    </form>
  )
}
