import { PairComments } from '#components/comments/pair-comments.tsx'
import { Guidelines } from '#components/review/guidelines.tsx'
import { PrecedentList } from '#components/review/precedent-list.tsx'
import { ChecksExist } from '#components/review/checks-exist.tsx'
import { MissedCheckNotice } from '#components/review/missed-check-notice.tsx'
import { TagsAside } from '#components/tags/pair-tags.tsx'
import type { Look } from '#components/review/use-look.ts'
import type { ConstraintView, PairView } from '#lib/review/contract.ts'

interface PairAsideProps {
  pair: PairView
  /** The focused constraint. */
  current: ConstraintView | null
  look: Look
  onLook: (change: Partial<Look>) => void
}

/** What there is to know about a pair besides itself, below its constraints. */
export function PairAside({ pair, current, look, onLook }: PairAsideProps) {
  return (
    <>
      <Guidelines datasetId={pair.datasetId} open={look.guidelines} onOpen={(guidelines) => onLook({ guidelines })} />
      <PrecedentList datasetId={pair.datasetId} constraint={current} open={look.precedents} onOpen={(precedents) => onLook({ precedents })} />
      <PairComments pairId={pair.id} open={look.comments} onOpen={(comments) => onLook({ comments })} />
      <TagsAside pairId={pair.id} datasetId={pair.datasetId} open={look.tags} onOpen={(tags) => onLook({ tags })} />
      <ChecksExist datasetId={pair.datasetId} />
      <MissedCheckNotice pairId={pair.id} />
    </>
  )
}
