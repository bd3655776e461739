import rehypeHighlight from 'rehype-highlight'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { formulaTree } from '#components/reading/formula-tree.ts'
import type { MarkSpan } from '#components/review/evidence.ts'
import { marksFor } from '#components/review/markable.ts'
import { MarksContext, renderDocument } from '#components/review/rendered-document.tsx'

const tools = { colours: rehypeHighlight(), formula: formulaTree }

function render(source: string, spans: MarkSpan[] = []): string {
  const rendered = renderDocument(source, tools)
  if (!rendered) throw new Error('not rendered')
  return renderToStaticMarkup(<MarksContext value={marksFor(rendered.index, spans, source.length)}>{rendered.content}</MarksContext>)
}

/** Marks every occurrence of `words` in the source. */
function renderMarking(source: string, words: string, role: MarkSpan['role'] = 'support'): string {
  const spans: MarkSpan[] = []
  for (let at = source.indexOf(words); at !== -1; at = source.indexOf(words, at + 1)) spans.push({ start: at, end: at + words.length, role })
  return render(source, spans)
}

const marked = (html: string) => [...html.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map((match) => match[1])
const words = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('coloured code', () => {
  test('has its words, numbers and texts told apart', () => {
    const html = render('```js\nconst a = 1 // one\n```')
    expect(html).toContain('<span class="hljs-keyword">const</span>')
    expect(html).toContain('<span class="hljs-number">1</span>')
    expect(html).toContain('<span class="hljs-comment">// one</span>')
  })

  test('carries the evidence within a piece and across pieces', () => {
    const source = 'Look:\n\n```python\ndef total(items):\n    # add them up\n    return sum(items)\n```\n\nDone.'
    expect(renderMarking(source, 'add')).toContain('<span class="hljs-comment"># <mark data-evidence="support">add</mark> them up</span>')
    expect(marked(renderMarking(source, 'def total')).join('')).toBe('def total')
    expect(marked(renderMarking(source, 'items')).length).toBe(2)
    expect(marked(renderMarking(source, 'up\n    return sum')).join('')).toBe('up\n    return sum')
    expect(marked(renderMarking(source, 'Done'))).toEqual(['Done'])
  })

  test.each([
    ['in a list', '- item\n\n  ```js\n  let alpha\n  let beta\n  ```', 'beta'],
    ['in a quote', '> ```js\n> let alpha\n> let beta\n> ```', 'beta'],
    ['with windows line ends', '```js\r\nlet alpha\r\nlet beta\r\n```', 'beta'],
    ['named as what it holds', '```const\nconst one\n```', 'one'],
    ['twice the same', '```js\nlet one\n```\n\n```js\nlet two\n```', 'two'],
    ['unclosed', '```js\nlet one', 'one'],
  ])('carries the evidence %s', (_, source, phrase) => {
    expect(marked(renderMarking(source, phrase)).join('|')).toBe(phrase)
  })

  test('is plain in a language that nobody knows, without one, and where it is very long', () => {
    expect(words(render('```nosuchlanguage\nconst a = 1\n```'))).toBe('const a = 1\n')
    expect(render('```nosuchlanguage\nconst a = 1\n```')).not.toContain('hljs-')
    expect(render('```\nconst a = 1\n```')).not.toContain('hljs-')
    expect(render(`\`\`\`js\n${'const a = 1\n'.repeat(2000)}\`\`\``)).not.toContain('hljs-')
  })

  test('is escaped like any text', () => {
    const html = render('```html\n<script>alert(1)</script><img src=x onerror=alert(2)>\n```')
    expect(html).not.toMatch(/<script|<img/)
    expect(words(html)).toBe('<script>alert(1)</script><img src=x onerror=alert(2)>\n')
  })
})

describe('formulas', () => {
  test('are set in lines and on lines of their own', () => {
    expect(render('We have $x^2$ here.')).toBe('<p>We have <span data-formula="inline"><math><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math></span> here.</p>')
    expect(render('So\n\\[\nx = 1\n- 2\n\n\\]\n')).not.toContain('<math')
    const html = render('So\n\\[\nx = 1\n- 2\n\\]\nand on')
    expect(html).toContain('<span data-formula="display"><math display="block">')
    expect(html).toMatch(/<p>So<\/p>[^]*<p>and on<\/p>/)
    expect(render('$$E = mc^2$$')).toContain('<math display="block">')
    expect(render('```math\n\\sqrt{2}\n```')).toContain('<msqrt>')
    expect(render('> $$\n> a = b\n> $$\n\nafter')).toContain('<math display="block">')
    expect(render('| a | b |\n|---|---|\n| $x_1$ | \\(y\\) |').match(/<math>/g)).toHaveLength(2)
    expect(render('\\(\\mathbb{R}^n\\)')).toContain('ℝ')
    expect(render('$a \\hspace{3em} b = \\frac{c}{d}$')).toMatch(/<mspace width="3em"><\/mspace><mi>b<\/mi>[^]*<mfrac><mi>c<\/mi><mi>d<\/mi><\/mfrac>/)
  })

  test('hide nothing', () => {
    const html = render('$a \\phantom{secret} b \\hphantom{c} \\vphantom{d}$')
    expect(html).not.toContain('mphantom')
    expect(words(html).replaceAll(/\s/g, '')).toBe('asecretbcd')
  })

  test('are no amounts, no code, no words in brackets', () => {
    for (const source of ['It costs $5 and $10.', 'Both `$x$` and `\\(y\\)`.', 'A \\(remark\\) here.', '```\n$x^2$\n```', 'Escaped \\$x\\$ too.']) {
      expect(render(source)).not.toContain('data-formula')
      expect(words(render(source)).trim()).toBe(source.replaceAll(/^```\n|\n```$|`/g, '').replaceAll(/\\(?=[($)])(?!\(y|\)\.)/g, ''))
    }
  })

  test('are marked as a whole where evidence lies in them, and the text around as ever', () => {
    const source = 'The sum $a + b$ is **small** and $c^2$ is not.'
    const html = renderMarking(source, '+ b')
    expect(html).toContain('<span data-formula="inline" data-evidence="support">')
    expect(html.match(/data-evidence/g)).toHaveLength(1)
    const around = renderMarking(source, 'sum $a + b$ is **small', 'violation')
    expect(marked(around)).toEqual(['sum ', ' is ', 'small'])
    expect(around).toContain('<span data-formula="inline" data-evidence="violation">')
    expect(marked(renderMarking(source, 'is not'))).toEqual(['is not'])
  })

  test('are what they are written as where they cannot be set, with their evidence', () => {
    const source = 'A wrong one: $\\frac{1$ and $\\nosuch{x}$ end.'
    expect(words(render(source))).toBe(source)
    expect(marked(renderMarking(source, 'nosuch'))).toEqual(['nosuch'])
    expect(words(render(`\\(${'x + '.repeat(300)}x\\)`))).toContain('x + x')
  })

  test.each([
    ['links', '$\\href{javascript:alert(1)}{x^2}$'],
    ['addresses', '$\\url{https://example.org/} = x$'],
    ['images', '$\\includegraphics{https://example.org/x.png}$'],
    ['styles and classes', '$\\htmlStyle{position:fixed}{x} + \\htmlClass{danger}{y}$'],
    ['names and data', '$\\htmlId{root}{x} + \\htmlData{a=b}{y}$'],
    ['markup in texts', '$\\text{<img src=x onerror=alert(1)>} = 1$'],
    ['colours that hide', '$\\color{white} x^2$ and $\\colorbox{black}{y_1}$'],
  ])('hold no %s', (_, source) => {
    const html = render(source)
    expect(html).not.toMatch(/<a|<img|href=|src="|style=|class=|mathcolor|mathbackground|id="/)
  })

  test('that grow without bounds stay what they are written as', () => {
    const source = ['$\\def\\a{\\a\\a}\\a$', '$\\newcommand{\\b}{xx}\\b^2$', '$\\rule{9999em}{9999em}$', `$$${'{'.repeat(2500)}x_1${'}'.repeat(2500)}$$`, `$$${'\\sqrt{'.repeat(800)}x${'}'.repeat(800)}$$`].join('\n\n')
    const from = process.cpuUsage()
    const html = render(source)
    expect(process.cpuUsage(from).user / 1e6).toBeLessThan(3)
    expect(words(html)).toContain('\\def\\a{\\a\\a}\\a')
    expect(words(html)).toContain('\\newcommand')
    expect(html).not.toContain('9999em')
  })

  test('beyond some hundreds stay what they are written as', () => {
    const html = render('$x_1$ '.repeat(1000))
    expect(html.match(/<math/g)).toHaveLength(400)
    expect(words(html)).toContain('$x_1$ $x_1$')
  })

  test('until there is something to set them with, are what they are written as', () => {
    const rendered = renderDocument('We have $x^2$ and $5.')
    expect(rendered && words(renderToStaticMarkup(rendered.content))).toBe('We have $x^2$ and $5.')
  })
})
