import { PairComments } from '#components/comments/pair-comments.tsx'
import type { Look } from '#components/review/use-look.ts'
import type { PairView } from '#lib/review/contract.ts'

/** What there is to know about a pair besides itself, below its constraints. */
export function PairAside({ pair, look, onLook }: { pair: PairView; look: Look; onLook: (change: Partial<Look>) => void }) {
  return <PairComments pairId={pair.id} open={look.comments} onOpen={(comments) => onLook({ comments })} />
}
