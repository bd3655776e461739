import { LinkButton } from '#components/ui/button.tsx'

export default function NotFound() {
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p className="text-muted">It may have been deleted, or the link is not whole.</p>
      <LinkButton href="/" variant="primary">
        To the datasets
      </LinkButton>
    </main>
  )
}
