import { Gavel } from 'lucide-react'
import { StatusBadge } from '#components/ui/badge.tsx'
import { rejectReasons, type PeopleView } from '#lib/review/contract.ts'

const reasons = new Map<string, string>(rejectReasons.map(({ key, label }) => [key, label]))

/** What each reviewer decided of a constraint, side by side, and what stands for everybody; its wording only where that is not `worded`, which stands above. */
export function PeopleSaid({ people: { wanted, said, final }, worded }: { people: PeopleView; worded: string }) {
  const texts = new Set(said.map(({ text }) => text))
  return (
    <div className="mt-2 border-t border-line pt-2 text-[13px]" data-testid="people-said">
      <ul className="grid gap-2 sm:grid-cols-2" aria-label="What each reviewer decided">
        {said.map(({ reviewer, mine, status, text, reason }, index) => (
          <li key={index} className="min-w-0 rounded bg-sunken px-2 py-1.5">
            <span className="flex items-center justify-between gap-2">
              <span className="truncate font-medium">{mine ? 'You' : reviewer}</span>
              <StatusBadge status={status} />
            </span>
            {texts.size > 1 ? (
              <p dir="auto" className="mt-0.5 break-words">
                {text}
              </p>
            ) : null}
            {reason ? <p className="mt-0.5 break-words text-muted">{reasons.get(reason) ?? reason}</p> : null}
          </li>
        ))}
      </ul>
      {final ? <Final final={final} worded={worded} /> : said.length < wanted ? <p className="mt-1.5 text-muted">{waiting(wanted - said.length)}</p> : null}
    </div>
  )
}

function Final({ final: { status, text, by, reason }, worded }: { final: NonNullable<PeopleView['final']>; worded: string }) {
  if (status === 'disputed') return <p className="mt-1.5 text-muted">People differ: an adjudicator settles it.</p>
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
      {by ? <Gavel size={13} aria-hidden="true" className="text-muted" /> : null}
      <span className="text-muted">{by ? `Settled by ${by}` : 'Agreed'}</span>
      <StatusBadge status={status} />
      {reason ? <span className="min-w-0 break-words">{reasons.get(reason) ?? reason}</span> : null}
      {by && status === 'accepted' && text !== worded ? (
        <span dir="auto" className="w-full min-w-0 break-words text-muted">
          {text}
        </span>
      ) : null}
    </p>
  )
}

function waiting(people: number): string {
  return people === 1 ? 'One more person has yet to decide.' : `${people} more people have yet to decide.`
}
