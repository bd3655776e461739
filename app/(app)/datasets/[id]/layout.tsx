import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { datasetExists } from '#lib/datasets/datasets.ts'

/** Around every page of a dataset: an address whose dataset is not there leads to none of them. */
export default async function DatasetLayout({ params, children }: { params: Promise<{ id: string }>; children: ReactNode }) {
  const id = z.uuid().safeParse((await params).id)
  if (!id.success || !(await datasetExists(id.data))) notFound()
  return children
}
