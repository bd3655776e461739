'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** Has every constraint of a dataset checked again and goes to that run. */
export function StartVerification({ datasetId }: { datasetId: string }) {
  const router = useRouter()
  const start = useMutation({
    mutationFn: () => {
      const input: StartRunInput = { kind: 'verify', datasetId, params: {} }
      return api<RunView>('/api/v1/runs', { body: input })
    },
    onSuccess: (run) => router.push(`/runs/${run.id}`),
    onError: (error) => toast.error(error.message),
  })
  return (
    <Button loading={start.isPending || start.isSuccess} onClick={() => start.mutate()}>
      Verify
    </Button>
  )
}
