/** A place of the response where evidence is marked; one that is marked piece by piece (across bold text, say) is one place. */
export interface EvidencePlace {
  role: string
  elements: Element[]
}

/** The places marked within a frame, in the order of reading. */
export function evidencePlaces(frame: Element): EvidencePlace[] {
  const places: EvidencePlace[] = []
  let last: Element | null = null
  for (const element of frame.querySelectorAll('[data-evidence]')) {
    const role = element.getAttribute('data-evidence') ?? ''
    const place = places.at(-1)
    if (place && last && place.role === role && !element.hasAttribute('data-label') && touches(last, element)) place.elements.push(element)
    else places.push({ role, elements: [element] })
    last = element
  }
  return places
}

/** Whether no text stands between two elements of one block. A mark within a marked element is of its place. */
function touches(before: Element, after: Element): boolean {
  if (before.contains(after)) return true
  if (before.closest(blocks) !== after.closest(blocks)) return false
  const between = document.createRange()
  between.setStartAfter(before)
  between.setEndBefore(after)
  return between.toString() === ''
}

const blocks = 'p, li, td, th, pre, h1, h2, h3, h4, h5, h6, blockquote, [data-testid="response"]'

/** Where a jump has led. */
const jumpedAttribute = 'data-jumped'

/** Brings a place into sight and marks it as the one that was jumped to. */
export function jumpTo(frame: Element, { elements }: EvidencePlace): void {
  for (const element of frame.querySelectorAll(`[${jumpedAttribute}]`)) element.removeAttribute(jumpedAttribute)
  for (const element of elements) element.setAttribute(jumpedAttribute, '')
  elements[0]?.scrollIntoView({ block: 'center' })
}

/** Jumps to the next place or the one before, round and round. Says where that is, in words. */
export function jumpBy(frame: Element, by: 1 | -1): string {
  const places = evidencePlaces(frame)
  if (places.length === 0) return 'Nothing is marked in the response.'
  const at = places.findIndex(({ elements }) => elements.some((element) => element.hasAttribute(jumpedAttribute)))
  const next = at === -1 ? (by === 1 ? 0 : places.length - 1) : (at + by + places.length) % places.length
  const place = places[next]
  if (place) jumpTo(frame, place)
  return `Place ${next + 1} of ${places.length}${place?.role === 'violation' ? ': a violation' : ''}.`
}
