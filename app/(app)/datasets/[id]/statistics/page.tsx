import type { Metadata } from 'next'
import { StatisticsScreen } from '#components/stats/statistics-screen.tsx'

export const metadata: Metadata = { title: 'Statistics' }

export default async function StatisticsPage({ params }: { params: Promise<{ id: string }> }) {
  return <StatisticsScreen datasetId={(await params).id} />
}
