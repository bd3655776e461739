/** The longest field that Python's reader takes, in characters. */
const fieldLimit = 131_072

type State = 'row' | 'field' | 'plain' | 'quoted' | 'quote' | 'end'

/**
 * `list(csv.reader(io.StringIO(text), delimiter=…))` with Python's defaults: a blank line is a row without fields, quotes may
 * hold line ends, text may follow a closing quote. Returns undefined where Python raises: a carriage return inside of a line,
 * a field of more than 131,072 characters. Linear in time.
 */
export function pyCsvRows(text: string, delimiter = ','): string[][] | undefined {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let length = 0
  let state: State = 'row'
  const add = (character: string): void => {
    field += character
    length++
  }
  const save = (next: State): void => {
    row.push(field)
    field = ''
    length = 0
    state = next
  }
  const take = (character: string): boolean => {
    const lineEnd = character === '\n' || character === '\r'
    if (state === 'end') return lineEnd
    if (state === 'quoted') {
      if (character === '"') state = 'quote'
      else add(character)
    } else if (state === 'quote' && character === '"') {
      add(character)
      state = 'quoted'
    } else if (lineEnd) {
      if (state === 'row') state = 'end'
      else save('end')
    } else if (character === delimiter) save('field')
    else if (character === '"' && (state === 'row' || state === 'field')) state = 'quoted'
    else {
      add(character)
      state = 'plain'
    }
    return length <= fieldLimit
  }
  for (const line of linesWithEnds(text)) {
    for (const character of line) if (!take(character)) return undefined
    // A line's end closes what is open, but for a quoted field, which goes on in the next line.
    if (at(state) === 'quoted') continue
    if (at(state) !== 'row' && at(state) !== 'end') save('row')
    rows.push(row)
    row = []
    state = 'row'
  }
  if (at(state) === 'quoted') rows.push([...row, field])
  return rows
}

/** Keeps the compiler from narrowing a state that the closures change. */
function at(state: State): State {
  return state
}

function linesWithEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? []
}
