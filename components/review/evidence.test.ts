import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanSpans, segmentsWithin } from '#components/review/evidence.ts'
import type { EvidenceSpan } from '#lib/constraints/verdict.ts'

const span = (start: number, end: number, role: EvidenceSpan['role'] = 'support'): EvidenceSpan => ({ start, end, role })
const anySpan = fc.record({
  start: fc.integer({ min: -5, max: 60 }),
  end: fc.integer({ min: -5, max: 60 }),
  role: fc.constantFrom<EvidenceSpan['role']>('support', 'violation'),
})

describe('cleanSpans', () => {
  test('sorts and joins what overlaps', () => {
    expect(cleanSpans([span(5, 9), span(1, 3), span(2, 4)], 20)).toEqual([span(1, 4), span(5, 9)])
  })

  test('shows the violation where both overlap', () => {
    expect(cleanSpans([span(0, 10), span(4, 6, 'violation')], 20)).toEqual([span(0, 4), span(4, 6, 'violation'), span(6, 10)])
  })

  test('cuts what lies outside the text and drops what is empty', () => {
    expect(cleanSpans([span(-3, 2), span(8, 40), span(5, 5), span(7, 6), span(Number.NaN, 3)], 10)).toEqual([span(0, 2), span(8, 10)])
  })

  test('marks a character exactly when some span covers it', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 12 }), fc.integer({ min: 0, max: 50 }), (spans, length) => {
        const clean = cleanSpans(spans, length)
        for (let at = 0; at < length; at++) {
          const over = spans.filter((each) => each.start <= at && at < each.end)
          const expected = over.some((each) => each.role === 'violation') ? 'violation' : over.length > 0 ? 'support' : undefined
          expect(clean.find((each) => each.start <= at && at < each.end)?.role).toBe(expected)
        }
      }),
    )
  })
})

describe('segmentsWithin', () => {
  test('covers the stretch without gaps or overlaps, and marks what the spans mark', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 12 }), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), (spans, a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        const clean = cleanSpans(spans, 50)
        const segments = segmentsWithin(clean, start, end)
        let at = start
        for (const segment of segments) {
          expect(segment.start).toBe(at)
          expect(segment.end).toBeGreaterThan(segment.start)
          expect(clean.find((each) => each.start <= segment.start && segment.start < each.end)?.role ?? null).toBe(segment.role)
          at = segment.end
        }
        expect(at).toBe(end)
      }),
    )
  })
})
