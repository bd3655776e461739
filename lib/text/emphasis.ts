import type { Span } from './words.ts'

/** Bold stretches of a markdown text, marks included: runs of two or more asterisks or underscores around something on one line. Linear. */
export function boldSpans(text: string): Span[] {
  const spans: Span[] = []
  const open: Record<string, { start: number; lineEnd: number } | undefined> = {}
  let lineEnd = -1
  for (const { 0: run, index } of text.matchAll(/\*{2,}|_{2,}/g)) {
    const mark = run[0] ?? ''
    const end = index + run.length
    const opened = open[mark]
    if (opened && index < opened.lineEnd && isInk(text[index - 1])) {
      spans.push({ start: opened.start, end })
      open[mark] = undefined
    } else if (isInk(text[end])) {
      if (lineEnd < end) lineEnd = text.indexOf('\n', end)
      if (lineEnd < 0) lineEnd = text.length
      open[mark] = { start: index, lineEnd }
    }
  }
  return spans.toSorted((a, b) => a.start - b.start)
}

function isInk(char: string | undefined): boolean {
  return char !== undefined && !/\s/.test(char)
}
