import { clsx } from 'clsx'
import type { Neighbour } from '#components/review/use-relations.ts'

interface LinksProps {
  neighbours: readonly Neighbour[]
  /** Whether Tab stops at them: only on the current constraint, so that the list stays one stop. */
  reachable: boolean
  onGoTo: (id: string) => void
}

/** What stands against a constraint, or makes it needless: each leads to the other one. */
export function NeighbourLinks({ neighbours, reachable, onGoTo }: LinksProps) {
  if (neighbours.length === 0) return null
  return (
    <p className="mt-1 flex flex-wrap gap-1.5 text-xs" data-testid="neighbours">
      {neighbours.map(({ id, number, text, how }) => (
        <button
          key={`${how} ${id}`}
          type="button"
          tabIndex={reachable ? 0 : -1}
          title={text}
          aria-label={`${how} ${number}: ${text}`}
          className={clsx(
            'rounded border px-1.5 py-0.5 font-medium underline decoration-dotted underline-offset-2 hover:decoration-solid',
            how === 'conflicts with' ? 'border-bad bg-bad-soft text-bad' : 'border-line bg-sunken text-muted',
          )}
          onClick={(event) => {
            // The focus then goes with the choice, to the other constraint.
            event.currentTarget.blur()
            onGoTo(id)
          }}
        >
          {how} {number}
        </button>
      ))}
    </p>
  )
}
