import { clsx } from 'clsx'
import { stepLabel } from '#components/generation/step-words.ts'
import { moneyWords, tokenWords } from '#components/generation/usage-words.ts'
import { formatDuration, formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { RunEstimate } from '#lib/runs/contract.ts'

interface EstimateProps {
  estimate: RunEstimate | undefined
  error: unknown
  /** Whether something was changed since. */
  behind: boolean
}

/** What a run would come to: a dry run that asks no model. */
export function Estimate({ estimate, error, behind }: EstimateProps) {
  if (error) return <ErrorNotice error={error} />
  if (!estimate) return <p aria-busy className="text-muted">Counting…</p>
  const facts: [string, string][] = [
    ['Pairs', formatNumber(estimate.pairs)],
    ['Calls', `${formatNumber(estimate.calls)}${estimate.cached > 0 ? `, and ${formatNumber(estimate.cached)} answered before` : ''}`],
    ['Tokens', `${tokenWords(estimate.inputTokens)} in, ${tokenWords(estimate.outputTokens)} out`],
    ['Cost', estimate.cost === null ? 'no price is set' : moneyWords(estimate.cost, estimate.currency)],
    ['Time', estimate.seconds === null ? 'not known before a test of the endpoint' : `about ${formatDuration(estimate.seconds * 1000)}`],
  ]
  return (
    <div aria-busy={behind} className={clsx('flex flex-col gap-2 transition-opacity', behind && 'opacity-50')}>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1 tabular-nums">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {estimate.guessed.length > 0 ? (
        <p className="text-[13px] text-muted">
          The length of the answers is a guess where this model has hardly been asked before: {estimate.guessed.map(stepLabel).join(', ')}.
        </p>
      ) : null}
      {estimate.notes.map((note) => (
        <p key={note} className="text-[13px] text-muted">
          {note}
        </p>
      ))}
      <p className="text-[13px] text-faint">Estimated from the lengths of the texts. Nothing is asked until you start.</p>
    </div>
  )
}
