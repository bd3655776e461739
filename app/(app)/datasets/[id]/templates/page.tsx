import type { Metadata } from 'next'
import { TemplatesScreen } from '#components/templates/templates-screen.tsx'

export const metadata: Metadata = { title: 'Wordings' }

export default async function TemplatesPage({ params }: { params: Promise<{ id: string }> }) {
  return <TemplatesScreen datasetId={(await params).id} />
}
