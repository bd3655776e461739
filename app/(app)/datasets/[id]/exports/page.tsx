import type { Metadata } from 'next'
import { ExportList } from '#components/exports/export-list.tsx'

export const metadata: Metadata = { title: 'Exports' }

export default async function ExportsPage({ params }: { params: Promise<{ id: string }> }) {
  return <ExportList datasetId={(await params).id} />
}
