import type { Metadata } from 'next'
import { NewExport } from '#components/exports/new-export.tsx'

export const metadata: Metadata = { title: 'New export' }

export default async function NewExportPage({ params }: { params: Promise<{ id: string }> }) {
  return <NewExport datasetId={(await params).id} />
}
