'use client'

import { useState } from 'react'
import { KnownTypes } from '#components/checkers/known-types.tsx'
import { TryChecker } from '#components/checkers/try-checker.tsx'
import { PageHeader } from '#components/ui/panel.tsx'
import type { KnownType } from '#lib/review/known-types.ts'

/** What programs can decide: every type with its wordings, and a place to try any sentence on any response. */
export function CheckersScreen({ types }: { types: readonly KnownType[] }) {
  const [text, setText] = useState('')
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader title="Checkers" description="What a program can decide of a response, how it counts, and in what words it is understood. Try a sentence on a response; nothing of it is kept." />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <div className="lg:sticky lg:top-4">
          <TryChecker text={text} onText={setText} />
        </div>
        <KnownTypes types={types} onTry={setText} />
      </div>
    </div>
  )
}
