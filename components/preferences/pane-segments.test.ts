import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paneSegments } from '#components/preferences/pane-segments.ts'
import { wordDiff } from '#components/review/word-diff.ts'

describe('paneSegments', () => {
  it('marks what differs and what is broken, apart and together', () => {
    const parts = wordDiff('Come home now.', 'Come home, now.')
    const at = 'Come home, now.'.indexOf(',')
    expect(paneSegments(parts, 'added', [{ start: at, end: at + 5 }]).filter(({ broken }) => broken).map(({ text }) => text).join('')).toBe(', now')
    expect(paneSegments(parts, 'removed').map(({ text }) => text).join('')).toBe('Come home now.')
  })

  it('gives back each text whole, whatever is marked in it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ',', '\n'), maxLength: 40 })
    const span = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(
      fc.property(text, text, fc.array(span, { maxLength: 4 }), (before, after, spans) => {
        const parts = wordDiff(before, after)
        const segments = paneSegments(parts, 'added', spans)
        expect(segments.map((each) => each.text).join('')).toBe(after)
        expect(paneSegments(parts, 'removed', spans).map((each) => each.text).join('')).toBe(before)
        const marked = segments.flatMap((each) => Array.from({ length: each.text.length }, () => each.broken))
        expect(marked).toEqual(Array.from({ length: after.length }, (_, at) => spans.some(({ start, end }) => start <= at && at < end)))
      }),
    )
  })
})
