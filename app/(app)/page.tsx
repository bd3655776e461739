import type { Metadata } from 'next'
import { DatasetList } from '#components/datasets/dataset-list.tsx'

export const metadata: Metadata = { title: 'Datasets' }

export default function HomePage() {
  return <DatasetList />
}
