import type { Metadata } from 'next'
import { DatasetSettings } from '#components/datasets/dataset-settings.tsx'

export const metadata: Metadata = { title: 'Dataset settings' }

export default async function DatasetSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  return <DatasetSettings id={(await params).id} />
}
