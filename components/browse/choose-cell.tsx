'use client'

import { clsx } from 'clsx'

/** The check box of a row. Shift and a click choose all from the row that was chosen last. */
export function ChooseCell({ chosen, onChoose }: { chosen: boolean; onChoose: (stretch: boolean) => void }) {
  return (
    <div role="gridcell" className="flex h-full items-center">
      {/* Not on the way of the Tab key: x does the same from anywhere in the table. */}
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label="Choose this pair"
        title="Choose (x); with Shift, all from the last one"
        checked={chosen}
        onChange={() => undefined}
        onClick={(event) => {
          event.stopPropagation()
          onChoose(event.shiftKey)
        }}
        className={clsx('size-4 accent-[var(--accent)]', !chosen && 'opacity-60')}
      />
    </div>
  )
}

/** The check box of the head: all that the filter finds, or none. */
export function ChooseAllHead({ chosen, onChoose }: { chosen: boolean; onChoose: (wanted: boolean) => void }) {
  return (
    <div role="columnheader" className="flex items-center">
      <input type="checkbox" aria-label="Choose all pairs that the filter finds" checked={chosen} onChange={(event) => onChoose(event.target.checked)} className="size-4 accent-[var(--accent)]" />
    </div>
  )
}
