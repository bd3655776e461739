import { Button } from '#components/ui/button.tsx'

/** What a list that is loaded page by page says of its next one; a query of react-query has it all. */
interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

/** Loads the next page of a list, while there is one. */
export function MoreButton({ hasNextPage, isFetchingNextPage, fetchNextPage }: Paged) {
  if (!hasNextPage) return null
  return (
    <Button className="mt-3" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      More
    </Button>
  )
}
