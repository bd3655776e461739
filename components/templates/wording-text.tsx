/** A wording with its slots set off from what always stands there. */
export function WordingText({ text }: { text: string }) {
  return (
    <span dir="auto" className="break-words">
      {text.split(/(\{\d{1,3}\})/).map((piece, index) =>
        index % 2 === 1 ? (
          <span key={index} className="mx-px rounded bg-accent-soft px-1 font-mono text-[12px] text-accent">
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
    </span>
  )
}
