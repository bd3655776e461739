/** What a text is as XML: one element and what may stand around it, several elements side by side, or neither, and where that shows. */
export type XmlReading = { kind: 'document' } | { kind: 'fragment' } | { kind: 'broken'; at: number; why: string }

const name = '[\\p{L}_:][\\p{L}\\p{N}_:.\\-]*'
const attribute = `\\s+(${name})\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`
const tag = new RegExp(`<(/?)(${name})((?:${attribute})*)\\s*(/?)>`, 'uy')
const attributes = new RegExp(attribute, 'gu')
const reference = /&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[A-Za-z]\w{0,30});/y

/** Stretches that are skipped as a whole: comments, instructions, declarations. CDATA counts as text. */
const skipped: readonly { open: string; close: string; text: boolean }[] = [
  { open: '<!--', close: '-->', text: false },
  { open: '<![CDATA[', close: ']]>', text: true },
  { open: '<?', close: '?>', text: false },
  { open: '<!DOCTYPE', close: '>', text: false },
]

/** Reads a text as XML 1.0, namespaces and declared entities aside, in time linear in its length. */
export function readXml(text: string): XmlReading {
  const open: string[] = []
  let roots = 0
  for (let at = 0; at < text.length; ) {
    const broken = (why: string): XmlReading => ({ kind: 'broken', at, why })
    if (text[at] === '&') {
      reference.lastIndex = at
      const found = reference.exec(text)
      if (!found || open.length === 0) return broken('There is an & that begins no entity')
      at += found[0].length
      continue
    }
    if (text[at] !== '<') {
      const next = nextMark(text, at)
      const ink = text.slice(at, next).search(/\S/)
      if (open.length === 0 && ink >= 0) return { kind: 'broken', at: at + ink, why: 'There is text outside of all elements' }
      at = next
      continue
    }
    const whole = skipped.find((stretch) => text.startsWith(stretch.open, at))
    if (whole) {
      const end = text.indexOf(whole.close, at + whole.open.length)
      if (end < 0 || (whole.text && open.length === 0)) return broken(`A ${whole.open} is not closed`)
      at = end + whole.close.length
      continue
    }
    tag.lastIndex = at
    const found = tag.exec(text)
    if (!found) return broken('There is a < that begins no tag')
    const [all, closing, element = '', given = ''] = found
    const selfClosing = found.at(-1) === '/'
    const names = Array.from(given.matchAll(attributes), (match) => match[1])
    if (new Set(names).size < names.length) return broken('A tag has an attribute twice')
    if (closing) {
      if (open.pop() !== element || selfClosing || given !== '') return broken(`</${element}> closes nothing`)
    } else {
      if (open.length === 0) roots++
      if (!selfClosing) open.push(element)
    }
    at += all.length
  }
  if (open.length > 0) return { kind: 'broken', at: text.length, why: `<${open.at(-1) ?? ''}> is not closed` }
  if (roots === 0) return { kind: 'broken', at: 0, why: 'There is no element' }
  return { kind: roots === 1 ? 'document' : 'fragment' }
}

function nextMark(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '<' || text[at] === '&') return at
  return text.length
}
