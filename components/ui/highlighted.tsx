import { placesOf } from '#lib/text/find-text.ts'

/** A text with all places marked where one of the words stands that were looked for. */
export function Highlighted({ text, words }: { text: string; words: readonly string[] }) {
  const places = words.length === 0 ? [] : placesOf(text, words)
  if (places.length === 0) return text
  return (
    <>
      {places.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(places[index - 1]?.end ?? 0, start)}
          <mark className="found">{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(places.at(-1)?.end ?? 0)}
    </>
  )
}
