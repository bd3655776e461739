'use client'

import { useState } from 'react'
import { whyFieldId } from '#components/review/use-pair-commands.ts'
import { Input } from '#components/ui/field.tsx'

interface SayWhyProps {
  /** What was written so far, by constraint; it goes out with the decision. */
  whys: Map<string, string>
  constraintId: string
  number: number
}

/** An adjudicator's words for why, which the reviewers get to read. Enter or Escape leads back to the keys. */
export function SayWhy({ whys, constraintId, number }: SayWhyProps) {
  const [text, setText] = useState(whys.get(constraintId) ?? '')
  return (
    <div className="flex items-center gap-2 border-t border-line bg-panel px-3 py-2">
      <label htmlFor={whyFieldId} className="whitespace-nowrap text-[13px] text-muted">
        Why, for constraint {number}
      </label>
      <Input
        id={whyFieldId}
        value={text}
        maxLength={500}
        placeholder="The reviewers read this beside what you decide"
        className="flex-1"
        onChange={(event) => {
          setText(event.target.value)
          whys.set(constraintId, event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
          event.preventDefault()
          event.currentTarget.blur()
        }}
      />
    </div>
  )
}
