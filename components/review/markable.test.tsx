import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { marksFor } from '#components/review/markable.ts'
import { MarksContext, renderDocument } from '#components/review/rendered-document.tsx'
import type { EvidenceSpan } from '#lib/constraints/verdict.ts'

function render(source: string, spans: EvidenceSpan[]): string {
  const rendered = renderDocument(source)
  if (!rendered) throw new Error('not rendered')
  return renderToStaticMarkup(<MarksContext value={marksFor(rendered.index, spans, source.length)}>{rendered.content}</MarksContext>)
}

/** Marks every occurrence of `words` in the source. */
function renderMarking(source: string, words: string, role: EvidenceSpan['role'] = 'support'): string {
  const spans: EvidenceSpan[] = []
  for (let at = source.indexOf(words); at !== -1; at = source.indexOf(words, at + 1)) spans.push({ start: at, end: at + words.length, role })
  return render(source, spans)
}

const marked = (html: string) => [...html.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map((match) => match[1])

describe('evidence in a rendered document', () => {
  test('is marked where it stands in the text', () => {
    expect(renderMarking('A plain sentence.', 'plain')).toBe('<p>A <mark data-evidence="support">plain</mark> sentence.</p>')
  })

  test('leaves the lines of a paragraph the lines that they are, and breaks none twice', () => {
    const inLines = (html: string) => [...html.matchAll(/<span class="whitespace-pre-line[^"]*">(.*?)<\/span>/gs)].map((match) => match[1])
    expect(inLines(render('An old pond\na frog leaps in\n\nA plain one.', []))).toEqual(['An old pond\na frog leaps in'])
    expect(inLines(renderMarking('- first\n  goes on', 'goes'))).toEqual(['first\n<mark data-evidence="support">goes</mark> on'])
    expect(inLines(render('hard  \nbreak, another\\\none', []))).toEqual([])
    expect(render('hard  \nbreak', [])).toContain('<br/>')
  })

  test('stands in a link, which is none where its address is not safe', () => {
    expect(render('[a](https://example.org) [b](javascript:alert(1))', [])).toBe('<p><a href="https://example.org" target="_blank" rel="noopener noreferrer nofollow">a</a> <span>b</span></p>')
  })

  test('goes through emphasis, piece by piece', () => {
    expect(marked(renderMarking('one **two** three', 'one **two** three'))).toEqual(['one ', 'two', ' three'])
  })

  test.each([
    ['headings', '# A heading\n\ntext', 'heading'],
    ['list items', '- first\n- second one', 'second'],
    ['nested lists', '1. first\n   - inner words\n     go on here', 'go on'],
    ['quotes over several lines', '> quoted line\n> goes on', 'goes on'],
    ['tables', '| a | b |\n|---|---|\n| cell | x \\| y |', 'cell'],
    ['inline code', 'call `f(x)` now', 'f(x)'],
    ['fenced code', 'See:\n\n```for\nfor x in y\n```\n', 'for x'],
    ['indented fenced code', '- item\n\n  ```js\n  let a\n  let b\n  ```', 'let b'],
    ['indented code', 'text\n\n    code here\n      more code', 'more code'],
    ['link texts', 'see [the page](https://example.org/page) ok', 'the page'],
    ['text behind an e-mail address', 'write to a@b.example now please', 'please'],
    ['text behind escapes', 'a \\* star and \\_more\\_ words', 'words'],
    ['text behind entities', 'a &amp; b &eacute; c &#128512; words', 'words'],
    ['text behind emoji and combining marks', '👩‍👩‍👧 e\u0301 words 字', 'words'],
    ['right-to-left text', 'שלום עולם טוב', 'עולם'],
    ['windows line ends', 'one\r\n\r\n- two\r\n- three', 'three'],
    ['strikethrough', 'a ~~gone~~ b', 'gone'],
    ['raw html, which is shown as text', 'a <b>bold</b> word', 'bold'],
    ['text behind a byte order mark', '\uFEFFsome **bold** words', 'words'],
    ['an ampersand that is no entity', 'R&D and S&P; words', 'words'],
  ])('is marked in %s', (_, source, words) => {
    expect(marked(renderMarking(source, words))).toEqual([words.replaceAll('"', '&quot;')])
  })

  test('marks the smallest element around it where it is markup only', () => {
    expect(render('one **two** three', [{ start: 4, end: 6, role: 'violation' }])).toContain('<strong data-evidence="violation">two</strong>')
    expect(render('a\n\n---\n\nb', [{ start: 3, end: 6, role: 'violation' }])).toContain('<hr data-evidence="violation"/>')
    expect(render('# Title', [{ start: 0, end: 1, role: 'violation' }])).toContain('<h1 data-evidence="violation">')
  })

  test('tells support from violation', () => {
    expect(renderMarking('bad word', 'bad', 'violation')).toContain('<mark data-evidence="violation">bad</mark>')
  })

  test('never runs html, loads images or names where a reader comes from', () => {
    const html = render('<script>alert(1)</script>\n\nAn ![pic](https://example.org/x.png) [x](javascript:alert(1)) [y](https://example.org)', [])
    expect(html).not.toMatch(/<script|<img|javascript:/)
    expect(html).toContain('rel="noopener noreferrer nofollow"')
  })

  test('never throws and never loses text, whatever the document and the spans', () => {
    const pieces = fc.constantFrom('# ', '**', '*', '`', '```\n', '> ', '- ', '1. ', '\n', '\n\n', '| a | b |\n|--|--|\n', '&amp;', '\\*', 'word', ' ', '😀', '\ud800', 'a@b.co', '<b>', '[x](y)', '\t', '\u0000', '    ')
    const spans = fc.array(fc.record({ start: fc.nat(80), end: fc.nat(80), role: fc.constantFrom<EvidenceSpan['role']>('support', 'violation') }), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), spans, (parts, marks) => {
        const source = parts.join('')
        const plain = render(source, []).replaceAll(/<[^>]*>/g, '')
        expect(render(source, marks).replaceAll(/<[^>]*>/g, '')).toBe(plain)
      }),
      { numRuns: 300 },
    )
  })

  test('marks just what the span covers, wherever the text is its own source', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('word', 'other', '**bold**', '`code`', '_it_', '\n- ', '\n> '), { minLength: 1, maxLength: 20 }), fc.nat(19), (parts, pick) => {
        const at = pick % parts.length
        const start = parts.slice(0, at).join(' ').length + (at > 0 ? 1 : 0)
        const source = parts.join(' ')
        const words = /[a-z]+/.exec(parts[at] ?? '')?.[0]
        if (!words) return
        const from = source.indexOf(words, start)
        expect(marked(render(source, [{ start: from, end: from + words.length, role: 'support' }]))).toEqual([words])
      }),
      { numRuns: 300 },
    )
  })
})
