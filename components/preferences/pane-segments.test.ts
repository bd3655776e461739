import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldAlike, paneSegments, type PaneSegment } from '#components/preferences/pane-segments.ts'
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

describe('foldAlike', () => {
  const segment = (text: string, differs = false, broken = false): PaneSegment => ({ text, differs, broken })
  const long = 'word '.repeat(400)

  it('leaves out what is alike and far from what differs, and cuts between words', () => {
    const folded = foldAlike([segment(long), segment('changed', true), segment(long)])
    expect(folded.map(({ folded: hidden }) => hidden)).toEqual([true, false, false, false, true])
    expect(folded[1]?.text.trim().split(' ').every((word) => word === 'word')).toBe(true)
    expect(folded[1]?.text.length).toBeLessThan(200)
  })

  it('keeps in sight the place of what the other text alone has', () => {
    const chosen = foldAlike(paneSegments(wordDiff(`${long}changed`, long.trimEnd()), 'added'))
    expect(chosen.map(({ folded: hidden }) => hidden)).toEqual([true, ...chosen.slice(1).map(() => false)])
    expect(chosen.slice(1).map(({ text }) => text).join('').length).toBeGreaterThan(100)
  })

  it('shows what differs or is broken, and short texts, whole', () => {
    for (const segments of [[segment(long, true)], [segment(long, false, true)], [segment('short '), segment('changed', true)]]) {
      expect(foldAlike(segments)).toEqual(segments.map((each) => ({ ...each, folded: false })))
    }
  })

  it('gives back the text whole', () => {
    const text = fc.array(fc.constantFrom('a', ' ', '\n', 'bcdef', 'x'.repeat(300)), { maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean(), fc.boolean()), { maxLength: 5 }), (all) => {
        const segments = all.map(([each, differs, broken]) => segment(each, differs, broken))
        expect(foldAlike(segments).map((each) => each.text).join('')).toBe(segments.map((each) => each.text).join(''))
      }),
    )
  })
})
