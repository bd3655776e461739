'use client'

import { useEffect, useState } from 'react'
import { api } from '#components/api/client.ts'
import type { Counted } from '#lib/constraints/counted.ts'
import type { ConstraintView } from '#lib/review/contract.ts'

/** How a constraint is counted on its response. */
export interface Counting {
  constraintId: string
  counted: Counted | null
}

/** Asks how a constraint is counted on the pair's response, once for each; null while nobody asks or knows. */
export function useCounting(pairId: string, constraint: ConstraintView | undefined): Counting | null {
  const [answers, setAnswers] = useState<ReadonlyMap<string, Counting>>(new Map())
  const asked = constraint?.checker ? JSON.stringify({ pairId, checker: { id: constraint.checker.id, kwargs: constraint.checker.kwargs } }) : null
  const constraintId = constraint?.id ?? null
  const key = `${constraintId} ${asked}`
  const known = answers.get(key) ?? null
  useEffect(() => {
    if (asked === null || constraintId === null || known) return
    const abort = new AbortController()
    api<{ counted: Counted | null }>('/api/v1/counting', { body: JSON.parse(asked), signal: abort.signal })
      .then(({ counted }) => setAnswers((now) => new Map(now).set(key, { constraintId, counted })))
      // Without an answer the rule in words is there all the same.
      .catch(() => {})
    return () => abort.abort()
  }, [asked, constraintId, key, known])
  return asked === null ? null : known
}
