import Link from 'next/link'
import { Panel } from '#components/ui/panel.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { PairHistory } from '#lib/review/pair-history-contract.ts'

/** What a pair is like: another that says nearly the same, and the benchmarks whose prompts share words with its own; nothing where it is like none. */
export function PairLikenesses({ history: { nearDuplicateOf, nearDuplicates, benchmarks } }: { history: Pick<PairHistory, 'nearDuplicateOf' | 'nearDuplicates' | 'benchmarks'> }) {
  if (nearDuplicateOf === null && nearDuplicates === 0 && benchmarks.length === 0) return null
  return (
    <Panel title="Like others">
      <ul className="flex flex-col gap-2">
        {nearDuplicateOf === null ? null : (
          <li>
            It says nearly what <Link href={`/pairs/${nearDuplicateOf}`} className="text-accent underline underline-offset-3">an earlier pair</Link> says.
          </li>
        )}
        {nearDuplicates === 0 ? null : <li>{nearDuplicates === 1 ? 'One later pair says' : `${formatNumber(nearDuplicates)} later pairs say`} nearly what it says.</li>}
        {benchmarks.length === 0 ? null : <li>Its prompt shares 13 words in a row with {benchmarks.length === 1 ? 'a prompt' : 'prompts'} of {benchmarks.join(', ')}.</li>}
      </ul>
    </Panel>
  )
}
