import { tokenPace, type ProgressSample } from '#components/runs/run-pace.ts'
import { errorClassWords, moneyWords, tokenWords } from '#components/generation/usage-words.ts'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'
import type { RunView } from '#lib/runs/contract.ts'

interface UsagePanelProps {
  run: RunView
  samples: readonly ProgressSample[]
  /** Null where the endpoint has no price, or is gone. */
  currency: string | null
  budget: { tokens?: number | undefined; cost?: number | undefined }
  /** Shows the calls that ended in this class of error. */
  onErrorClass: (errorClass: string) => void
}

/** What the calls of a run came to so far: how many, how fast, what they cost, and what went wrong. */
export function UsagePanel({ run, samples, currency, budget, onErrorClass }: UsagePanelProps) {
  const { usage } = run
  if (!usage) return null
  const pace = run.status === 'running' ? tokenPace(samples) : null
  const errors = Object.entries(usage.errors).toSorted(([, a], [, b]) => b - a)
  const rows: [string, string][] = [
    ['Calls', formatNumber(usage.calls)],
    ['Answered before, not paid again', formatNumber(usage.cached)],
    ['Sent back once to be repaired', formatNumber(usage.repaired)],
    ['Tokens in', `${tokenWords(usage.inputTokens)}${pace ? `, ${tokenWords(pace.in)} a second` : ''}`],
    ['Tokens out', `${tokenWords(usage.outputTokens)}${pace ? `, ${tokenWords(pace.out)} a second` : ''}`],
    ['Cost', currency === null && usage.cost === 0 ? 'no price is set' : moneyWords(usage.cost, currency)],
  ]
  return (
    <Panel title="Calls to the model">
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1 tabular-nums">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="text-end">{value}</dd>
          </div>
        ))}
      </dl>
      {budget.tokens ? <Budget label="Budget of tokens" used={usage.inputTokens + usage.outputTokens} of={budget.tokens} words={tokenWords} /> : null}
      {budget.cost ? <Budget label="Budget" used={usage.cost} of={budget.cost} words={(amount) => moneyWords(amount, currency)} /> : null}
      {errors.length > 0 ? (
        <div className="mt-3 border-t border-line pt-3">
          <h3 className="mb-1 text-[13px] font-medium text-muted">Given up</h3>
          <ul className="flex flex-col gap-1">
            {errors.map(([errorClass, count]) => (
              <li key={errorClass} className="flex items-center justify-between gap-3">
                <span>
                  {errorClassWords(errorClass)} <span className="text-faint">({errorClass})</span>
                </span>
                <Button size="sm" aria-label={`Show the calls: ${errorClassWords(errorClass)}`} onClick={() => onErrorClass(errorClass)}>
                  Show {formatNumber(count)}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Panel>
  )
}

function Budget({ label, used, of, words }: { label: string; used: number; of: number; words: (amount: number) => string }) {
  return (
    <div className="mt-3 flex flex-col gap-1">
      <p className="flex justify-between text-[13px] tabular-nums">
        <span className="text-muted">{label}</span>
        <span>
          {words(used)} of {words(of)}
        </span>
      </p>
      <ProgressBar value={Math.min(1, used / of)} label={label} />
    </div>
  )
}
