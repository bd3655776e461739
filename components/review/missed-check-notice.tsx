import Link from 'next/link'
import { inWords, useMissedChecks } from '#components/review/missed-checks.ts'
import { Button } from '#components/ui/button.tsx'

/** After a check that was answered wrongly: which one, on which pair, and what a program found. */
export function MissedCheckNotice({ pairId }: { pairId: string }) {
  const { missed: all, putAway } = useMissedChecks()
  const missed = all[0]
  if (!missed) return null
  return (
    <section aria-label="Missed check" className="sticky bottom-0 z-10 flex items-start gap-3 border-t border-warn bg-warn-soft px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          That was a check
          {missed.pairId === pairId ? null : (
            <>
              {' on '}
              <Link href={`/pairs/${missed.pairId}`} className="underline">
                another pair
              </Link>
            </>
          )}
          . {inWords(missed)}
        </p>
        <blockquote dir="auto" className="break-words">
          {missed.text}
        </blockquote>
        {missed.quotes.length > 0 ? (
          <p className="text-[13px]" dir="auto">
            In the response:{' '}
            {missed.quotes.map((quote, index) => (
              <q key={index} className="me-2 font-medium">
                {quote}
              </q>
            ))}
          </p>
        ) : null}
      </div>
      <Button size="sm" onMouseDown={(event) => event.preventDefault()} onClick={putAway}>
        Understood{all.length > 1 ? ` (1 of ${all.length})` : ''}
      </Button>
    </section>
  )
}
