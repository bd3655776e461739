import { inLines } from '#components/stats/figures/in-lines.ts'

const copied = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'opacity'] as const

/** Hands a text over as a file. */
export function downloadText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  save(name, url)
  URL.revokeObjectURL(url)
}

/** What stands above and below the picture of a chart: its title, the filter of what it counts, empty for all, and how it was counted. */
export interface PictureWords {
  title: string
  filter: string
  note: string
}

/** Around the picture, in pixels of the page. */
const edge = 16
const lineHeight = 18

/**
 * Hands what is drawn in a frame over as one PNG of twice its size, in the colours that it has now: every SVG at its place, the headings above them and what is marked with `data-drawn`, with the
 * words above and below. Throws Error where the browser cannot draw it.
 */
export async function downloadPng(name: string, frame: HTMLElement, { title, filter, note }: PictureWords): Promise<void> {
  const { left, top, width, height } = frame.getBoundingClientRect()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot draw pictures.')
  const style = getComputedStyle(frame)
  const [heading, small] = [`600 15px ${style.fontFamily}`, `13px ${style.fontFamily}`]
  const linesOf = (text: string, font: string): string[] => {
    context.font = font
    return inLines(text, (part) => context.measureText(part).width <= width)
  }
  const head = [...linesOf(title, heading).map((text) => ({ text, font: heading })), ...linesOf(filter, small).map((text) => ({ text, font: small }))]
  const foot = linesOf(note, small).map((text) => ({ text, font: small }))
  const start = edge + head.length * lineHeight + 8
  canvas.width = Math.ceil((width + 2 * edge) * 2)
  canvas.height = Math.ceil((start + height + (foot.length > 0 ? 8 + foot.length * lineHeight : 0) + edge) * 2)
  context.scale(2, 2)
  context.fillStyle = style.getPropertyValue('--panel') || 'white'
  context.fillRect(0, 0, width + 2 * edge, canvas.height / 2)
  context.textBaseline = 'middle'
  const write = (lines: readonly { text: string; font: string }[], from: number): void => {
    context.fillStyle = style.color
    for (const [index, { text, font }] of lines.entries()) {
      context.font = font
      context.fillText(text, edge, from + (index + 0.5) * lineHeight)
    }
  }
  write(head, edge)
  write(foot, start + height + 8)
  context.translate(edge, start)
  // Of what is drawn the charts alone: icons are for who can press them.
  for (const svg of frame.querySelectorAll<SVGSVGElement>('svg:not(.lucide)')) {
    const at = svg.getBoundingClientRect()
    context.drawImage(await drawn(svg, at.width, at.height), at.left - left, at.top - top, at.width, at.height)
  }
  for (const words of frame.querySelectorAll('h3, h4, [data-drawn]')) {
    const { color, fontWeight, fontSize, fontFamily } = getComputedStyle(words)
    context.fillStyle = color
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`
    // Where the words themselves stand, and not the cell that they are in.
    const range = document.createRange()
    range.selectNodeContents(words)
    const at = range.getBoundingClientRect()
    context.fillText(words.textContent, at.left - left, at.top - top + at.height / 2)
  }
  save(name, canvas.toDataURL('image/png'))
}

async function drawn(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(standalone(svg, width, height)))}`
  await image.decode()
  return image
}

/** A copy that carries its styles itself, for a picture does not see the page's. */
function standalone(svg: SVGSVGElement, width: number, height: number): Node {
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) return copy
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')]
  for (const [index, element] of [copy, ...copy.querySelectorAll<SVGElement>('*')].entries()) {
    const original = originals[index]
    if (!original) continue
    const style = getComputedStyle(original)
    for (const property of copied) element.style.setProperty(property, style.getPropertyValue(property))
  }
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return copy
}

function save(name: string, url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
