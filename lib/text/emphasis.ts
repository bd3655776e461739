import type { Span } from './words.ts'

/** Bold stretches of a markdown text, marks included: runs of two or more asterisks or underscores around something on one line. Linear. */
export function boldSpans(text: string): Span[] {
  const spans: Span[] = []
  const open: Record<string, { start: number; lineEnd: number } | undefined> = {}
  let lineEnd = -1
  const code = inlineCode(text)
  let passed = 0
  for (const { 0: run, index } of text.matchAll(/\*{2,}|_{2,}/g)) {
    while ((code[passed]?.end ?? Number.POSITIVE_INFINITY) <= index) passed++
    if ((code[passed]?.start ?? Number.POSITIVE_INFINITY) < index) continue
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

/** Code within lines: from a run of backticks to the next one of the same length on the line. Marks in it are no emphasis. Linear. */
function inlineCode(text: string): Span[] {
  if (!text.includes('`')) return []
  const spans: Span[] = []
  const runs = Array.from(text.matchAll(/`+|\n/g), ({ 0: run, index }) => ({ run, start: index, end: index + run.length }))
  /** Of each run, the next one of its length on its line. */
  const closing: (Span | undefined)[] = []
  const next = new Map<string, Span>()
  for (let at = runs.length - 1; at >= 0; at--) {
    const found = runs[at]
    if (!found) continue
    closing[at] = next.get(found.run)
    if (found.run === '\n') next.clear()
    else next.set(found.run, found)
  }
  let end = 0
  runs.forEach(({ run, start }, at) => {
    const close = closing[at]
    if (run === '\n' || start < end || !close) return
    end = close.end
    spans.push({ start, end })
  })
  return spans
}

function isInk(char: string | undefined): boolean {
  return char !== undefined && !/\s/.test(char)
}
