import { notFound, redirect } from 'next/navigation'
import { getDataset } from '#lib/datasets/datasets.ts'
import { AppError } from '#lib/http/errors.ts'
import { uuidParam } from '#lib/http/route.ts'

/** A dataset's address leads to its pairs, or to the import while it has none. */
export default async function DatasetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  redirect(`/datasets/${id}/${(await hasPairs(id)) ? 'browse' : 'import'}`)
}

async function hasPairs(id: string): Promise<boolean> {
  try {
    return (await getDataset(uuidParam(id, 'dataset'))).pairs > 0
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
