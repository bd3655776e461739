'use client'

import { useDataset } from '#components/api/datasets.ts'

/** Says that checks are mixed in, where they are: nobody is tested without knowing. */
export function ChecksExist({ datasetId }: { datasetId: string }) {
  const { data } = useDataset(datasetId)
  if (!data || data.policy.goldRate === 0) return null
  return (
    <p className="border-t border-line px-3 py-2 text-xs text-muted">
      Some constraints here are checks: a program knows whether they hold. They are not marked, and some proven ones come without their verdict to hide them.
      Checks never count as data, and you are told when you miss one. The owner and admins see how often each reviewer does.
    </p>
  )
}
