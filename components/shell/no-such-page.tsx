import { LinkButton } from '#components/ui/button.tsx'

/** What stands where an address leads nowhere. */
export function NoSuchPage() {
  return (
    <div className="flex h-full min-h-80 flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p className="text-muted">It may have been deleted, or the link is not whole.</p>
      <LinkButton href="/" variant="primary">
        To the datasets
      </LinkButton>
    </div>
  )
}
