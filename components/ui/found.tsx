'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { foundIn } from '#components/ui/found-ranges.ts'

const highlightName = 'found'
const inlineTags = new Set(['A', 'CODE', 'DEL', 'EM', 'INS', 'MARK', 'S', 'SPAN', 'STRONG', 'SUB', 'SUP'])

interface FoundProps {
  words: readonly string[]
  /** Whether the first place comes into view when this is first shown. */
  reveal?: boolean
  children: ReactNode
}

/**
 * Marks the places where one of the words stands in whatever is shown within, as somebody who searched for them wants to see. The browser
 * draws the marks over the text (globals.css, ::highlight); nothing in the document is changed by it.
 */
export function Found({ words, reveal = false, children }: FoundProps) {
  const frame = useRef<HTMLDivElement>(null)
  const wanted = JSON.stringify(words)
  useEffect(() => {
    const within = frame.current
    if (!within || words.length === 0 || typeof Highlight === 'undefined') return
    const highlight = CSS.highlights.get(highlightName) ?? new Highlight()
    CSS.highlights.set(highlightName, highlight)
    let marked: Range[] = []
    const clear = (): void => {
      for (const range of marked) highlight.delete(range)
    }
    const mark = (): void => {
      clear()
      marked = rangesIn(within, words)
      for (const range of marked) highlight.add(range)
    }
    mark()
    if (reveal) marked[0]?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    // What is shown within may come later: a long text is drawn piece by piece.
    const observer = new MutationObserver(mark)
    observer.observe(within, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      clear()
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words, not the array that they come in
  }, [wanted, reveal])
  return (
    <div ref={frame} className="contents">
      {children}
    </div>
  )
}

function rangesIn(within: HTMLElement, words: readonly string[]): Range[] {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (node instanceof Text) nodes.push(node)
  return foundIn(nodes.map((node) => ({ text: node.data, block: blockOf(node) })), words).flatMap(({ from, to }) => {
    const [first, last] = [nodes[from.piece], nodes[to.piece]]
    if (!first || !last) return []
    const range = document.createRange()
    range.setStart(first, from.offset)
    range.setEnd(last, to.offset)
    return [range]
  })
}

function blockOf(node: Text): Element | null {
  let element = node.parentElement
  while (element && inlineTags.has(element.tagName)) element = element.parentElement
  return element
}
