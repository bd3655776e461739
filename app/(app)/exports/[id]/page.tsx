import type { Metadata } from 'next'
import { ExportPage } from '#components/exports/export-page.tsx'

export const metadata: Metadata = { title: 'Export' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ExportPage id={(await params).id} />
}
