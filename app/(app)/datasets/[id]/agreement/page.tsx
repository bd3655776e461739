import type { Metadata } from 'next'
import { AgreementScreen } from '#components/agreement/agreement-screen.tsx'
import { agreementRowsQuery } from '#lib/review/people-agreement/contract.ts'

export const metadata: Metadata = { title: 'Agreement' }

interface AgreementPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** An address that asks for what there is not shows the constraints on which people differ. */
export default async function AgreementPage({ params, searchParams }: AgreementPageProps) {
  const query = agreementRowsQuery.omit({ after: true }).catch({ which: 'differ' }).parse(await searchParams)
  return <AgreementScreen datasetId={(await params).id} query={query} />
}
