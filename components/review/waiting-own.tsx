import { CloudUpload, TriangleAlert } from 'lucide-react'
import type { OwnWaiting } from '#components/review/own-outbox.ts'
import { Button } from '#components/ui/button.tsx'

interface WaitingOwnProps {
  waiting: readonly OwnWaiting[]
  onTakeBack: (own: OwnWaiting) => void
  onDiscard: (own: OwnWaiting) => void
}

/** What a reviewer wrote and the server does not have: yet, or because it refused it. */
export function WaitingOwn({ waiting, onTakeBack, onDiscard }: WaitingOwnProps) {
  const refused = waiting.filter((own) => own.refused !== undefined)
  const unsent = waiting.filter((own) => own.refused === undefined)
  return (
    <>
      {refused.length > 0 ? (
        <ul aria-label="Not added" className="flex flex-col gap-2">
          {refused.map((own) => (
            <li key={own.id} className="rounded-md border border-dashed border-line bg-panel px-3 py-2">
              <p className="text-xs text-warn">
                <TriangleAlert size={12} aria-hidden="true" className="mr-1 inline align-[-2px]" />
                Not added: {own.refused}
              </p>
              <OwnText>{own.text}</OwnText>
              <div className="mt-1 flex gap-2">
                <Button size="sm" variant="ghost" onClick={() => onTakeBack(own)}>
                  Edit it
                </Button>
                <Button size="sm" variant="ghost" onClick={() => onDiscard(own)}>
                  Discard it
                </Button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {unsent.length > 0 ? (
        <ul aria-label="Waiting to be added" className="flex flex-col gap-2">
          {unsent.map((own) => (
            <li key={own.id} className="rounded-md border border-dashed border-line bg-panel px-3 py-2">
              <p className="flex items-center gap-1.5 text-xs text-muted">
                <CloudUpload size={12} aria-hidden="true" /> Kept; it is added as soon as the server can be reached
              </p>
              <OwnText>{own.text}</OwnText>
              <Button size="sm" variant="ghost" className="mt-1" onClick={() => onTakeBack(own)}>
                Take it back
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function OwnText({ children }: { children: string }) {
  return (
    <p dir="auto" className="mt-1 whitespace-pre-wrap break-words">
      {children}
    </p>
  )
}
