/** Fields of the front matter that say what the rows may be used for, how many they are and which files are which split: the same in every version. */
const certain = ['license', 'license_name', 'license_link', 'size_categories', 'configs'] as const
/** Tables whose first column every version takes from the manifest as it is. */
const certainTables: ReadonlySet<string> = new Set(['Composition', 'Splits', 'Left out', 'Licences', 'Sources'])

/** What a dataset card says otherwise than one that is written from its manifest. `isOther`: it is in other words, so that only what is certain in all versions was compared. */
export interface CardDifferences {
  faults: string[]
  isOther: boolean
}

/** Compares a card with the one that its manifest comes to. What people wrote between its figures is theirs. */
export function cardDifferences(found: string, wanted: string): CardDifferences {
  const [is, should] = [readCard(found), readCard(wanted)]
  const isOther = is.words !== should.words || [...should.front].some(([name, block]) => !certain.some((one) => one === name) && is.front.get(name) !== block)
  const ofFront = certain.flatMap((name) => {
    const [says, wants] = [is.front.get(name), should.front.get(name)]
    // Another version may not know a licence that this one knows.
    const isSame = says === wants || (isOther && name.startsWith('license') && /^license: "?other"?\n/.test(is.front.get('license') ?? ''))
    return isSame ? [] : [`says ${shown(says, wants)} of "${name}", and the manifest comes to ${shown(wants, says)}`]
  })
  const [columns, wantedColumns] = [columnsIn(is.front.get('dataset_info')), columnsIn(should.front.get('dataset_info'))]
  if (columns !== null && columns !== wantedColumns) ofFront.push(`names the columns ${columns}, and the rows have ${wantedColumns ?? 'none'}`)
  const ofTables = [...should.tables].flatMap(([heading, rows]) => {
    const says = is.tables.get(heading)
    return says === undefined ? [] : tableDifferences(heading, says, rows, is.words === should.words || certainTables.has(heading))
  })
  return { faults: [...ofFront, ...ofTables], isOther }
}

type Row = readonly [name: string, rest: string]

/** The first row that differs. `isWhole`: no row may be missing or be there beside the others. */
function tableDifferences(heading: string, says: readonly Row[], wants: readonly Row[], isWhole: boolean): string[] {
  const where = heading === '' ? '' : ` under "${heading}"`
  const known = (rows: readonly Row[], [name, rest]: Row): boolean => rows.some((row) => row[0] === name && row[1] === rest)
  const wrong = says.find((row) => !known(wants, row) && (isWhole || wants.some(([name]) => name === row[0])))
  if (wrong) return [`says "${wrong.join(' | ')}"${where}, and the manifest comes to ${wants.find(([name]) => name === wrong[0])?.[1] ?? 'no such row'}`]
  const missing = isWhole ? wants.find((row) => !known(says, row)) : undefined
  return missing ? [`does not say "${missing.join(' | ')}"${where}, as the manifest does`] : []
}

interface Card {
  front: Map<string, string>
  /** By heading; what stands above the first one under ''. */
  tables: Map<string, Row[]>
  /** All but front matter and tables. */
  words: string
}

function readCard(text: string): Card {
  const [, block = '', body = text] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? []
  const front = new Map<string, string>()
  let field = ''
  for (const line of block.trimEnd().split('\n')) {
    field = /^["']?([\w-]+)["']?\s*:/.exec(line)?.[1] ?? field
    // A field twice is two blocks of one name, which is none that is wanted.
    front.set(field, `${front.get(field) ?? ''}${line}\n`)
  }
  const tables = new Map<string, Row[]>()
  const words: string[] = []
  let heading = ''
  for (const line of body.split('\n')) {
    const cells = /^\| ?(.*?)(?<!\\) \| (.*)\|$/.exec(line)
    if (cells) tables.set(heading, [...(tables.get(heading) ?? []), [cells[1] ?? '', (cells[2] ?? '').trim()]])
    else words.push(line)
    heading = /^## (.*)$/.exec(line)?.[1] ?? heading
  }
  return { front, tables, words: words.join('\n') }
}

/** The line of a block that is not in the other one. */
function shown(block: string | undefined, other: string | undefined): string {
  if (block === undefined) return 'nothing'
  const [lines, others] = [block.trimEnd().split('\n'), (other ?? '').split('\n')]
  return JSON.stringify((lines.find((line, n) => line !== others[n]) ?? lines.at(-1) ?? '').trim().slice(0, 120))
}

function columnsIn(block: string | undefined): string | null {
  return block === undefined ? null : Array.from(block.matchAll(/^ {2}- name: (.*)$/gm), ([, name = '']) => name).join(', ')
}
