import type { Metadata } from 'next'
import { ComparisonScreen } from '#components/exports/comparison/comparison-screen.tsx'

export const metadata: Metadata = { title: 'Exports compared' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ComparisonScreen id={(await params).id} />
}
