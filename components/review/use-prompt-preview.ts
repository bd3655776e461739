'use client'

import { useEffect, useState } from 'react'
import { api } from '#components/api/client.ts'
import type { ConstraintView, PromptPreview } from '#lib/review/contract.ts'

/** The prompt that would be exported with what is accepted on the screen; the last one until the new one is there. Null while there is none. */
export function usePromptPreview(pairId: string, constraints: readonly ConstraintView[]): { preview: PromptPreview | null; failed: boolean } {
  const asked = JSON.stringify({
    pairId,
    accepted: constraints.flatMap(({ id, type, text, checker, status }) => (status === 'accepted' ? [{ id, type, text, checker: checker && { id: checker.id, kwargs: checker.kwargs } }] : [])),
  })
  const [answer, setAnswer] = useState<{ pairId: string; asked: string; preview: PromptPreview | null } | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    api<PromptPreview>('/api/v1/prompt', { body: JSON.parse(asked), signal: abort.signal })
      .then((preview) => setAnswer({ pairId, asked, preview }))
      .catch(() => {
        if (!abort.signal.aborted) setAnswer({ pairId, asked, preview: null })
      })
    return () => abort.abort()
  }, [pairId, asked])
  const known = answer?.pairId === pairId ? answer : null
  return { preview: known?.preview ?? null, failed: known?.asked === asked && known.preview === null }
}
