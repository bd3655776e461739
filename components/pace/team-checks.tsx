'use client'

import { useQuery } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { CheckTable } from '#components/pace/check-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { TeamChecks } from '#lib/review/checks/contract.ts'

/** How well reviewers tell what holds from what does not, where checks were mixed in. */
export function TeamChecksPanel({ datasetId }: { datasetId: string }) {
  const { data } = useQuery({
    queryKey: ['datasets', datasetId, 'checks'],
    queryFn: async ({ signal }) => (await api<{ checks: TeamChecks }>(`/api/v1/datasets/${datasetId}/checks`, { signal })).checks,
  })
  if (!data || data.byPerson.length === 0) return null
  return (
    <Panel title="Checks">
      <p className="mb-3 max-w-3xl text-[13px] text-muted">
        Constraints of which a program knows whether they hold, mixed in unmarked. Only the first answer counts; an edit catches a false one and says nothing of a true one. Larger
        d&prime; is better; 0 is guessing. Use it to talk with people, not to rank them.
      </p>
      <CheckTable people={data.byPerson} />
    </Panel>
  )
}
