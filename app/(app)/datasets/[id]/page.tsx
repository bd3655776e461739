import { redirect } from 'next/navigation'
import { getDataset } from '#lib/datasets/datasets.ts'

/** A dataset's address leads to its pairs, or to the import while it has none. */
export default async function DatasetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { pairs } = await getDataset(id)
  redirect(`/datasets/${id}/${pairs > 0 ? 'browse' : 'import'}`)
}
