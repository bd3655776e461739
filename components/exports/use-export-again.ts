'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { api } from '#components/api/client.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** Starts a run that makes an export again, and opens the run's page. */
export function useExportAgain() {
  const router = useRouter()
  return useMutation({
    mutationFn: (input: StartRunInput) => api<RunView>('/api/v1/runs', { body: input }),
    onSuccess: (run) => router.push(`/runs/${run.id}`),
  })
}
