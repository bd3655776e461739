import type { Metadata } from 'next'
import { TypeScreen } from '#components/stats/type-screen.tsx'

export const metadata: Metadata = { title: 'Report card of a type' }

export default async function TypePage({ params }: { params: Promise<{ id: string; type: string }> }) {
  const { id, type } = await params
  return <TypeScreen datasetId={id} type={decodeURIComponent(type)} />
}
