import type { Metadata } from 'next'
import { ImportWizard } from '#components/import/import-wizard.tsx'

export const metadata: Metadata = { title: 'Import' }

export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  return <ImportWizard datasetId={(await params).id} />
}
