'use client'

import { Button } from '#components/ui/button.tsx'

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold">This page broke</h1>
      <p className="text-muted">Nothing of your work is lost by it. Try again; if it stays, the log of the server says why.</p>
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
    </main>
  )
}
