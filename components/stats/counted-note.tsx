'use client'

import { z } from 'zod'
import { formatRelative } from '#components/ui/format.ts'
import type { Counted } from '#lib/stats/contract.ts'

const kept = z.object({ counted: z.object({ at: z.string(), tookMs: z.number() }) })

/** Where data was counted before the dataset's last changes: when that was. */
function countedOf(data: unknown): Counted | null {
  const found = kept.safeParse(data)
  return found.success ? found.data.counted : null
}

/** Says of a great dataset's figures that they are from before its last changes; nothing of others. */
export function CountedNote({ data }: { data: unknown }) {
  const counted = countedOf(data)
  if (!counted) return null
  return (
    <p role="status" className="text-[13px] text-faint" data-testid="counted">
      Counted {formatRelative(counted.at)}, before the last changes; being counted anew.
    </p>
  )
}

/** For a query's `refetchInterval`: looks again when what was counted before should have been counted anew. */
export function untilCounted({ state: { data } }: { state: { data: unknown } }): number | false {
  const counted = countedOf(data)
  return counted ? Math.min(15_000, Math.max(1000, counted.tookMs * 1.5)) : false
}
