import { useMemo } from 'react'
import { wordDiff } from '#components/review/word-diff.ts'

/** What changed between two texts, word by word: struck out and underlined, not by colour alone. */
export function DiffText({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => wordDiff(before, after), [before, after])
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words" data-testid="diff">
      {parts.map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>
        return kind === 'removed' ? (
          <del key={index} className="rounded-sm bg-bad-soft text-bad line-through">
            {text}
          </del>
        ) : (
          <ins key={index} className="rounded-sm bg-good-soft text-good underline">
            {text}
          </ins>
        )
      })}
    </p>
  )
}
